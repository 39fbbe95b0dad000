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
