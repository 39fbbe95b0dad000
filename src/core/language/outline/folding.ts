import { parseDocument } from "../document.ts";
import type { Node } from "../node.ts";
import { lineAt, lineStartsOf, type Range } from "../position.ts";

/** A piece of a text of which all but the first line can be hidden. */
export interface FoldingRange {
  readonly kind: "part" | "comment";
  readonly range: Range;
}

/** The pieces of a text that span several lines, one for each line in which some begin. */
export function foldingRanges(text: string): readonly FoldingRange[] {
  const { items, comments } = parseDocument(text);
  const lineStarts = lineStartsOf(text);
  const byLine = new Map<number, FoldingRange>();
  const parts = items.flatMap(({ node }) => [node.range, ...partsOf(node)]);
  for (const range of parts) {
    const line = lineAt(lineStarts, range.start);
    const last = lineAt(lineStarts, range.end);
    const known = byLine.get(line);
    if (line < last && (known === undefined || known.range.end < range.end)) {
      byLine.set(line, { kind: "part", range });
    }
  }
  const blocks = commentBlocks(text, lineStarts, comments);
  const all = [...byLine.values(), ...blocks.map((range) => ({ kind: "comment", range }) as const)];
  return all.sort((left, right) => left.range.start - right.range.start);
}

function* partsOf(node: Node): Iterable<Range> {
  if (node.kind === "list") {
    for (const item of node.items) {
      // What an alias stands for begins before the list.
      if (item.range.start < node.range.start) continue;
      yield item.range;
      yield* partsOf(item);
    }
  } else if (node.kind === "mapping") {
    for (const { key, value } of node.entries) {
      if (value.range.start < key.range.end) continue;
      yield { start: key.range.start, end: value.range.end };
      yield* partsOf(value);
    }
  }
}

/** Comments on lines of their own that follow each other. */
function commentBlocks(
  text: string,
  lineStarts: readonly number[],
  comments: readonly Range[],
): readonly Range[] {
  const blocks: Range[] = [];
  let lastLine = -2;
  for (const comment of comments) {
    const line = lineAt(lineStarts, comment.start);
    if (text.slice(lineStarts[line], comment.start).trim() !== "") continue;
    const before = line === lastLine + 1 ? blocks.pop() : undefined;
    blocks.push({ start: before?.start ?? comment.start, end: comment.end });
    lastLine = line;
  }
  return blocks.filter(({ start, end }) => lineAt(lineStarts, start) < lineAt(lineStarts, end));
}
