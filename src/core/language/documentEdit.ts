import type { Json } from "../trigger/trigger.ts";
import { setNode, setValue } from "./edit.ts";
import { changesAfter } from "./fix/changes.ts";
import type { Edits } from "./fix/fix.ts";
import { type FixSource, fixSourceOf } from "./fix/fixSource.ts";
import { appendItem, insertEntry } from "./fix/insertion.ts";
import { entryRemoval, itemRemoval } from "./fix/removal.ts";
import { type EntrySpot, entryAt, isAlias, type Spot } from "./fix/spot.ts";
import { type List, type Mapping, type Node, textOf } from "./node.ts";
import { readJson } from "./readJson.ts";
import { applyEdits, type TextEdit } from "./textEdit.ts";

const mostEdits = 100;

/** Turns the document behind a key into another one, and leaves alone what is in both. */
export function setDocument(source: FixSource, owner: EntrySpot, document: Json): Edits {
  let edits: readonly TextEdit[] = [];
  let current = source;
  let spot: EntrySpot | undefined = owner;
  for (let count = 0; count < mostEdits && spot !== undefined; count += 1) {
    const next = nextEdits(current, spot, document);
    if (next === "none") return edits;
    if (next === undefined) break;
    edits = edits.length === 0 ? next : changesAfter(edits, next);
    const { lineEnd, indents } = source;
    current = { ...fixSourceOf(applyEdits(current.text, next)), lineEnd, indents };
    // Everything that changes stands behind the key.
    spot = entryAt(current, owner.entry.key.range);
  }
  return setValue(source, owner, document);
}

type Next = Edits | "none";

/** The edits that bring a value one step nearer to what it is to be. */
function nextEdits(source: FixSource, spot: Spot, wanted: Json): Next {
  const node = spot.kind === "entry" ? spot.entry.value : spot.node;
  if (spot.kind === "entry" && isAlias(spot.entry)) return undefined;
  if (isRead(node, wanted)) return "none";
  if (node.kind === "list" && Array.isArray(wanted) && node.items.length > 0) {
    return inList(source, spot, node, wanted);
  }
  if (node.kind === "mapping" && isObject(wanted) && node.entries.length > 0) {
    return inMapping(source, spot, node, wanted);
  }
  return spot.kind === "entry" ? setValue(source, spot, wanted) : setNode(source, spot, wanted);
}

function inMapping(source: FixSource, above: Spot, holder: Mapping, wanted: JsonObject): Next {
  const spots = holder.entries.map((entry, index): EntrySpot => {
    return { kind: "entry", holder, index, entry, above };
  });
  const order = Object.keys(wanted);
  const surplus = spots.find(({ entry }) => !Object.hasOwn(wanted, textOf(entry.key) ?? ""));
  if (surplus !== undefined) return spots.length === 1 ? undefined : entryRemoval(source, surplus);
  for (const spot of spots) {
    const value = wanted[textOf(spot.entry.key) ?? ""] as Json;
    if (!isRead(spot.entry.value, value)) return nextEdits(source, spot, value);
  }
  const missing = order.find((key) => !spots.some(({ entry }) => textOf(entry.key) === key));
  if (missing === undefined) return undefined;
  return insertEntry(source, holder, { key: missing, value: wanted[missing] as Json, order });
}

function inList(source: FixSource, above: Spot, holder: List, wanted: readonly Json[]): Next {
  const { items } = holder;
  const index = items.findIndex(
    (item, at) => at >= wanted.length || !isRead(item, wanted[at] as Json),
  );
  const node = items[index];
  if (node === undefined) return appendItem(source, holder, wanted[items.length] as Json);
  const spot = { kind: "item", holder, index, node, above } as const;
  if (items.length <= wanted.length) return nextEdits(source, spot, wanted[index] as Json);
  return wanted.length === 0 ? undefined : itemRemoval(source, spot);
}

/** Whether a node reads to a value, its keys in the same order. */
function isRead(node: Node, wanted: Json): boolean {
  let isFine = true;
  const read = readJson({ key: node, value: node }, () => {
    isFine = false;
  });
  if (wanted === null) return node.kind === "scalar" && node.value === null;
  return isFine && read !== undefined && JSON.stringify(read.value) === JSON.stringify(wanted);
}

type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
