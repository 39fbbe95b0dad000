import type { Namespace } from "../trigger/trigger.ts";
import { type ByteString, byteStringOf } from "./byteString.ts";
import { jsonMembersOf } from "./jsonMembers.ts";
import { headerValues, type WebhookRequest } from "./request.ts";

/** A place in a request: the namespace and the key in it. */
export interface Place {
  readonly namespace: Namespace;
  readonly key: string;
}

/** What stands at a place: one text, one whole number of a JSON body, or why there is no value. */
export type LookUp =
  | { readonly found: "text" | "number"; readonly value: ByteString }
  | {
      readonly found: "nothing";
      readonly reason: "value-missing" | "value-ambiguous" | "value-not-text" | "body-unreadable";
    };

/** Looks up the one value at a place of the request. */
export function lookUp(request: WebhookRequest, place: Place): LookUp {
  switch (place.namespace) {
    case "http-header":
      return one(headerValues(request, place.key));
    case "querystring":
      return parameter(queryOf(request.url), place.key);
    case "url-encoded-body":
      return parameter(Buffer.from(request.body).toString("latin1"), place.key);
    case "json-body":
      return jsonValue(request.body, place.key);
  }
}

/** The querystring of a request target, without the question mark. */
export function queryOf(url: ByteString): ByteString {
  const target = url.split("#", 1)[0] ?? "";
  const mark = target.indexOf("?");
  return mark < 0 ? "" : target.slice(mark + 1);
}

/** The parameters of a querystring or URL-encoded body, as `URLSearchParams` reads them. */
export function parametersOf(pairs: ByteString): URLSearchParams {
  // Written as escapes, bytes beyond ASCII are decoded together with the escapes beside them.
  const ascii = pairs.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`);
  // The constructor drops a leading "?", which is part of the first name here; an empty pair keeps it.
  return new URLSearchParams(`&${ascii}`);
}

/** The text of a body that is valid UTF-8 without a byte order mark (RFC 8259, section 8.1). */
export function utf8TextOf(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

function one(values: readonly ByteString[]): LookUp {
  const [value] = values;
  if (value === undefined) return { found: "nothing", reason: "value-missing" };
  if (values.length > 1) return { found: "nothing", reason: "value-ambiguous" };
  return { found: "text", value };
}

function parameter(pairs: ByteString, key: string): LookUp {
  return one(parametersOf(pairs).getAll(key).map(byteStringOf));
}

function jsonValue(body: Uint8Array, key: string): LookUp {
  const text = utf8TextOf(body);
  const members = text === undefined ? undefined : jsonMembersOf(text);
  if (text === undefined || members === undefined) {
    return { found: "nothing", reason: "body-unreadable" };
  }
  const [member, ...others] = members.filter((candidate) => candidate.key === key);
  if (member === undefined) return { found: "nothing", reason: "value-missing" };
  if (others.length > 0) return { found: "nothing", reason: "value-ambiguous" };
  const source = text.slice(member.start, member.end);
  if (source.startsWith('"')) {
    return { found: "text", value: byteStringOf(JSON.parse(source) as string) };
  }
  return /^-?\d+$/.test(source)
    ? { found: "number", value: source }
    : { found: "nothing", reason: "value-not-text" };
}
