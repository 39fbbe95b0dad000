import type { Json } from "../trigger/trigger.ts";
import { blockText } from "./blockText.ts";
import type { Edits } from "./fix/fix.ts";
import type { FixSource } from "./fix/fixSource.ts";
import { insertBelow, insertItem, insertMember, quoteOf } from "./fix/insertion.ts";
import { columnOf } from "./fix/lines.ts";
import { bracketsOf, membersOf } from "./fix/members.ts";
import { entryRemoval, itemRemoval } from "./fix/removal.ts";
import { type EntrySpot, entryBelow, entryEnd, type ItemSpot, isAlias } from "./fix/spot.ts";
import { inBrackets, itemLines, writtenLike } from "./fix/writing.ts";
import { linesInserted, reordered, slotRemoved } from "./itemEdits.ts";
import { inkEnd, itemSlots } from "./itemSlots.ts";
import { isNull, type List } from "./node.ts";
import type { Range } from "./position.ts";

/** Puts a value behind a key that is there; its quotes stay where they can. */
export function setValue(source: FixSource, spot: EntrySpot, value: Json): Edits {
  const { text } = source;
  const { entry, holder } = spot;
  const { range } = entry.value;
  if (isAlias(entry)) return undefined;
  const quote = holder.flow ? quoteOf(text, holder) : "as needed";
  if (isNull(entry.value) && entry.value.source === "") {
    const at = entryEnd(text, entry);
    if (at === undefined) return undefined;
    const colon = text.slice(entry.key.range.end, at).includes(":") ? "" : ":";
    return [{ range: { start: at, end: at }, text: `${colon} ${inBrackets(value, quote)}` }];
  }
  if (entry.value.kind !== "scalar") {
    return [
      {
        range: behindColon(text, entry.key.range.end, range),
        text: ` ${inBrackets(value, quote)}`,
      },
    ];
  }
  if (typeof value !== "string") return [{ range, text: inBrackets(value, quote) }];
  const block = holder.flow ? undefined : blockText(source, spot, value);
  return [{ range, text: block ?? writtenLike(text.slice(range.start, range.end), value) }];
}

/** Puts a value in the place of an item of a list. */
export function setNode({ text }: FixSource, { holder, node }: ItemSpot, value: Json): Edits {
  const { range } = node;
  if (range.start < holder.range.start || range.end > holder.range.end) return undefined;
  if (range.start === range.end) return undefined;
  const old = text.slice(range.start, range.end);
  if (node.kind === "scalar" && typeof value === "string" && !/^[|>]/.test(old)) {
    return [{ range, text: writtenLike(old, value) }];
  }
  return [{ range, text: inBrackets(value, /^\[?\{? *"/.test(old) ? "always" : "as needed") }];
}

/** Writes a key with its value below another key, behind those that come before it in the order. */
export function addValue(
  source: FixSource,
  owner: EntrySpot,
  key: string,
  value: Json,
  order: readonly string[],
): Edits {
  return insertBelow(source, owner, { key, value, order });
}

/** Takes a key with its value away, and nothing that belongs to its neighbors. */
export function removeValue(source: FixSource, spot: EntrySpot): Edits {
  return entryRemoval(source, spot);
}

/** Puts an item before the one at an index of the list behind a key, or at its end. */
export function addItem(
  source: FixSource,
  owner: EntrySpot,
  { key, index, item, order }: { key: string; index: number; item: Json; order: readonly string[] },
): Edits {
  const below = entryBelow(owner, key);
  const list = below?.entry.value.kind === "list" ? below.entry.value : undefined;
  if (below === undefined || list === undefined || list.items.length === 0) {
    return insertItem(source, owner, { key, value: item, order });
  }
  const { text, lineEnd } = source;
  if (bracketsOf(text, list) !== undefined) {
    const [first] = list.items;
    const quote = first?.kind === "mapping" ? quoteOf(text, first) : "as needed";
    return insertMember(source, list, index - 1, inBrackets(item, quote));
  }
  const slots = slotsOf(source, list, below);
  const column = columnOf(text, list.range.start);
  if (slots === undefined || column === undefined) return undefined;
  const lines = itemLines(item, source.indents).map((line) => " ".repeat(column) + line);
  return linesInserted(text, slots, index, lines.join(lineEnd), lineEnd);
}

/** Takes an item away with the comments that belong to it; a list that gets empty is written as `[]`. */
export function removeItem(source: FixSource, spot: ItemSpot): Edits {
  const { text } = source;
  const slots = bracketsOf(text, spot.holder) ? undefined : partsOf(source, spot);
  const { start } = spot.node.range;
  const range = { start, end: inkEnd(source, spot.node.range) };
  const usual = itemRemoval(source, { ...spot, node: { ...spot.node, range } });
  if (slots === undefined || slots.length === 1 || usual === undefined) return usual;
  return slotRemoved(text, slots, spot.index);
}

/** Puts a copy of an item behind it. */
export function duplicateItem(source: FixSource, spot: ItemSpot): Edits {
  const { text, lineEnd } = source;
  const { holder, index } = spot;
  const slots = partsOf(source, spot);
  const slot = slots?.[index];
  if (slots === undefined || slot === undefined) return undefined;
  const copy = text.slice(slot.start, slot.end);
  return bracketsOf(text, holder) === undefined
    ? linesInserted(text, slots, index + 1, copy, lineEnd)
    : insertMember(source, holder, index, copy);
}

/** Puts an item at another index of its list. */
export function moveItem(source: FixSource, spot: ItemSpot, to: number): Edits {
  const slots = partsOf(source, spot);
  return slots && reordered(source.text, slots, movedOrder(slots.length, spot.index, to));
}

/** The indexes of a list's items after one of them was moved to another index. */
export function movedOrder(length: number, from: number, to: number): readonly number[] {
  const indexes = Array.from({ length }, (_, index) => index);
  return indexes.toSpliced(from, 1).toSpliced(to, 0, from);
}

/** Where the items of a list are written. */
function partsOf(source: FixSource, { holder, above }: ItemSpot): readonly Range[] | undefined {
  const { text } = source;
  if (bracketsOf(text, holder) !== undefined) return membersOf(text, holder);
  return above?.kind === "entry" ? slotsOf(source, holder, above) : undefined;
}

function slotsOf(
  source: FixSource,
  { items }: List,
  { entry }: EntrySpot,
): readonly Range[] | undefined {
  return itemSlots(
    source,
    items.map(({ range }) => range),
    entry.key.range.end,
  );
}

/** From the colon behind a key to the end of its value, where nothing but blanks is between. */
function behindColon(text: string, keyEnd: number, value: Range): Range {
  const between = text.slice(keyEnd, value.start);
  const blanks = /^[ \t]*:\s*$/.test(between) ? between.indexOf(":") + 1 : between.length;
  return { start: keyEnd + blanks, end: value.end };
}
