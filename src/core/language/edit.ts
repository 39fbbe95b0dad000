import type { Json } from "../trigger/trigger.ts";
import { blockText } from "./blockText.ts";
import type { Edits } from "./fix/fix.ts";
import type { FixSource } from "./fix/fixSource.ts";
import { insertBelow } from "./fix/insertion.ts";
import { entryRemoval } from "./fix/removal.ts";
import { type EntrySpot, entryEnd, isAlias } from "./fix/spot.ts";
import { inBrackets, writtenLike } from "./fix/writing.ts";
import { isNull } from "./node.ts";

/** Puts a value behind a key that is there; its quotes stay where they can. */
export function setValue(source: FixSource, spot: EntrySpot, value: Json): Edits {
  const { text } = source;
  const { entry, holder } = spot;
  const { range } = entry.value;
  if (isAlias(entry)) return undefined;
  if (isNull(entry.value) && entry.value.source === "") {
    const at = entryEnd(text, entry);
    if (at === undefined) return undefined;
    const colon = text.slice(entry.key.range.end, at).includes(":") ? "" : ":";
    return [{ range: { start: at, end: at }, text: `${colon} ${inBrackets(value)}` }];
  }
  const old = text.slice(range.start, range.end);
  if (typeof value !== "string") return [{ range, text: inBrackets(value) }];
  const block = holder.flow ? undefined : blockText(source, spot, value);
  return [{ range, text: block ?? writtenLike(old, value) }];
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
