import { parseDocument } from "../document.ts";
import type { Node } from "../node.ts";
import type { Range } from "../position.ts";

/** For each offset the pieces of the text around it, each inside the next, the whole text last. */
export function selectionRanges(
  text: string,
  offsets: readonly number[],
): readonly (readonly Range[])[] {
  const { items } = parseDocument(text);
  return offsets.map((offset) => {
    const around: Range[] = [{ start: 0, end: text.length }];
    for (const { node } of items) grow(around, node, offset, text);
    return around.reverse();
  });
}

/** Adds what is around the offset, from the outside in. */
function grow(around: Range[], node: Node, offset: number, text: string): void {
  if (!isAround(node.range, offset)) return;
  add(around, node.range);
  switch (node.kind) {
    case "list":
      for (const item of node.items) grow(around, item, offset, text);
      break;
    case "mapping":
      for (const { key, value } of node.entries) {
        const entry = { start: key.range.start, end: Math.max(key.range.end, value.range.end) };
        if (!isAround(entry, offset)) continue;
        add(around, entry);
        grow(around, key, offset, text);
        grow(around, value, offset, text);
      }
      break;
    case "scalar":
      addContent(around, node.range, offset, text);
      break;
    case "unreadable":
      break;
  }
}

/** A text without its quotes, and the word in it. */
function addContent(around: Range[], { start, end }: Range, offset: number, text: string): void {
  const quote = text[start];
  const isQuoted = (quote === '"' || quote === "'") && end - start > 1 && text[end - 1] === quote;
  const content = isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
  if (!isAround(content, offset)) return;
  add(around, content);
  for (const word of text.slice(content.start, content.end).matchAll(/[\p{L}\p{N}_-]+/gu)) {
    const from = content.start + word.index;
    const range = { start: from, end: from + word[0].length };
    if (isAround(range, offset)) add(around, range);
  }
}

/** Adds a range when it is smaller than all before; what an alias stands for may lie elsewhere. */
function add(around: Range[], range: Range): void {
  const last = around.at(-1);
  if (last === undefined || range.start === range.end) return;
  const isInside = last.start <= range.start && range.end <= last.end;
  const isSame = last.start === range.start && last.end === range.end;
  if (isInside && !isSame) around.push(range);
}

function isAround({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset <= end;
}
