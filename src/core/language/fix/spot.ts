import { type Entry, isNull, type List, type Mapping, type Node, textOf } from "../node.ts";
import type { Range } from "../position.ts";
import type { FixSource } from "./fixSource.ts";

/** A place in the tree of a file, with the way down to it. */
export type Spot = EntrySpot | ItemSpot;

export interface EntrySpot {
  readonly kind: "entry";
  readonly holder: Mapping;
  readonly index: number;
  readonly entry: Entry;
  readonly above: Spot | undefined;
}

export interface ItemSpot {
  readonly kind: "item";
  readonly holder: List;
  readonly index: number;
  readonly node: Node;
  readonly above: Spot | undefined;
}

/** The innermost entry or item that is written around a range. */
export function spotAt({ text, items }: FixSource, range: Range): Spot | undefined {
  const item = items.find(({ node }) => covers(node.range, range));
  return item && spotIn(text, item.node, range, undefined);
}

/** The entry whose key, or else whose value, is written at a range. */
export function entryAt(source: FixSource, range: Range): EntrySpot | undefined {
  const spot = spotAt(source, range);
  return spot?.kind === "entry" && (isSame(spot.entry.key.range, range) || endsAt(spot, range))
    ? spot
    : undefined;
}

/** An entry of the mapping that stands behind the key of another one. */
export function entryBelow(spot: EntrySpot, key: string): EntrySpot | undefined {
  const { value } = spot.entry;
  if (value.kind !== "mapping" || isAlias(spot.entry)) return undefined;
  const index = value.entries.findIndex((entry) => textOf(entry.key) === key);
  const entry = value.entries[index];
  return entry && { kind: "entry", holder: value, index, entry, above: spot };
}

/** Where the writing of an entry ends; undefined when it is out of the ordinary. */
export function entryEnd(text: string, { key, value }: Entry): number | undefined {
  const isAbsent = isNull(value) && value.source === "";
  if (!isAbsent && value.range.start >= key.range.end) return value.range.end;
  const written = isAbsent ? /[ \t]*:(?=\s|[,\]}]|$)/y : /[ \t]*:[ \t]+\*[^\s,[\]{}]+/y;
  written.lastIndex = key.range.end;
  const rest = written.exec(text)?.[0];
  if (rest === undefined) return isAbsent ? key.range.end : undefined;
  return key.range.end + rest.length;
}

/** Whether an entry has the name of an anchor for its value, which is written elsewhere. */
export function isAlias({ key, value }: Entry): boolean {
  return value.range.start < key.range.end;
}

/** Whether a list or mapping is written in brackets. */
export function isBracketed(text: string, node: List | Mapping): boolean {
  const first = text[node.range.start];
  if (node.kind === "list") return first === "[";
  // One pair inside brackets needs no braces of its own.
  return node.flow && first === "{" && node.entries[0]?.key.range.start !== node.range.start;
}

/** Whether an offset is in the middle of a key or text. */
export function isInsideScalar({ items }: FixSource, offset: number): boolean {
  return items.some(({ node }) => isInsideText(node, offset));
}

/** Whether an outer range has an inner one in it. */
export function covers(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function spotIn(text: string, node: Node, range: Range, above: Spot | undefined): Spot | undefined {
  if (node.kind === "list") {
    const index = node.items.findIndex(
      (item) => covers(node.range, item.range) && covers(item.range, range),
    );
    const item = node.items[index];
    if (item === undefined) return undefined;
    const spot = { kind: "item", holder: node, index, node: item, above } as const;
    return spotIn(text, item, range, spot) ?? spot;
  }
  if (node.kind !== "mapping") return undefined;
  for (const [index, entry] of node.entries.entries()) {
    const end = entryEnd(text, entry);
    if (end === undefined || !covers({ start: entry.key.range.start, end }, range)) continue;
    const spot = { kind: "entry", holder: node, index, entry, above } as const;
    return (isAlias(entry) ? undefined : spotIn(text, entry.value, range, spot)) ?? spot;
  }
  return undefined;
}

function isInsideText(node: Node, offset: number): boolean {
  if (offset <= node.range.start || node.range.end <= offset) return false;
  switch (node.kind) {
    case "unreadable":
      return false;
    case "scalar":
      return true;
    case "list":
      return node.items.some((item) => isInsideText(item, offset));
    case "mapping":
      return node.entries.some(
        ({ key, value }) => isInsideText(key, offset) || isInsideText(value, offset),
      );
  }
}

function isSame(left: Range, right: Range): boolean {
  return left.start === right.start && left.end === right.end;
}

function endsAt({ entry }: EntrySpot, range: Range): boolean {
  return !isAlias(entry) && isSame(entry.value.range, range);
}
