import { type Node, textOf } from "../language/node.ts";
import type { FormChange, ItemPlace } from "./change.ts";
import type { FormFile } from "./formFile.ts";
import { isSame } from "./sameNodes.ts";
import { cardSpots, cardTag, fieldSpot, triggerSpot } from "./spots.ts";
import type { ListName } from "./view.ts";

/**
 * A change that was made on a file as it means the same on a later one; undefined when what it
 * changes is not there any more, or says something else by now.
 */
export function rebased(
  change: FormChange,
  before: FormFile,
  after: FormFile,
): FormChange | undefined {
  switch (change.change) {
    case "add-trigger":
      return change;
    case "add": {
      const trigger = sameTrigger(change.trigger, before, after);
      if (trigger === undefined) return undefined;
      const count = cardsOf(before, change.trigger, change.list).length;
      const now = cardsOf(after, trigger, change.list).length;
      if (change.index === count) return { ...change, trigger, index: now };
      return count === now ? { ...change, trigger } : undefined;
    }
    case "move": {
      const at = samePlace(change.at, before, after);
      return at && siblingsOf(change.at, before) === siblingsOf(at, after)
        ? { ...change, at }
        : undefined;
    }
    case "remove":
    case "duplicate": {
      const at = samePlace(change.at, before, after);
      return at && { ...change, at };
    }
    case "set":
    case "clear": {
      const at = samePlace(change.at, before, after);
      const old = valueAt(before, change.at, change.key);
      const now = at && valueAt(after, at, change.key);
      const isUntouched = old === undefined || now === undefined ? old === now : isSame(old, now);
      return at && isUntouched ? { ...change, at } : undefined;
    }
  }
}

function samePlace(at: ItemPlace, before: FormFile, after: FormFile): ItemPlace | undefined {
  const trigger = sameTrigger(at.trigger, before, after);
  if (trigger === undefined || at.list === undefined) {
    return trigger === undefined ? undefined : { trigger };
  }
  const { list } = at;
  const old = cardsOf(before, at.trigger, list);
  const now = cardsOf(after, trigger, list);
  const index = sameIndex(at.index, old, now, typeIn(list));
  return index === undefined ? undefined : { trigger, list, index };
}

function sameTrigger(index: number, before: FormFile, after: FormFile): number | undefined {
  const nodes = ({ items }: FormFile) => items.map(({ node }) => node);
  return sameIndex(index, nodes(before), nodes(after), nameIn);
}

/** Where a node is by now: in its place among as many, where its word is, or where its copy is. */
function sameIndex(
  index: number,
  before: readonly Node[],
  after: readonly Node[],
  wordIn: (node: Node) => string | undefined,
): number | undefined {
  const node = before[index];
  if (node === undefined) return undefined;
  const other = after[index];
  const words = (nodes: readonly Node[]) => nodes.map(wordIn);
  if (before.length === after.length && other !== undefined) {
    const word = wordIn(node);
    // Either it kept its word, or it is the only one whose word has changed.
    const isMoved = words(after).includes(word) && wordIn(other) !== word;
    if (!isMoved) return index;
  }
  const word = wordIn(node);
  const isAlone = words(before).filter((one) => one === word).length === 1;
  const named = words(after).flatMap((one, at) => (one === word ? [at] : []));
  if (isAlone && word !== undefined && named.length === 1) return named[0];
  const copies = after.flatMap((one, at) => (isSame(node, one) ? [at] : []));
  return copies.length === 1 ? copies[0] : undefined;
}

function nameIn(item: Node): string | undefined {
  const trigger = triggerSpot(item);
  const name = trigger && fieldSpot(trigger, "name");
  return name && textOf(name.entry.value);
}

function typeIn(list: ListName): (card: Node) => string | undefined {
  return (card) => {
    const holder = { kind: "list", items: [card], range: card.range } as const;
    const tag = cardTag({ kind: "item", holder, index: 0, node: card, above: undefined }, list);
    return tag && textOf(tag.entry.key);
  };
}

function cardsOf({ items }: FormFile, trigger: number, list: ListName): readonly Node[] {
  const item = items[trigger];
  const spot = item && triggerSpot(item.node);
  return spot === undefined ? [] : cardSpots(spot, list).map(({ node }) => node);
}

function siblingsOf(at: ItemPlace, file: FormFile): number {
  return at.list === undefined ? file.items.length : cardsOf(file, at.trigger, at.list).length;
}

function valueAt({ items }: FormFile, at: ItemPlace, key: string): Node | undefined {
  const item = items[at.trigger];
  const trigger = item && triggerSpot(item.node);
  if (trigger === undefined) return undefined;
  if (at.list === undefined) return fieldSpot(trigger, key)?.entry.value;
  const card = cardSpots(trigger, at.list)[at.index];
  const tag = card && cardTag(card, at.list);
  return tag && fieldSpot(tag, key)?.entry.value;
}
