import { type EntrySpot, entryBelow, type ItemSpot, isAlias } from "../language/fix/spot.ts";
import type { ReadTrigger } from "../language/located.ts";
import { isNull, type Node, nameOf } from "../language/node.ts";
import { actionDetail, conditionDetail } from "../language/outline/details.ts";
import { actions, conditions, trigger as triggerKind } from "../trigger/catalog.ts";
import type { Word } from "../trigger/field.ts";
import type { Action, AuthType, Condition } from "../trigger/trigger.ts";
import { authTypes } from "../trigger/words.ts";
import type { ControlScene } from "./control.ts";
import { fieldViews } from "./fieldView.ts";
import { type FormItem, rangeIn } from "./formFile.ts";
import { keptIn } from "./kept.ts";
import { itemLock, valueLock } from "./locks.ts";
import type { ProblemPool } from "./problemPool.ts";
import { cardSpots, cardTag, typeOf } from "./spots.ts";
import type { CardKind, CardListView, CardView, ListName } from "./view.ts";

/** A trigger with what its views are made of. */
export interface TriggerScene {
  readonly item: FormItem;
  readonly tag: EntrySpot;
  readonly read: ReadTrigger | undefined;
  readonly pool: ProblemPool;
  /** What the controls of an item's fields depend on. */
  readonly controls: (of: Node) => ControlScene;
}

/** The conditions, or actions, of a trigger as cards. */
export function cardListView(scene: TriggerScene, list: ListName): CardListView {
  const { item, tag } = scene;
  const { label, help } = triggerKind.fields[list];
  const cards = cardSpots(tag, list).map((spot) => cardView(scene, spot, list));
  const owner = entryBelow(tag, list);
  return { list, label, help, cards, locked: owner && listLock(item, owner), kinds: kindsOf(list) };
}

function listLock({ piece }: FormItem, owner: EntrySpot): string | undefined {
  const { value } = owner.entry;
  if (value.kind === "list" || isNull(value) || isAlias(owner.entry)) {
    return valueLock(piece.source, owner);
  }
  return `Here stands ${nameOf(value)} instead of a list: change it in the text.`;
}

function cardView(scene: TriggerScene, spot: ItemSpot, list: ListName): CardView {
  const { item, read, pool } = scene;
  const { index, node } = spot;
  const tag = cardTag(spot, list);
  const locked = itemLock(item.piece.source, spot);
  const range = rangeIn(item.piece, node.range);
  if (tag === undefined) {
    const label = `Unknown: ${nameOf(node)}`;
    const help = "The form knows no such item. It stays in the text as it is.";
    const rest = { fields: [], kept: [], problems: pool.inside(range) };
    return { index, type: undefined, label, help, detail: "", range, locked, ...rest };
  }
  const type = typeOf(tag);
  const fields = fieldViews(item, tag, scene.controls(tag.entry.value), pool);
  return {
    index,
    type,
    ...wordOf(type),
    detail: detailOf(read?.[list][index]?.value),
    range,
    locked: locked ?? valueLock(item.piece.source, tag),
    fields,
    kept: keptIn(item, tag),
    problems: pool.inside(range),
  };
}

function detailOf(value: Condition | Action | undefined): string {
  if (value === undefined) return "";
  switch (value.type) {
    case "web-authentication":
    case "web-timestamp":
    case "rate-limit":
      return conditionDetail(value);
    default:
      return actionDetail(value);
  }
}

function kindsOf(list: ListName): readonly CardKind[] {
  const all = list === "conditions" ? Object.keys(conditions) : Object.keys(actions);
  return (all as CardKind["type"][]).flatMap((type): readonly CardKind[] => {
    if (type !== "web-authentication") return [{ type, authType: undefined, ...wordOf(type) }];
    return Object.entries(authTypes).map(([word, { label, help }]) => ({
      type,
      authType: word as AuthType,
      label: `${wordOf(type).label}: ${label}`,
      help,
    }));
  });
}

function wordOf(type: CardKind["type"]): Word {
  const { label, help } = { ...conditions, ...actions }[type];
  return { label, help };
}
