import { addItem, duplicateItem, movedOrder, moveItem, removeItem } from "../language/edit.ts";
import { keysOf } from "../language/fix/fields.ts";
import type { ItemSpot } from "../language/fix/spot.ts";
import type { Node } from "../language/node.ts";
import type { Project } from "../language/project/project.ts";
import type { FormChange } from "./change.ts";
import type { FormFile } from "./formFile.ts";
import { freshItem } from "./freshItem.ts";
import { itemLock } from "./locks.ts";
import { nodeOf, withNode } from "./sameNodes.ts";
import { attempt, gone, type Refusal, type StepResult } from "./step.ts";
import { type ListTarget, listAt } from "./target.ts";
import type { ListName } from "./view.ts";

/** Adds a condition or action with its usual values. */
export function addStep(
  file: FormFile,
  { trigger, list, type, authType, index }: Extract<FormChange, { readonly change: "add" }>,
  project: Project | undefined,
): StepResult {
  const target = listAt(file, trigger, list);
  if ("why" in target) return target;
  const { source, cards } = target;
  const item = freshItem(source, target.trigger.entry.key.range.start, type, authType, project);
  const place = { key: list, index: Math.min(index, cards.length), item, order: keysOf("trigger") };
  const edits = addItem(source, target.trigger, place);
  const nodes = cards.map(({ node }) => node).toSpliced(place.index, 0, nodeOf(item));
  return attempt(file, target.item, edits, withCards(target, nodes));
}

/** A condition or action by its place. */
interface CardPlace {
  readonly trigger: number;
  readonly list: ListName;
  readonly index: number;
}

/** Takes a condition or action away. */
export function removeCardStep(file: FormFile, at: CardPlace): StepResult {
  const found = cardAt(file, at);
  if ("why" in found) return found;
  const { target, card } = found;
  const nodes = target.cards.map(({ node }) => node).toSpliced(at.index, 1);
  return attempt(file, target.item, removeItem(target.source, card), withCards(target, nodes));
}

/** Puts a copy of a condition or action behind it. */
export function duplicateCardStep(file: FormFile, at: CardPlace): StepResult {
  const found = cardAt(file, at);
  if ("why" in found) return found;
  const { target, card } = found;
  const nodes = target.cards.map(({ node }) => node).toSpliced(at.index, 0, card.node);
  return attempt(file, target.item, duplicateItem(target.source, card), withCards(target, nodes));
}

/** Puts a condition or action at another index. */
export function moveCardStep(file: FormFile, at: CardPlace, to: number): StepResult {
  const found = cardAt(file, at);
  if ("why" in found) return found;
  const { target, card } = found;
  const { cards } = target;
  if (to >= cards.length) return gone;
  const order = movedOrder(cards.length, at.index, to);
  const nodes = order.flatMap((index) => cards[index]?.node ?? []);
  return attempt(file, target.item, moveItem(target.source, card, to), withCards(target, nodes));
}

function cardAt(
  file: FormFile,
  { trigger, list, index }: CardPlace,
): { readonly target: ListTarget; readonly card: ItemSpot } | Refusal {
  const target = listAt(file, trigger, list);
  if ("why" in target) return target;
  const card = target.cards[index];
  if (card === undefined) return gone;
  const why = itemLock(target.source, card);
  return why === undefined ? { target, card } : { why };
}

function withCards({ item, list }: ListTarget, nodes: readonly Node[]): Node {
  const range = { start: 0, end: 0 };
  return withNode(item.node, ["trigger", list], { kind: "list", items: nodes, range });
}
