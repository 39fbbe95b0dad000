import { type ByteString, byteStringOf, bytesOf, textOf } from "./byteString.ts";
import { jsonMembersOf } from "./jsonMembers.ts";
import { type Place, parametersOf, queryOf, utf8TextOf } from "./lookUp.ts";
import { type WebhookRequest, withHeader } from "./request.ts";

/** The request with the value in its place, or why no request can carry it there. */
export type Placement =
  | { readonly outcome: "placed"; readonly request: WebhookRequest }
  | { readonly outcome: "impossible"; readonly why: Unplaceable };

export type Unplaceable =
  | "header-name"
  | "header-value"
  | "body-not-json-object"
  | "body-is-json"
  | "value-not-utf8";

/** Puts a value where `lookUp` finds it, in the stead of any that is there; the rest stays as it is. */
export function placeValue(request: WebhookRequest, place: Place, value: ByteString): Placement {
  switch (place.namespace) {
    case "http-header":
      return inHeader(request, place.key, value);
    case "querystring":
      return asText(value, (text) =>
        placed({ ...request, url: withQuery(request.url, place.key, text) }),
      );
    case "url-encoded-body":
      return asText(value, (text) => inForm(request, place.key, text));
    case "json-body":
      return asText(value, (text) => inJson(request, place.key, text));
  }
}

function asText(value: ByteString, place: (text: string) => Placement): Placement {
  const text = textOf(value);
  return byteStringOf(text) === value
    ? place(text)
    : { outcome: "impossible", why: "value-not-utf8" };
}

function placed(request: WebhookRequest): Placement {
  return { outcome: "placed", request };
}

function inHeader(request: WebhookRequest, name: string, value: ByteString): Placement {
  // RFC 9110, sections 5.1 and 5.5: a receiver would see another value, or another header.
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    return { outcome: "impossible", why: "header-name" };
  }
  if (!/^(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?)?$/.test(value)) {
    return { outcome: "impossible", why: "header-value" };
  }
  return placed(withHeader(request, name, value));
}

function withQuery(url: ByteString, key: string, text: string): ByteString {
  const path = url.split(/[?#]/, 1)[0] ?? "";
  const fragment = url.includes("#") ? url.slice(url.indexOf("#")) : "";
  return `${path}?${withParameter(queryOf(url), key, text)}${fragment}`;
}

function withParameter(pairs: ByteString, key: string, text: string): ByteString {
  const all = pairs === "" ? [] : pairs.split("&");
  const others = all.filter((pair) => !parametersOf(pair).has(key));
  return [...others, new URLSearchParams([[key, text]]).toString()].join("&");
}

function inForm(request: WebhookRequest, key: string, text: string): Placement {
  if (jsonMembersOf(utf8TextOf(request.body) ?? "") !== undefined) {
    return { outcome: "impossible", why: "body-is-json" };
  }
  const fields = Buffer.from(request.body).toString("latin1");
  return placed({ ...request, body: bytesOf(withParameter(fields, key, text)) });
}

function inJson(request: WebhookRequest, key: string, text: string): Placement {
  const body = request.body.length === 0 ? "{}" : utf8TextOf(request.body);
  const members = body === undefined ? undefined : jsonMembersOf(body);
  if (body === undefined || members === undefined) {
    return { outcome: "impossible", why: "body-not-json-object" };
  }
  const same = members.filter((member) => member.key === key);
  const [first] = same;
  if (first !== undefined) {
    if (same.length > 1) return { outcome: "impossible", why: "body-not-json-object" };
    const changed = body.slice(0, first.start) + JSON.stringify(text) + body.slice(first.end);
    return placed({ ...request, body: Buffer.from(changed) });
  }
  const end = body.lastIndexOf("}");
  const before = body.slice(0, end).trimEnd();
  const comma = members.length > 0 ? "," : "";
  const member = `${comma}${JSON.stringify(key)}:${JSON.stringify(text)}`;
  return placed({ ...request, body: Buffer.from(before + member + body.slice(before.length)) });
}
