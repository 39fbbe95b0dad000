import type { FixSource } from "../language/fix/fixSource.ts";
import { type EntrySpot, entryBelow, type ItemSpot } from "../language/fix/spot.ts";
import { isNull, textOf } from "../language/node.ts";
import type { ItemPlace } from "./change.ts";
import type { FormFile, FormItem } from "./formFile.ts";
import { itemLock, valueLock } from "./locks.ts";
import type { Path } from "./sameNodes.ts";
import { cardSpots, cardTag, triggerSpot } from "./spots.ts";
import { gone, type Refusal } from "./step.ts";
import type { ListName } from "./view.ts";

/** What stands at a place, for its fields to be changed. */
export interface Target {
  readonly item: FormItem;
  readonly source: FixSource;
  readonly tag: EntrySpot;
  /** From the item of the file to what stands behind the tag. */
  readonly path: Path;
}

/** A list of a trigger, for its items to be changed. */
export interface ListTarget {
  readonly item: FormItem;
  readonly source: FixSource;
  readonly trigger: EntrySpot;
  readonly list: ListName;
  readonly cards: readonly ItemSpot[];
}

/** The trigger, condition or action at a place; a refusal when it is not there, or locked. */
export function targetAt(file: FormFile, at: ItemPlace): Target | Refusal {
  const item = file.items[at.trigger];
  const trigger = item && triggerSpot(item.node);
  if (item === undefined || trigger === undefined) return gone;
  const source = sourceOf(file, item);
  if (at.list === undefined) return { item, source, tag: trigger, path: ["trigger"] };
  const card = cardSpots(trigger, at.list)[at.index];
  const tag = card && cardTag(card, at.list);
  if (card === undefined || tag === undefined) return gone;
  const why = itemLock(source, card) ?? valueLock(source, tag);
  if (why !== undefined) return { why };
  const type = textOf(tag.entry.key) ?? "";
  return { item, source, tag, path: ["trigger", at.list, at.index, type] };
}

/** A list of the trigger at an index, maybe one that is not written yet. */
export function listAt(file: FormFile, trigger: number, list: ListName): ListTarget | Refusal {
  const item = file.items[trigger];
  const tag = item && triggerSpot(item.node);
  if (item === undefined || tag === undefined) return gone;
  const source = sourceOf(file, item);
  const why = listLock(source, entryBelow(tag, list));
  if (why !== undefined) return { why };
  return { item, source, trigger: tag, list, cards: cardSpots(tag, list) };
}

function listLock(source: FixSource, owner: EntrySpot | undefined): string | undefined {
  if (owner === undefined) return undefined;
  const { value } = owner.entry;
  if (value.kind === "list" || isNull(value)) return valueLock(source, owner);
  return gone.why;
}

function sourceOf({ lineEnd }: FormFile, { piece }: FormItem): FixSource {
  return { ...piece.source, lineEnd };
}
