import { hexDigits, isPrintable, withEscapes } from "./literals.ts";
import type { BasestringPart, SecretPart } from "./recipe.ts";

/** A text as a Go literal: a raw one where that saves escapes, on several lines where it has several. */
export function goLiteral(text: string): string {
  const isRaw = /["\\]|\n./s.test(text) && isPrintable(text) && !text.includes("`");
  return isRaw ? `\`${text}\`` : `"${escaped(text)}"`;
}

/**
 * An expression for a text in pieces; `nameOf` gives the expression of a piece that is no literal.
 * Among the arguments of a call gofmt wants no spaces around the plus.
 */
export function goText<P extends BasestringPart | SecretPart>(
  parts: readonly P[],
  nameOf: (part: Exclude<P, { part: "text" }>) => string,
  plus: " + " | "+" = " + ",
): string {
  const terms = parts.map((part) =>
    part.part === "text" ? goLiteral(part.text) : nameOf(part as Exclude<P, { part: "text" }>),
  );
  return terms.join(plus) || '""';
}

function escaped(text: string): string {
  const backslashed = text.replace(/["\\]/g, "\\$&");
  // An escape of two digits is a byte in Go, and only below 0x80 a character.
  return withEscapes(backslashed, (codePoint) =>
    codePoint < 0x80 ? `\\x${hexDigits(codePoint, 2)}` : `\\u${hexDigits(codePoint, 4)}`,
  )
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t");
}
