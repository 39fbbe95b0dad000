import { basestringHeaders } from "../conditions/basestring.ts";
import { tokenPlaceOf } from "../conditions/webAuthentication.ts";
import { textOf } from "../request/byteString.ts";
import { lookUp, utf8TextOf } from "../request/lookUp.ts";
import { headerValues, type WebhookRequest } from "../request/request.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";
import type { Condition, HmacAuthentication, JwtAuthentication } from "../trigger/trigger.ts";
import { prettyJson } from "./bodyView.ts";
import type { SignedView } from "./messages.ts";

const shownBody = 4096;

/** What the sender had to sign for a condition, as it was received; undefined where nothing is. */
export function signedView(condition: Condition, request: WebhookRequest): readonly SignedView[] {
  if (condition.type !== "web-authentication") return [];
  switch (condition.authType) {
    case "static":
      return [];
    case "hmac":
      return [basestringView(condition, request)];
    case "jwt":
      return jwtView(condition, request);
  }
}

function basestringView(condition: HmacAuthentication, request: WebhookRequest): SignedView {
  const { basestringFormat: format, algorithm } = condition;
  const pieces: { text: string; from: string }[] = [];
  let end = 0;
  const fixed = (to: number) => {
    if (to > end) pieces.push({ text: format.slice(end, to), from: "" });
  };
  for (const { kind, name, start, end: next } of placeholdersIn(format, "basestring")) {
    fixed(start);
    end = next;
    pieces.push(
      kind === "body"
        ? { text: bodyText(request.body), from: "body" }
        : { text: headerText(request, name), from: `header ${name}` },
    );
  }
  fixed(format.length);
  const missing = basestringHeaders(format).filter(
    (name) => headerValues(request, name).length !== 1,
  );
  return {
    title: `HMAC ${algorithm}`,
    detail: missing.length === 0 ? format : `${format}: without ${missing.join(", ")}`,
    pieces,
  };
}

function bodyText(body: Uint8Array): string {
  const text = utf8TextOf(body);
  if (text === undefined) return `(${body.length} bytes that are no text)`;
  return text.length > shownBody ? `${text.slice(0, shownBody)}…` : text;
}

function headerText(request: WebhookRequest, name: string): string {
  const [value, ...others] = headerValues(request, name);
  if (value === undefined) return "(missing)";
  return others.length > 0 ? "(more than one)" : textOf(value);
}

function jwtView(condition: JwtAuthentication, request: WebhookRequest): readonly SignedView[] {
  const found = lookUp(request, tokenPlaceOf(condition));
  if (found.found !== "text" || !found.value.startsWith(condition.valuePrefix)) return [];
  const [header = "", claims = "", ...others] = found.value
    .slice(condition.valuePrefix.length)
    .split(".");
  const parts = [header, claims].map(jsonInBase64url);
  if (others.length !== 1 || parts.includes(undefined)) return [];
  const [headerText = "", claimsText = ""] = parts;
  return [
    {
      title: `JWT ${condition.algorithm}`,
      detail: "header and claims of the token; the body is not covered",
      pieces: [
        { text: headerText, from: "token header" },
        { text: "\n", from: "" },
        { text: claimsText, from: "claims" },
      ],
    },
  ];
}

function jsonInBase64url(text: string): string | undefined {
  return prettyJson(Buffer.from(text, "base64url").toString("utf8"));
}
