import assert from "node:assert/strict";
import type { Range } from "../../../../src/core/language/position.ts";

/** A text in which `‸` marks the place of the cursor. */
export function cursorIn(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf("‸");
  assert.ok(offset >= 0, "there is no cursor");
  return { text: marked.replace("‸", ""), offset };
}

/** A text in which `«…»` marks ranges, maybe one inside the other; in the order of their starts. */
export function rangesIn(marked: string): { readonly text: string; readonly ranges: Range[] } {
  const open: number[] = [];
  const ranges: Range[] = [];
  let text = "";
  for (const part of marked.split(/([«»])/)) {
    if (part === "«") open.push(text.length);
    else if (part === "»") ranges.push({ start: open.pop() ?? 0, end: text.length });
    else text += part;
  }
  assert.equal(open.length, 0, "a mark does not end");
  return {
    text,
    ranges: ranges.sort((left, right) => left.start - right.start || right.end - left.end),
  };
}

/** A text with marks around ranges of it. */
export function withMarks(text: string, ranges: readonly Range[]): string {
  const marks = ranges.flatMap(({ start, end }) => [
    { at: start, mark: "«" },
    { at: end, mark: "»" },
  ]);
  let marked = text;
  for (const { at, mark } of marks.sort((left, right) => right.at - left.at)) {
    marked = marked.slice(0, at) + mark + marked.slice(at);
  }
  return marked;
}
