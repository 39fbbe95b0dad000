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
  let length = 0;
  let text: ByteString = "";
  const take = (piece: ByteString | Uint8Array) => {
    if (piece.length > 0) pieces.push(piece);
    length += piece.length;
  };
  let end = 0;
  for (const { kind, name, start, end: next } of placeholdersIn(format, "basestring")) {
    text += byteStringOf(format.slice(end, start));
    end = next;
    if (kind === "body") {
      take(text);
      take(request.body);
      text = "";
    } else {
      const values = headerValues(request, name);
      if (values[0] === undefined) return { outcome: "header-missing", name };
      if (values.length > 1) return { outcome: "header-ambiguous", name };
      text += values[0];
    }
  }
  take(text + byteStringOf(format.slice(end)));
  return { outcome: "filled", pieces, length };
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
