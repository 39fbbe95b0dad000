/** A line of a text, without what ends it. */
export interface Line {
  readonly start: number;
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
  readonly text: string;
}

/** The lines of a text as YAML counts them; a byte order mark is in none. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const next = newline === -1 ? text.length : newline + 1;
    const isPair = newline > start && text[newline - 1] === "\r";
    const end = newline === -1 ? text.length : isPair ? newline - 1 : newline;
    lines.push({ start, end, next, text: text.slice(start, end) });
    start = next;
  }
  return lines;
}

/** How many blanks a line begins with. */
export function indentOf({ text }: Line): number {
  return /^[ \t]*/.exec(text)?.[0].length ?? 0;
}

/** Whether there are only blanks in a line. */
export function isBlank({ text }: Line): boolean {
  return /^[ \t]*$/.test(text);
}
