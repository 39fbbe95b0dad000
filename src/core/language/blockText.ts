import type { FixSource } from "./fix/fixSource.ts";
import { columnOf } from "./fix/lines.ts";
import type { EntrySpot } from "./fix/spot.ts";

/**
 * A text of several lines in the block style that the text before it had; undefined when it had
 * none, or when a block cannot hold the text.
 */
export function blockText(
  source: FixSource,
  { entry }: EntrySpot,
  value: string,
): string | undefined {
  const { text, lineEnd } = source;
  const { range } = entry.value;
  const old = text.slice(range.start, range.end);
  if (!/^[|>]/.test(old) || !fitsBlock(value)) return undefined;
  const indent = /\n( +)\S/.exec(old)?.[1] ?? indentBelow(source, entry.key.range.start);
  if (indent === undefined) return undefined;
  const chomping = value.endsWith("\n") ? "" : "-";
  const lines = value.replace(/\n$/, "").split("\n");
  const body = lines.map((line) => lineEnd + (line === "" ? "" : indent + line)).join("");
  return `|${chomping}${body}`;
}

/** No line may begin the block with a blank, nothing may end it but one line break, and all must be printable. */
function fitsBlock(value: string): boolean {
  return /^[^\s](?:[^\p{C}\u2028\u2029\uFEFF]|\n|\t)*$/u.test(value) && /\S\n?$/.test(value);
}

function indentBelow({ text, indents }: FixSource, key: number): string | undefined {
  const column = columnOf(text, key);
  return column === undefined ? undefined : " ".repeat(column + indents.fields);
}
