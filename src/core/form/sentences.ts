import { durationText } from "../language/durationText.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";
import type {
  Condition,
  DigestEncoding,
  HmacAuthentication,
  Namespace,
  TimestampUnit,
  WebAuthentication,
} from "../trigger/trigger.ts";

/** What a condition accepts, as a sentence; it says nothing of a secret key itself. */
export function sentenceOf(condition: Condition): string {
  switch (condition.type) {
    case "web-authentication": {
      const { tokenLookupNamespace, tokenLookupKey } = condition;
      const place = placeText(tokenLookupNamespace, tokenLookupKey);
      return `${capital(place)} holds ${prefixText(condition)}${tokenText(condition)}.`;
    }
    case "web-timestamp": {
      const { timestampLookupNamespace, timestampLookupKey, driftTolerance, timestampUnit } =
        condition;
      const place = placeText(timestampLookupNamespace, timestampLookupKey);
      const time = `the UNIX time in ${timestampUnit satisfies TimestampUnit}`;
      return `${capital(place)} holds ${time}, at most ${durationText(driftTolerance)} before or after now.`;
    }
    case "rate-limit": {
      const { quota, period } = condition;
      const launches = quota === 1 ? "1 launch" : `${quota} launches`;
      return `There are at most ${launches} in any ${durationText(period)}.`;
    }
  }
}

/** Where a value is looked up, in words. */
function placeText(namespace: Namespace, key: string): string {
  return `${places[namespace]} ${key}`;
}

const places: Readonly<Record<Namespace, string>> = {
  "http-header": "the header",
  querystring: "the query parameter",
  "url-encoded-body": "the form field",
  "json-body": "the JSON key",
};

function prefixText({ valuePrefix }: WebAuthentication): string {
  return valuePrefix === "" ? "" : `“${valuePrefix}” and then `;
}

function tokenText(condition: WebAuthentication): string {
  switch (condition.authType) {
    case "static":
      return "the secret token itself";
    case "jwt":
      return `a JWT that is signed with ${condition.algorithm} and has not expired`;
    case "hmac": {
      const { algorithm, digestEncoding } = condition;
      const hash = `HMAC-${algorithm.toUpperCase()}`;
      return `the ${digests[digestEncoding]} ${hash} of ${basestringText(condition)}`;
    }
  }
}

const digests: Readonly<Record<DigestEncoding, string>> = {
  hex: "hexadecimal",
  base64: "base64",
  base64url: "base64url",
};

/** The parts of a basestring, one behind the other. */
function basestringText({ basestringFormat: format }: HmacAuthentication): string {
  const parts: string[] = [];
  let end = 0;
  const addText = (text: string) => {
    if (text !== "") parts.push(`“${text}”`);
  };
  for (const { kind, name, start, end: next } of placeholdersIn(format, "basestring")) {
    addText(format.slice(end, start));
    parts.push(kind === "header" ? `the header ${name}` : "the body");
    end = next;
  }
  addText(format.slice(end));
  const last = parts.pop() ?? "nothing";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
