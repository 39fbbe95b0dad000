import { isHeaderName } from "../language/rules/lookups.ts";
import { launchPath, slugOf } from "../trigger/address.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";
import type { Condition, Namespace, Trigger, WebAuthentication } from "../trigger/trigger.ts";
import type { SampleRequest } from "./preview.ts";

/**
 * A request that would pass at a time in milliseconds, with masks in the place of what a secret
 * makes; undefined when no request can carry all that the conditions ask for.
 */
export function sampleOf(trigger: Trigger, now: number): SampleRequest | undefined {
  const values: SampleValue[] = [];
  for (const value of trigger.conditions.flatMap((condition) => valueFor(condition, now))) {
    const same = values.find((other) => isSamePlace(other, value));
    if (same !== undefined && same.value !== value.value) return undefined;
    if (same === undefined) values.push(value);
  }
  const headers = headersOf(trigger, values, now);
  const body = bodyOf(trigger, values);
  if (body === undefined || !headers.every(([name]) => isHeaderName(name))) return undefined;
  const query = inNamespace(values, "querystring").map(pairText).join("&");
  const target = `${launchPath}${slugOf(trigger.name)}/${query === "" ? "" : `?${query}`}`;
  const type = ["Content-Type", body.type] as const;
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  return {
    method: "POST",
    target,
    headers: hasType ? headers : [type, ...headers],
    body: body.text,
  };
}

/** What a condition looks up. */
interface SampleValue {
  readonly namespace: Namespace;
  readonly key: string;
  readonly value: string;
}

function valueFor(condition: Condition, now: number): readonly SampleValue[] {
  switch (condition.type) {
    case "web-authentication": {
      const { tokenLookupNamespace: namespace, tokenLookupKey: key, valuePrefix } = condition;
      return [{ namespace, key, value: valuePrefix + maskOf(condition) }];
    }
    case "web-timestamp": {
      const { timestampLookupNamespace: namespace, timestampLookupKey: key } = condition;
      const seconds = Math.floor(now / 1000);
      const value = String(condition.timestampUnit === "seconds" ? seconds : seconds * 1000);
      return [{ namespace, key, value }];
    }
    case "rate-limit":
      return [];
  }
}

function maskOf(condition: WebAuthentication): string {
  switch (condition.authType) {
    case "static":
      return "••••••••";
    case "jwt":
      return `‹JWT, ${condition.algorithm}›`;
    case "hmac":
      return `‹HMAC-${condition.algorithm.toUpperCase()}, ${condition.digestEncoding}›`;
  }
}

/** The headers that are looked up, and those that a basestring takes in beside them. */
function headersOf(
  { conditions }: Trigger,
  values: readonly SampleValue[],
  now: number,
): SampleRequest["headers"] {
  const headers = inNamespace(values, "http-header").map(({ key, value }) => [key, value] as const);
  for (const condition of conditions) {
    if (condition.type !== "web-authentication" || condition.authType !== "hmac") continue;
    for (const { kind, name } of placeholdersIn(condition.basestringFormat, "basestring")) {
      const isThere = headers.some(([other]) => other.toLowerCase() === name.toLowerCase());
      if (kind !== "header" || isThere) continue;
      const value = /time|date/i.test(name) ? String(Math.floor(now / 1000)) : "…";
      headers.push([name, value]);
    }
  }
  return headers;
}

interface Body {
  readonly text: string;
  readonly type: string;
}

/** The payload of the trigger's first test with one, or an empty document, with the values that belong in it. */
function bodyOf(trigger: Trigger, values: readonly SampleValue[]): Body | undefined {
  const json = inNamespace(values, "json-body");
  const form = inNamespace(values, "url-encoded-body");
  if (json.length > 0 && form.length > 0) return undefined;
  const payloads = trigger.tests.map(({ request }) => request.payload);
  if (json.length > 0) {
    const documents = payloads.flatMap((payload) =>
      payload.from === "json" ? payload.document : [],
    );
    const [example = {}] = documents.filter((one) => one !== null && typeof one === "object");
    const members = Object.fromEntries(json.map(({ key, value }) => [key, value]));
    return jsonBody({ ...example, ...members });
  }
  const fields = payloads.find((payload) => payload.from === "form")?.fields ?? [];
  if (form.length > 0 || payloads[0]?.from === "form") {
    const isGiven = ([name]: readonly [string, string]) => form.some(({ key }) => key === name);
    const kept = fields.filter((field) => !isGiven(field));
    const pairs = [...kept.map(([key, value]) => ({ key, value })), ...form];
    return { text: pairs.map(pairText).join("&"), type: "application/x-www-form-urlencoded" };
  }
  const [first] = payloads.filter(({ from }) => from === "json" || from === "body");
  if (first?.from === "body") return { text: first.text, type: "text/plain" };
  return jsonBody(first?.from === "json" ? first.document : {});
}

function jsonBody(document: unknown): Body {
  return { text: JSON.stringify(document), type: "application/json" };
}

function pairText({ key, value }: { readonly key: string; readonly value: string }): string {
  const encoded = (text: string) =>
    // The marks of a mask stay readable.
    encodeURIComponent(text.toWellFormed()).replace(/%E2%80%(?:A2|B9|BA)/g, decodeURIComponent);
  return `${encoded(key)}=${encoded(value)}`;
}

function inNamespace(values: readonly SampleValue[], namespace: Namespace): readonly SampleValue[] {
  return values.filter((value) => value.namespace === namespace);
}

function isSamePlace(left: SampleValue, right: SampleValue): boolean {
  if (left.namespace !== right.namespace) return false;
  return left.namespace === "http-header"
    ? left.key.toLowerCase() === right.key.toLowerCase()
    : left.key === right.key;
}
