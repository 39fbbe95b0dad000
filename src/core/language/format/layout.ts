import { commentColumn, type Level } from "./level.ts";
import { indentOf, isBlank, type Line } from "./line.ts";
import { type Gap, type Open, place } from "./place.ts";
import type { Spans } from "./spans.ts";

/** How a line is to be laid out. */
export interface LaidOut {
  readonly kind: "item" | "content" | "text" | "comment" | "blank" | "marker";
  /** How many blanks it begins with. */
  readonly indent: number;
  /** Where blanks behind dashes become one. */
  readonly gaps: readonly Gap[];
  /** Whether a blank line behind it would belong to a text. */
  readonly keepsBlanks: boolean;
}

/** Lays out the lines of a text by what their columns mean. */
export function layOut(lines: readonly Line[], spans: Spans, indent: number): readonly LaidOut[] {
  const layout: LaidOut[] = [];
  const open: Open = { levels: [], shifts: new Map(), block: undefined };
  let comments: number[] = [];
  const placeComments = (levels: readonly Level[], next?: Level) => {
    for (const index of comments) {
      const column = indentOf(lines[index] as Line);
      layout[index] = plain("comment", commentColumn(column, levels, next));
    }
    comments = [];
  };
  for (const [index, line] of lines.entries()) {
    const inside = insideValue(open, spans, line, index);
    if (inside !== undefined) {
      layout.push(inside);
    } else if (isBlank(line)) {
      layout.push(plain("blank", 0));
    } else if (/^[ \t]*#/.test(line.text)) {
      comments.push(index);
      layout.push(plain("comment", 0));
    } else if (isMarker(line)) {
      placeComments(open.levels);
      open.levels.length = 0;
      layout.push(plain("marker", 0));
    } else {
      const levels = [...open.levels];
      const { level, gaps } = place(open, lines, spans, index, indent);
      placeComments(levels, level);
      const isItem = level.kind === "list" && level === open.levels[0];
      const keepsBlanks = open.block?.keepsBlanks === true;
      layout.push({ kind: isItem ? "item" : "content", indent: level.after, gaps, keepsBlanks });
    }
  }
  placeComments(open.levels);
  return layout;
}

/** Whether a line begins or ends a document, or is a directive. */
export function isMarker({ text }: Line): boolean {
  return /^(?:%|(?:---|\.\.\.)(?:\s|$))/.test(text);
}

function plain(kind: LaidOut["kind"], indent: number): LaidOut {
  return { kind, indent, gaps: [], keepsBlanks: false };
}

/** The layout of a line that begins inside a value; undefined for any other. */
function insideValue(open: Open, spans: Spans, line: Line, index: number): LaidOut | undefined {
  const { block } = open;
  if (block !== undefined && index <= block.last) {
    return { ...plain("text", block.indentOf(line)), keepsBlanks: block.keepsBlanks };
  }
  const continued = spans.continued.get(index);
  const shift = continued && open.shifts.get(continued.line);
  if (continued === undefined) return undefined;
  if (shift === undefined || isBlank(line)) return plain("content", 0);
  return plain("content", Math.max(indentOf(line) + shift.by, shift.least));
}
