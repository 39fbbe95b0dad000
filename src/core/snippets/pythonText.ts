import { hexDigits, preferredQuote, withEscapes } from "./literals.ts";
import type { BasestringPart, SecretPart } from "./recipe.ts";

/** A text as a Python literal: on several lines where it has several, in the quotes that it has not. */
export function pythonLiteral(text: string): string {
  if (/\n./s.test(text)) {
    const body = escaped(text).replace(/"$/, '\\"').replaceAll('"""', '\\"\\"\\"');
    return `"""${body}"""`;
  }
  const quote = preferredQuote(text);
  return quote + inLine(text, quote) + quote;
}

/** An expression for a text in pieces; `nameOf` gives the expression of a piece that is no literal. */
export function pythonText<P extends BasestringPart | SecretPart>(
  parts: readonly P[],
  nameOf: (part: Exclude<P, { part: "text" }>) => string,
): string {
  const expressions = parts.map((part) =>
    part.part === "text" ? pythonLiteral(part.text) : nameOf(part as Exclude<P, { part: "text" }>),
  );
  if (parts.length < 2) return expressions[0] ?? '""';
  // In an f-string braces would have to be doubled, which nobody reads with ease.
  if (parts.some((part) => part.part === "text" && /[{}"]/.test(part.text))) {
    return expressions.join(" + ");
  }
  const pieces = parts.map((part, index) =>
    part.part === "text" ? inLine(part.text, '"') : `{${expressions[index]}}`,
  );
  return `f"${pieces.join("")}"`;
}

/** An f-string whose expressions are written already, behind a prefix that is plain text. */
export function prefixedFString(prefix: string, template: string): string {
  return `f"${inLine(prefix, '"').replace(/[{}]/g, "$&$&")}${template}"`;
}

/** The expression with `.encode()`, in parentheses where it needs them. */
export function encoded(expression: string, pieces: number): string {
  return pieces > 1 && !expression.startsWith("f")
    ? `(${expression}).encode()`
    : `${expression}.encode()`;
}

function inLine(text: string, quote: string): string {
  return escaped(text)
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replaceAll(quote, `\\${quote}`);
}

function escaped(text: string): string {
  return withEscapes(text.replaceAll("\\", "\\\\"), (codePoint) =>
    codePoint < 0x100 ? `\\x${hexDigits(codePoint, 2)}` : `\\u${hexDigits(codePoint, 4)}`,
  );
}
