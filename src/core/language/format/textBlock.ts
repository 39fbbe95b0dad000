import { insideOf, type Level } from "./level.ts";
import type { Line } from "./line.ts";

/** A text behind `|` or `>`, whose lines keep what they have beyond its own indentation. */
export interface TextBlock {
  /** The last of its lines; the one with the mark when there are none. */
  readonly last: number;
  /** Whether blank lines behind it belong to it. */
  readonly keepsBlanks: boolean;
  /** How many blanks one of its lines gets. */
  readonly indentOf: (line: Line) => number;
}

/** The block of text whose mark stands in a line, inside a level. */
export function textBlockAt(
  lines: readonly Line[],
  index: number,
  mark: string,
  outer: Level,
  indent: number,
): TextBlock {
  const [, digits] = /^[|>][+-]?([1-9])?/.exec(mark) ?? [];
  const digit = digits === undefined ? undefined : Number(digits);
  const keepsBlanks = /^[|>][1-9]?\+/.test(mark);
  const before = digit === undefined ? columnOfText(lines, index, outer) : outer.before + digit;
  const after = digit === undefined ? insideOf(outer, indent) : outer.after + digit;
  let last = index;
  for (let at = index + 1; at < lines.length; at += 1) {
    const line = lines[at] as Line;
    const blanks = blanksOf(line);
    if (!isEmpty(line) && blanks < before) break;
    if (!isEmpty(line) || blanks > before || keepsBlanks) last = at;
  }
  const indentOf = (line: Line) => {
    const blanks = blanksOf(line);
    return isEmpty(line) && blanks <= before ? 0 : after + blanks - before;
  };
  return { last, keepsBlanks, indentOf };
}

/** Its first line that is not blank sets the column of a text; what stands further left is none of it. */
function columnOfText(lines: readonly Line[], index: number, outer: Level): number {
  let at = index + 1;
  while (at < lines.length && isEmpty(lines[at] as Line)) at += 1;
  const first = lines[at];
  const column = first === undefined ? 0 : blanksOf(first);
  return column > outer.before ? column : Number.POSITIVE_INFINITY;
}

/** Whether a line has no part of a text but its end. */
function isEmpty(line: Line): boolean {
  return blanksOf(line) === line.text.length;
}

/** Only blanks indent a text; a tab is part of it. */
function blanksOf({ text }: Line): number {
  return /^ */.exec(text)?.[0].length ?? 0;
}
