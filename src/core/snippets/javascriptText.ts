import { hexDigits, preferredQuote, withEscapes } from "./literals.ts";
import type { BasestringPart, SecretPart } from "./recipe.ts";

/** A text as a JavaScript literal: a template where it has several lines. */
export function javascriptLiteral(text: string): string {
  if (/\n./s.test(text)) return `\`${inTemplate(text)}\``;
  const quote = preferredQuote(text);
  return quote + oneLine(escaped(text)).replaceAll(quote, `\\${quote}`) + quote;
}

/** An expression for a text in pieces; `nameOf` gives the expression of a piece that is no literal. */
export function javascriptText<P extends BasestringPart | SecretPart>(
  parts: readonly P[],
  nameOf: (part: Exclude<P, { part: "text" }>) => string,
): string {
  const [only, ...others] = parts;
  if (only === undefined) return '""';
  if (others.length === 0 && only.part === "text") return javascriptLiteral(only.text);
  const expression = (part: P) => nameOf(part as Exclude<P, { part: "text" }>);
  if (others.length === 0) return expression(only);
  const pieces = parts.map((part) =>
    part.part === "text" ? oneLine(inTemplate(part.text)) : `\${${expression(part)}}`,
  );
  return `\`${pieces.join("")}\``;
}

/** A template whose expressions are written already, behind a prefix that is plain text. */
export function prefixedTemplate(prefix: string, template: string): string {
  return `\`${oneLine(inTemplate(prefix))}${template}\``;
}

function inTemplate(text: string): string {
  return escaped(text).replaceAll("`", "\\`").replaceAll("${", "\\${");
}

function oneLine(literal: string): string {
  return literal.replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

function escaped(text: string): string {
  return withEscapes(text.replaceAll("\\", "\\\\"), (codePoint) =>
    codePoint < 0x100 ? `\\x${hexDigits(codePoint, 2)}` : `\\u${hexDigits(codePoint, 4)}`,
  );
}
