import type {
  Action,
  AuthType,
  Condition,
  Trigger,
  TriggerTest,
  WebAuthentication,
} from "../trigger/trigger.ts";
import { type Node, rangeWithin } from "./node.ts";
import type { Range } from "./position.ts";

/** Where a field stands: its key, and the node behind it. */
export interface Place {
  readonly key: Range;
  readonly value: Node;
}

type FieldOf<Item> = Item extends unknown ? Exclude<keyof Item, "type"> : never;

export type FieldName = FieldOf<Trigger | Condition | Action | TriggerTest>;

/** The places of the fields that are written out. */
export type Places = Readonly<Partial<Record<FieldName, Place>>>;

/** Where an item stands: the word before its colon, and its fields. */
export interface Placed {
  readonly head: Range;
  readonly places: Places;
}

/** What was read, with its places. */
export interface Located<Value> extends Placed {
  readonly value: Value;
}

/** A condition or action as far as it could be read. */
export interface Item<Value extends Condition | Action> extends Located<Value | undefined> {
  /** Undefined when the word is none that we know. */
  readonly type: Value["type"] | undefined;
}

/** A trigger as far as it could be read. */
export interface ReadTrigger extends Placed {
  /** Empty when there is none. */
  readonly name: string;
  readonly launchUrl: string | undefined;
  /** From its head to its end. */
  readonly range: Range;
  readonly conditions: readonly Item<Condition>[];
  readonly actions: readonly Item<Action>[];
  readonly tests: readonly Located<TriggerTest | undefined>[];
  /** The whole trigger; undefined when some of it could not be read. */
  readonly trigger: Trigger | undefined;
}

/** The conditions, or actions, of one type that could be read. */
export function itemsOf<
  Value extends Condition | Action,
  const Types extends readonly Value["type"][],
>(
  items: readonly Item<Value>[],
  ...types: Types
): readonly Located<Extract<Value, { readonly type: Types[number] }>>[] {
  const isOne = (item: Item<Value>) => item.value !== undefined && types.includes(item.value.type);
  return items.filter(isOne) as unknown as readonly Located<
    Extract<Value, { readonly type: Types[number] }>
  >[];
}

/** The web authentications of one auth type that could be read. */
export function authenticationsOf<Type extends AuthType>(
  trigger: ReadTrigger,
  authType: Type,
): readonly Located<Extract<WebAuthentication, { readonly authType: Type }>>[] {
  return itemsOf(trigger.conditions, "web-authentication").filter(
    (item): item is Located<Extract<WebAuthentication, { readonly authType: Type }>> =>
      item.value.authType === authType,
  );
}

/** Whether a condition might be among those that could not be recognized. */
export function hasUnknownCondition(trigger: ReadTrigger): boolean {
  return trigger.conditions.some((condition) => condition.type === undefined);
}

/** Whether a web authentication might be among those that could not be read. */
export function hasUnknownAuthentication(trigger: ReadTrigger): boolean {
  return (
    hasUnknownCondition(trigger) ||
    trigger.conditions.some(
      ({ type, value }) => type === "web-authentication" && value === undefined,
    )
  );
}

/** The range of a field's key; of the head when the field is left out. */
export function keyRange(item: Placed, field: FieldName): Range {
  return item.places[field]?.key ?? item.head;
}

/** The range of a field's value; of the head when the field is left out. */
export function valueRange(item: Placed, field: FieldName): Range {
  return item.places[field]?.value.range ?? item.head;
}

/** The range of a part of a field's text. */
export function partRange(
  item: Placed,
  field: FieldName,
  part: { readonly start: number; readonly end: number },
): Range {
  const place = item.places[field];
  return place === undefined ? item.head : rangeWithin(place.value, part.start, part.end);
}
