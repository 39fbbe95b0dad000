import { beforeInLine, endsLine, lineEndOf, lineStartOf, nextLineOf } from "./fix/lines.ts";
import type { Range } from "./position.ts";

/**
 * The whole lines of each item of a list in block style, with the comments that belong to it: those
 * right above its dash, and those below that are indented further. Undefined where an item shares a
 * line with something else, or is written elsewhere.
 */
export function itemSlots(
  text: string,
  items: readonly Range[],
  listStart: number,
): readonly Range[] | undefined {
  const slots: Range[] = [];
  let column: number | undefined;
  let from = listStart;
  for (const item of items) {
    const dash = /^( *)- +(?:[&!]\S+ +)*$/.exec(beforeInLine(text, item.start))?.[1]?.length;
    if (dash === undefined || item.start < from || !endsLine(text, item.end)) return undefined;
    column ??= dash;
    if (dash !== column) return undefined;
    const start = withCommentsAbove(text, lineStartOf(text, item.start), from, column);
    from = withCommentsBelow(text, lineEndOf(text, item.end), column);
    slots.push({ start, end: from });
  }
  return slots;
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
