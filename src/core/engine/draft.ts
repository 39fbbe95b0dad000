import { byteStringOf } from "../request/byteString.ts";
import { jsonMembersOf } from "../request/jsonMembers.ts";
import { utf8TextOf } from "../request/lookUp.ts";
import { type Header, headerValues, type WebhookRequest, withHeader } from "../request/request.ts";
import type { Trigger, TriggerTest } from "../trigger/trigger.ts";
import { placeOf, signingSteps } from "./sign.ts";

/** What a sender decides of a request, before it is signed. */
export interface Draft {
  readonly url: string;
  /** The trigger's own example when undefined. */
  readonly body: Uint8Array | undefined;
  /** Told from the trigger and the body when undefined. */
  readonly contentType: string | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The unsigned request of a draft: a POST with a body and content type that fit the trigger. */
export function draftRequest(trigger: Trigger, draft: Draft): WebhookRequest {
  const body = draft.body ?? exampleBody(trigger);
  const url = new URL(draft.url);
  url.hash = "";
  const chosen = draft.headers.map(
    ([name, value]): Header => [byteStringOf(name), byteStringOf(value)],
  );
  const usual: readonly Header[] = [
    ["Host", url.host],
    ["User-Agent", "Hooksmith"],
    ["Accept", "*/*"],
    ["Content-Type", draft.contentType ?? contentTypeFor(trigger, body)],
  ];
  const isChosen = ([name]: Header) =>
    chosen.some(([other]) => other.toLowerCase() === name.toLowerCase());
  const headers = [...usual.filter((header) => !isChosen(header)), ...chosen];
  return { method: "POST", url: url.href, headers, body };
}

/** The request with the length of its body stated, as it goes on the wire. */
export function withContentLength(request: WebhookRequest): WebhookRequest {
  return headerValues(request, "transfer-encoding").length > 0
    ? request
    : withHeader(request, "Content-Length", String(request.body.length));
}

/** The payload of the trigger's first test that has one, or an empty document. */
function exampleBody(trigger: Trigger): Uint8Array {
  for (const { request } of trigger.tests) {
    const body = bodyOfPayload(request.payload);
    if (body !== undefined) return body;
  }
  return Buffer.from(looksUp(trigger, "url-encoded-body") ? "" : "{}");
}

/** The bytes that a test sends; undefined when they stand in another file. */
export function bodyOfPayload(payload: TriggerTest["request"]["payload"]): Uint8Array | undefined {
  switch (payload.from) {
    case "json":
      return Buffer.from(JSON.stringify(payload.document));
    case "body":
      return Buffer.from(payload.text);
    case "form": {
      const fields = payload.fields.map(([name, value]): [string, string] => [name, value]);
      return Buffer.from(new URLSearchParams(fields).toString());
    }
    default:
      return undefined;
  }
}

function contentTypeFor(trigger: Trigger, body: Uint8Array): string {
  const text = utf8TextOf(body);
  if (looksUp(trigger, "url-encoded-body")) return "application/x-www-form-urlencoded";
  if (looksUp(trigger, "json-body")) return "application/json";
  if (text === undefined) return "application/octet-stream";
  if (jsonMembersOf(text) !== undefined || /^\s*\[/.test(text)) return "application/json";
  return /^[^\s=&]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*$/.test(text)
    ? "application/x-www-form-urlencoded"
    : "text/plain";
}

function looksUp(trigger: Trigger, namespace: "url-encoded-body" | "json-body"): boolean {
  return signingSteps(trigger).some((step) => placeOf(step).namespace === namespace);
}
