import { type EntrySpot, entryBelow, type ItemSpot } from "../language/fix/spot.ts";
import { type Node, textOf } from "../language/node.ts";
import { actions, conditions } from "../trigger/catalog.ts";
import type { ActionType, ConditionType } from "../trigger/trigger.ts";
import type { ListName } from "./view.ts";

/** The key `trigger` of an item of a file; undefined when the item has none. */
export function triggerSpot(node: Node): EntrySpot | undefined {
  return tagSpot(node, ["trigger"], undefined);
}

/** The items of a list of a trigger; none where there is no list. */
export function cardSpots(trigger: EntrySpot, list: ListName): readonly ItemSpot[] {
  const above = entryBelow(trigger, list);
  if (above?.entry.value.kind !== "list") return [];
  const holder = above.entry.value;
  return holder.items.map((node, index) => ({ kind: "item", holder, index, node, above }));
}

/** The key that tags a condition or action; undefined when it has none that we know. */
export function cardTag(card: ItemSpot, list: ListName): EntrySpot | undefined {
  return tagSpot(card.node, Object.keys(list === "conditions" ? conditions : actions), card);
}

/** The word of a tag of a condition or action. */
export function typeOf(tag: EntrySpot): ConditionType | ActionType {
  return textOf(tag.entry.key) as ConditionType | ActionType;
}

/** Where a field of an item stands, maybe at the anchor of an alias; undefined when it is left out. */
export function fieldSpot(tag: EntrySpot, key: string): EntrySpot | undefined {
  // The only field of a response is the response itself.
  if (textOf(tag.entry.key) === key) return tag;
  const holder = tag.entry.value;
  if (holder.kind !== "mapping") return undefined;
  const index = holder.entries.findIndex((entry) => textOf(entry.key) === key);
  const entry = holder.entries[index];
  return entry && { kind: "entry", holder, index, entry, above: tag };
}

function tagSpot(
  node: Node,
  words: readonly string[],
  above: ItemSpot | undefined,
): EntrySpot | undefined {
  if (node.kind !== "mapping") return undefined;
  const index = node.entries.findIndex(({ key }) => words.includes(textOf(key) ?? ""));
  const entry = node.entries[index];
  return entry && { kind: "entry", holder: node, index, entry, above };
}
