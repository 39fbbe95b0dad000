import { bytesOf } from "../request/byteString.ts";
import { headerValues, type WebhookRequest } from "../request/request.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";

/** A basestring in pieces of bytes, so that a large body need not be copied. */
export type Basestring =
  | { readonly outcome: "filled"; readonly pieces: readonly Uint8Array[] }
  | { readonly outcome: "header-missing" | "header-ambiguous"; readonly name: string };

/** Fills a basestring format from the request, in one pass: values are not searched again. */
export function fillBasestring(format: string, request: WebhookRequest): Basestring {
  const pieces: Uint8Array[] = [];
  let end = 0;
  for (const placeholder of placeholdersIn(format, "basestring")) {
    pieces.push(literal(format.slice(end, placeholder.start)));
    end = placeholder.end;
    if (placeholder.kind === "body") {
      pieces.push(request.body);
      continue;
    }
    const [value, ...others] = headerValues(request, placeholder.name);
    if (value === undefined) return { outcome: "header-missing", name: placeholder.name };
    if (others.length > 0) return { outcome: "header-ambiguous", name: placeholder.name };
    pieces.push(bytesOf(value));
  }
  pieces.push(literal(format.slice(end)));
  return { outcome: "filled", pieces: pieces.filter((piece) => piece.length > 0) };
}

/** The headers that a basestring format needs, in order. */
export function basestringHeaders(format: string): readonly string[] {
  return placeholdersIn(format, "basestring")
    .filter((placeholder) => placeholder.kind === "header")
    .map((placeholder) => placeholder.name);
}

/** Whether the basestring covers the request body. */
export function coversBody(format: string): boolean {
  return placeholdersIn(format, "basestring").some((placeholder) => placeholder.kind === "body");
}

function literal(text: string): Uint8Array {
  return Buffer.from(text, "utf8");
}
