import type { FixSource } from "./fix/fixSource.ts";
import {
  beforeInLine,
  beginsLine,
  endsLine,
  lineEndOf,
  lineStartOf,
  nextLineOf,
} from "./fix/lines.ts";
import type { Range } from "./position.ts";

/** A text with the places of its comments. */
type Written = Pick<FixSource, "text" | "comments">;

/**
 * The whole lines of each item of a list in block style, with the comments that belong to it: those
 * right above its dash, and those below that are indented further. Undefined where an item shares a
 * line with something else, or is written elsewhere.
 */
export function itemSlots(
  { text, comments }: Written,
  items: readonly Range[],
  listStart: number,
): readonly Range[] | undefined {
  const slots: Range[] = [];
  let column: number | undefined;
  let from = listStart;
  for (const item of items) {
    const dash = /^( *)- +(?:[&!]\S+ +)*$/.exec(beforeInLine(text, item.start))?.[1]?.length;
    const end = inkEnd({ text, comments }, item);
    if (dash === undefined || item.start < from || !endsLine(text, end)) return undefined;
    column ??= dash;
    if (dash !== column) return undefined;
    const start = withCommentsAbove(text, lineStartOf(text, item.start), from, column);
    from = withCommentsBelow(text, lineEndOf(text, end), column);
    slots.push({ start, end: from });
  }
  return slots;
}

/** Where a node ends without the comments on lines of their own that YAML counts to it. */
export function inkEnd({ text, comments }: Written, { start, end }: Range): number {
  let ink = end;
  for (const comment of comments.toReversed()) {
    if (comment.start >= ink) continue;
    const isLast = comment.start > start && comment.end >= ink;
    if (!isLast || !beginsLine(text, comment.start)) break;
    ink = text.slice(0, comment.start).trimEnd().length;
  }
  return ink;
}

function withCommentsAbove(text: string, line: number, from: number, column: number): number {
  let start = line;
  while (start > 0) {
    const above = lineStartOf(text, start - 1);
    const comment = /^( *)#(.*)/.exec(text.slice(above, start));
    // What the editor reads at the top of a file is not about the first item.
    if (above >= start || above < from || comment?.[1]?.length !== column) break;
    if (above === 0 && comment[2]?.includes("yaml-language-server:")) break;
    start = above;
  }
  return start;
}

function withCommentsBelow(text: string, lineEnd: number, column: number): number {
  let end = lineEnd;
  for (let at = nextLineOf(text, end); at < text.length; at = nextLineOf(text, at)) {
    const indent = /^( *)#/.exec(text.slice(at, lineEndOf(text, at)))?.[1]?.length;
    if (indent === undefined || indent <= column) break;
    end = lineEndOf(text, at);
  }
  return end;
}
