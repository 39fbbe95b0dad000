import type { Action, Condition, TriggerTest } from "../../trigger/trigger.ts";
import type { Item, Located, Placed, ReadTrigger } from "../located.ts";
import { type Node, textOf } from "../node.ts";
import type { Range } from "../position.ts";
import { readTriggers } from "../readTriggers.ts";
import { actionDetail, conditionDetail, expectationDetail, shortened } from "./details.ts";

/** A trigger, or a part of one, as an outline shows it. */
export interface OutlineEntry {
  readonly kind: "trigger" | "condition" | "action" | "test";
  /** Never empty. */
  readonly name: string;
  readonly detail: string;
  readonly range: Range;
  /** What is shown when the entry is chosen; inside the range. */
  readonly selection: Range;
  readonly children: readonly OutlineEntry[];
}

/** The triggers of a text with their conditions, actions and tests. */
export function outlineOf(text: string): readonly OutlineEntry[] {
  return readTriggers(text).map(triggerEntry);
}

function triggerEntry(trigger: ReadTrigger): OutlineEntry {
  const { places, range, head } = trigger;
  const nameRange = places.name?.value.range;
  return {
    kind: "trigger",
    name: shortened(trigger.name) || "trigger",
    detail: (places.description && shortened(textOf(places.description.value) ?? "")) ?? "",
    range,
    selection: nameRange !== undefined && isInside(nameRange, range) ? nameRange : head,
    children: [
      ...entriesOf(trigger, "conditions", trigger.conditions, conditionEntry),
      ...entriesOf(trigger, "actions", trigger.actions, actionEntry),
      ...entriesOf(trigger, "tests", trigger.tests, testEntry),
    ],
  };
}

type Description = Pick<OutlineEntry, "kind" | "name" | "detail">;

function conditionEntry({ type, value }: Item<Condition>): Description {
  const detail = value === undefined ? "" : conditionDetail(value);
  return { kind: "condition", name: type ?? "condition", detail };
}

function actionEntry({ type, value }: Item<Action>): Description {
  const detail = value === undefined ? "" : actionDetail(value);
  return { kind: "action", name: type ?? "action", detail };
}

function testEntry({ value, places }: Located<TriggerTest | undefined>): Description {
  const name = shortened((places.name && textOf(places.name.value)) ?? "") || "test";
  return { kind: "test", name, detail: value === undefined ? "" : expectationDetail(value.expect) };
}

function entriesOf<Value extends Placed>(
  trigger: ReadTrigger,
  field: "conditions" | "actions" | "tests",
  items: readonly Value[],
  describe: (item: Value) => Description,
): readonly OutlineEntry[] {
  const place = trigger.places[field];
  if (place === undefined) return [];
  const nodes: readonly Node[] = place.value.kind === "list" ? place.value.items : [];
  return items.map((item, index) => {
    const node = nodes[index]?.range ?? item.head;
    const whole = { start: Math.min(node.start, item.head.start), end: node.end };
    // What an alias stands for is elsewhere; the field is the nearest place that is here.
    const range =
      isInside(whole, trigger.range) && whole.start >= place.key.end ? whole : place.key;
    const selection = isInside(item.head, range) ? item.head : range;
    return { ...describe(item), range, selection, children: [] };
  });
}

function isInside(inner: Range, outer: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
