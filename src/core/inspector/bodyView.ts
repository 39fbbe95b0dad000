import { byteStringOf } from "../request/byteString.ts";
import { parametersOf, utf8TextOf } from "../request/lookUp.ts";
import { mediaTypeOf, type WebhookRequest } from "../request/request.ts";
import { hexDump } from "./hexDump.ts";
import type { BodyView } from "./messages.ts";

/** So much of a body is shown in a page; the whole of it can be opened or saved. */
const shownBytes = 256 * 1024;
const shownHexBytes = 16 * 1024;

/** A body in each form in which it can be read. */
export function bodyView(request: WebhookRequest): BodyView {
  const { body } = request;
  const isCut = body.length > shownBytes;
  const shown = isCut ? body.subarray(0, shownBytes) : body;
  const whole = utf8TextOf(body);
  return {
    size: body.length,
    isKept: true,
    isCut,
    json: whole === undefined || isCut ? undefined : prettyJson(whole),
    form: whole === undefined || isCut ? undefined : formFields(request, whole),
    text: whole === undefined ? undefined : new TextDecoder().decode(shown),
    hex: hexDump(body.subarray(0, shownHexBytes)),
  };
}

/** A JSON document with one member a line; undefined for any other text. */
export function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{"]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return laidOut(text);
}

/**
 * Lays JSON out anew without reading its values: large numbers, duplicate keys and escapes stay as
 * they were sent.
 */
function laidOut(text: string): string {
  let depth = 0;
  let out = "";
  const line = () => `\n${"  ".repeat(depth)}`;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    const isEmpty = /[{[]$/.test(out);
    if (token === "}" || token === "]") {
      depth -= 1;
      out += isEmpty ? token : `${line()}${token}`;
      continue;
    }
    if (isEmpty) out += line();
    out += token;
    if (token === ",") out += line();
    else if (token === ":") out += " ";
    else if (token === "{" || token === "[") depth += 1;
  }
  return out;
}

function formFields(request: WebhookRequest, text: string): BodyView["form"] {
  const isForm = mediaTypeOf(request) === "application/x-www-form-urlencoded";
  if (!isForm && !/^[^\s=&{["]+=[^\s]*$/.test(text)) return undefined;
  return [...parametersOf(byteStringOf(text))].map(([name, value]) => ({ name, value }));
}
