import type { Header } from "../request/request.ts";
import { isList, isObject } from "./jsonValue.ts";

/** What the lines of an `.http` file cannot tell of a request. */
export interface Exact {
  /** The URL, where it has bytes that are no UTF-8; it counts while its line shows it. */
  readonly url?: string;
  /** Header lines with such bytes; each counts while a line shows it. */
  readonly headers?: readonly Header[];
  readonly body?: ExactBody;
}

/** How the lines of a body stand for its bytes. */
export interface ExactBody {
  readonly encoding?: "base64";
  readonly lineEnd?: "\r\n";
  readonly lineBreaksAtEnd?: number;
}

/** Reads what an own comment tells; anything else in it is left out. */
export function readExact(value: unknown): Exact {
  const exact = isObject(value) && isObject(value.exact) ? value.exact : {};
  const { url, headers, body } = exact;
  return {
    ...(typeof url === "string" && { url }),
    headers: isList(headers) ? headers.filter(isHeader) : [],
    body: isObject(body) ? bodyIn(body) : {},
  };
}

/**
 * The lines in which a body is shown, and how they stand for it: text as it is, as far as it is no
 * more than text and no line of it would mean something to whoever reads the file.
 */
export function bodyLines(body: Uint8Array): { readonly text: string; readonly exact: ExactBody } {
  const bytes = Buffer.from(body);
  const text = bytes.toString("utf8");
  const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
  const plain = text.replaceAll(lineEnd, "\n");
  const isPlain =
    Buffer.from(text).equals(bytes) &&
    plain.replaceAll("\n", lineEnd) === text &&
    !/[^\P{Cc}\t\n]|\ufeff|\u2028|\u2029/u.test(plain) &&
    !/^(?:###|<(?:@\w*)?\s|<>|>\s|>>)/m.test(plain);
  if (!isPlain) {
    const lines = bytes.toString("base64").replace(/.{76}(?=.)/g, "$&\n");
    return { text: lines, exact: { encoding: "base64" } };
  }
  const shown = plain.replace(/\n+$/, "");
  const lineBreaksAtEnd = plain.length - shown.length;
  return {
    text: shown,
    exact: {
      ...(lineEnd === "\r\n" && { lineEnd }),
      ...(lineBreaksAtEnd > 0 && { lineBreaksAtEnd }),
    },
  };
}

function bodyIn({
  encoding,
  lineEnd,
  lineBreaksAtEnd,
}: Readonly<Record<string, unknown>>): ExactBody {
  const isCount =
    typeof lineBreaksAtEnd === "number" &&
    Number.isSafeInteger(lineBreaksAtEnd) &&
    lineBreaksAtEnd >= 0 &&
    lineBreaksAtEnd < 2 ** 20;
  return {
    ...(encoding === "base64" && { encoding }),
    ...(lineEnd === "\r\n" && { lineEnd }),
    ...(isCount && { lineBreaksAtEnd }),
  };
}

function isHeader(value: unknown): value is Header {
  return isList(value) && value.length === 2 && value.every((part) => typeof part === "string");
}
