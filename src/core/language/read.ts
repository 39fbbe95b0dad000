import { trigger as kind } from "../trigger/catalog.ts";
import type { Trigger } from "../trigger/trigger.ts";
import type { DocumentItem } from "./document.ts";
import { entriesOf, reportUnknownKeys, singleEntryOf } from "./entries.ts";
import type { Located, ReadTrigger } from "./located.ts";
import { type Node, textOf } from "./node.ts";
import type { Problem, Report } from "./problem.ts";
import { readFields } from "./readFields.ts";
import { readActions, readConditions, readTests } from "./readItems.ts";

/** What one item of a trigger file says, as far as it could be read. */
export interface ItemRead {
  /** Undefined when the item is no trigger at all. */
  readonly trigger: ReadTrigger | undefined;
  readonly problems: readonly Problem[];
}

/** Reads one item of a trigger file; it depends on nothing else, and any item can be read. */
export function readItem(item: DocumentItem): ItemRead {
  const problems: Problem[] = [];
  const trigger = readTrigger(item.node, (problem) => problems.push(problem));
  if (item.broken === undefined) return { trigger, problems };
  // What follows from broken YAML is only noise.
  return { trigger: trigger && { ...trigger, trigger: undefined }, problems: [item.broken] };
}

function readTrigger(node: Node, report: Report): ReadTrigger | undefined {
  const entry = singleEntryOf(node, ["trigger"], "a trigger file", report);
  if (entry === undefined) return undefined;
  const head = entry.key.range;
  const entries = entriesOf(entry.value, "the fields of `trigger`", report);
  const names = Object.values(kind.fields).map((field) => field.name);
  const meant = reportUnknownKeys(entries ?? new Map(), names, "trigger", report);
  const { value, places } =
    entries === undefined
      ? { value: undefined, places: {} }
      : readFields<Trigger>(kind.fields, entries, { name: "trigger", head, meant }, report);
  // Where a list is misspelt, or no field can be read, it might hold any condition or action.
  const listAt = (name: "conditions" | "actions"): Node | undefined =>
    entries === undefined || meant.has(name)
      ? { kind: "unreadable", range: entry.value.range }
      : places[name]?.value;
  const conditions = readConditions(listAt("conditions"), report);
  const actions = readActions(listAt("actions"), report);
  const tests = readTests(places.tests?.value, report);
  const lists = {
    conditions: valuesOf(conditions),
    actions: valuesOf(actions),
    tests: valuesOf(tests),
  };
  return {
    name: (places.name && textOf(places.name.value)) ?? "",
    launchUrl: places.launchUrl && textOf(places.launchUrl.value),
    head,
    range: { start: head.start, end: Math.max(head.end, entry.value.range.end) },
    places,
    conditions,
    actions,
    tests,
    trigger: value && isWhole(lists) ? { ...value, ...lists } : undefined,
  };
}

type Lists = Pick<Trigger, "conditions" | "actions" | "tests">;

function isWhole(
  lists: { readonly [Name in keyof Lists]: Lists[Name] | undefined },
): lists is Lists {
  return Object.values(lists).every((list) => list !== undefined);
}

function valuesOf<Value>(
  items: readonly Located<Value | undefined>[],
): readonly Value[] | undefined {
  const values = items.map((item) => item.value).filter((value) => value !== undefined);
  return values.length === items.length ? values : undefined;
}
