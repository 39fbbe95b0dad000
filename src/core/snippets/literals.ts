/**
 * Control characters other than tab and line feed, and those that would make code read otherwise
 * than it runs: line separators, changes of direction, the byte order mark.
 */
const unprintable = /[^\P{Cc}\t\n]|[\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** Whether a text can stand in code as it is. */
export function isPrintable(text: string): boolean {
  return text.search(unprintable) < 0;
}

/** The text with each character that should not stand in code as it is written in another way. */
export function withEscapes(text: string, escaped: (codePoint: number) => string): string {
  return text.replace(unprintable, (character) =>
    character === "\r" ? "\\r" : escaped(character.codePointAt(0) ?? 0),
  );
}

/** The hexadecimal digits of a code point, at least `length` of them. */
export function hexDigits(codePoint: number, length: number): string {
  return codePoint.toString(16).padStart(length, "0");
}

/** The quote that a text has less often. */
export function preferredQuote(text: string): string {
  return text.split('"').length > text.split("'").length ? "'" : '"';
}
