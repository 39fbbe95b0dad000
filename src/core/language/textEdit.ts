import type { Range } from "./position.ts";

/** A change of a text: what stands in the range is replaced; an empty range inserts. */
export interface TextEdit {
  readonly range: Range;
  readonly text: string;
}

/** The text after edits, whose ranges are of the text before and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let changed = "";
  let end = 0;
  for (const edit of edits.toSorted((left, right) => left.range.start - right.range.start)) {
    changed += text.slice(end, edit.range.start) + edit.text;
    end = edit.range.end;
  }
  return changed + text.slice(end);
}
