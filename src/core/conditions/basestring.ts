import { type ByteString, byteStringOf } from "../request/byteString.ts";
import { headerValues, type WebhookRequest } from "../request/request.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";

/** A basestring in pieces, so that a large body need not be copied; `length` is in bytes. */
export type Basestring =
  | {
      readonly outcome: "filled";
      readonly pieces: readonly (ByteString | Uint8Array)[];
      readonly length: number;
    }
  | { readonly outcome: "header-missing" | "header-ambiguous"; readonly name: string };

/** Fills a basestring format from the request, in one pass: values are not searched again. */
export function fillBasestring(format: string, request: WebhookRequest): Basestring {
  const pieces: (ByteString | Uint8Array)[] = [];
  let text: ByteString = "";
  let end = 0;
  for (const placeholder of placeholdersIn(format, "basestring")) {
    text += byteStringOf(format.slice(end, placeholder.start));
    end = placeholder.end;
    if (placeholder.kind === "body") {
      pieces.push(text, request.body);
      text = "";
      continue;
    }
    const [value, ...others] = headerValues(request, placeholder.name);
    if (value === undefined) return { outcome: "header-missing", name: placeholder.name };
    if (others.length > 0) return { outcome: "header-ambiguous", name: placeholder.name };
    text += value;
  }
  pieces.push(text + byteStringOf(format.slice(end)));
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  return { outcome: "filled", pieces: pieces.filter((piece) => piece.length > 0), length };
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
