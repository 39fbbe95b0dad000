import fc from "fast-check";
import type { FormChange, ItemPlace } from "../../../src/core/form/change.ts";
import type { ListName } from "../../../src/core/form/view.ts";
import { fieldsOfItem, type ItemType } from "../../../src/core/language/sketch/rows.ts";
import { actions, conditions } from "../../../src/core/trigger/catalog.ts";
import type { Field } from "../../../src/core/trigger/field.ts";
import type { ActionType, AuthType, ConditionType } from "../../../src/core/trigger/trigger.ts";
import { trickyTexts } from "./anyTriggerFile.ts";
import type { Tree } from "./changedTree.ts";

const anyText = fc.oneof(
  fc.constantFrom(...trickyTexts),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
  fc.string({ minLength: 1, maxLength: 8 }),
);

const anyDocument = fc
  .jsonValue({
    maxDepth: 2,
    stringUnit: "grapheme",
    noNegativeZero: true,
  } as fc.JsonSharedConstraints)
  .map((value) =>
    JSON.parse(
      JSON.stringify(value, (_, member) =>
        typeof member === "number" ? Math.trunc(member % 1000) + 0 : member,
      ),
    ),
  )
  .filter((value) => value !== null)
  .map((value) => JSON.stringify(value));

/** A change that can be made in a file. */
export function anyChangeOf(tree: Tree, seed: number): fc.Arbitrary<FormChange> {
  const trigger = seed % tree.length;
  const places: ItemPlace[] = [{ trigger }];
  for (const list of ["conditions", "actions"] as const) {
    const items = tree[trigger]?.trigger[list] ?? [];
    for (const index of (items as unknown[]).keys()) places.push({ trigger, list, index });
  }
  return fc.constantFrom(...places).chain((at) =>
    fc.oneof(
      { weight: 4, arbitrary: anySet(tree, at) },
      fc
        .constantFrom("remove" as const, "duplicate" as const)
        .map((change): FormChange => ({ change, at })),
      {
        weight: 2,
        arbitrary: fc
          .nat(lengthOf(tree, at) - 1)
          .map((to): FormChange => ({ change: "move", at, to })),
      },
      anyAddition(at),
    ),
  );
}

function anyAddition({ trigger }: ItemPlace): fc.Arbitrary<FormChange> {
  const index = fc.nat(4);
  const add = (list: ListName, type: ConditionType | ActionType, authType?: AuthType) =>
    index.map((at): FormChange => ({ change: "add", trigger, list, type, authType, index: at }));
  return fc.oneof(
    ...(["static", "hmac", "jwt"] as const).map((type) =>
      add("conditions", "web-authentication", type),
    ),
    ...(["web-timestamp", "rate-limit"] as const).map((type) => add("conditions", type)),
    ...Object.keys(actions).map((type) => add("actions", type as ActionType)),
    fc
      .tuple(anyText, fc.constantFrom(undefined, "github" as const, "standard" as const))
      .map(([name, sender]): FormChange => ({ change: "add-trigger", name, sender })),
  );
}

function anySet(tree: Tree, at: ItemPlace): fc.Arbitrary<FormChange> {
  const { type, fields } = itemAt(tree, at);
  // Somebody has been at the word: it is as good as a rate limit, which is to be refused then.
  const known = type in { trigger: 0, ...conditions, ...actions } ? type : "rate-limit";
  const rows = Object.values<Field<unknown>>(
    fieldsOfItem(known, fields["auth-type"] as string | undefined),
  ).filter((field) => field.type.kind !== "items");
  return fc.constantFrom(...rows).chain((field): fc.Arbitrary<FormChange> => {
    const key = field.name;
    const set = anyValue(field).map((value): FormChange => ({ change: "set", at, key, value }));
    return key === type
      ? set
      : fc.oneof(set, set, fc.constant<FormChange>({ change: "clear", at, key }));
  });
}

function anyValue({ type }: Field<unknown>): fc.Arbitrary<string> {
  switch (type.kind) {
    case "word":
      return fc.constantFrom(...Object.keys(type.words));
    case "whole-number":
      return fc.integer({ min: 1, max: 100_000 }).map(String);
    case "json":
      return anyDocument;
    default:
      return anyText;
  }
}

function itemAt(tree: Tree, at: ItemPlace) {
  const item =
    at.list === undefined ? tree[at.trigger] : listOf(tree, at.trigger, at.list)[at.index];
  const [[type, fields] = ["", {}]] = Object.entries(item ?? {});
  return { type: type as ItemType, fields: fields as Record<string, unknown> };
}

function lengthOf(tree: Tree, at: ItemPlace): number {
  return at.list === undefined ? tree.length : listOf(tree, at.trigger, at.list).length;
}

function listOf(tree: Tree, trigger: number, list: ListName): readonly object[] {
  return tree[trigger]?.trigger[list] as readonly object[];
}
