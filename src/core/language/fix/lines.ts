/** Where the line of an offset begins, behind a byte order mark. */
export function lineStartOf(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && text.startsWith("\uFEFF") ? 1 : start;
}

/** Where the line of an offset ends, before what ends it. */
export function lineEndOf(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  if (end === -1) return text.length;
  return end > offset && text[end - 1] === "\r" ? end - 1 : end;
}

/** Where the line after an offset begins; the end of the text when there is none. */
export function nextLineOf(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end + 1;
}

/** What stands before an offset in its line. */
export function beforeInLine(text: string, offset: number): string {
  return text.slice(lineStartOf(text, offset), offset);
}

/** Whether only blanks stand before an offset in its line. */
export function beginsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(beforeInLine(text, offset));
}

/** Whether only blanks and a comment follow in the line of an offset. */
export function endsLine(text: string, offset: number): boolean {
  return /^(?:[ \t]+#.*|[ \t]*)$/.test(text.slice(offset, lineEndOf(text, offset)));
}

/** How far to the right an offset stands, behind blanks and dashes only; undefined behind all else. */
export function columnOf(text: string, offset: number): number | undefined {
  const before = beforeInLine(text, offset);
  return /^ *(?:- +)*$/.test(before) ? before.length : undefined;
}
