import type { Json, Trigger } from "../trigger/trigger.ts";

/** The body of an HTTP answer with its content type. */
export interface Answer {
  readonly contentType: string;
  readonly body: string;
}

/** The answer to an accepted request: of the first response action, or `ok`. */
export function answerOf(trigger: Trigger, runId: string): Answer {
  for (const action of trigger.actions) {
    if (action.type === "web-response-text") {
      return { contentType: "text/plain", body: fill(action.text, runId) };
    }
    if (action.type === "web-response-json") {
      const body = JSON.stringify(fillDocument(action.document, runId));
      return { contentType: "application/json", body };
    }
  }
  return { contentType: "text/plain", body: "ok" };
}

/** The run id in an answer that `answerOf` made for this trigger; undefined when it holds none. */
export function runIdOf(trigger: Trigger, body: string): string | undefined {
  for (const action of trigger.actions) {
    if (action.type === "web-response-text") return runIdIn(action.text, body);
    if (action.type === "web-response-json") {
      return runIdInDocument(action.document, parsed(body));
    }
  }
  return undefined;
}

function runIdIn(template: string, text: string): string | undefined {
  const [before, ...others] = template.split("{run_id}").map(literal);
  if (others.length === 0) return undefined;
  const pattern = `^\\s*${before}([\\w-]{1,100})${others.join("\\1")}\\s*$`;
  return new RegExp(pattern).exec(text)?.[1];
}

function literal(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]/gu, "\\$&");
}

function runIdInDocument(template: Json, document: Json | undefined): string | undefined {
  if (typeof template === "string") {
    return typeof document === "string" ? runIdIn(template, document) : undefined;
  }
  if (!isObject(template) || !isObject(document)) return undefined;
  for (const [key, value] of Object.entries(template)) {
    const inside = Object.hasOwn(document, key) ? document[key] : undefined;
    const runId = runIdInDocument(value, inside);
    if (runId !== undefined) return runId;
  }
  return undefined;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null;
}

function parsed(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json;
  } catch {
    return undefined;
  }
}

function fill(text: string, runId: string): string {
  return text.replaceAll("{run_id}", runId);
}

function fillDocument(document: Json, runId: string): Json {
  if (typeof document === "string") return fill(document, runId);
  if (typeof document !== "object" || document === null) return document;
  if (isList(document)) return document.map((item) => fillDocument(item, runId));
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, fillDocument(value, runId)]),
  );
}

function isList(document: Json): document is readonly Json[] {
  return Array.isArray(document);
}
