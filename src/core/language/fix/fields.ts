import { actions, conditions, test, trigger } from "../../trigger/catalog.ts";
import { authType } from "../../trigger/conditionCatalog.ts";
import type { Field } from "../../trigger/field.ts";
import { expectationKeys } from "../../trigger/testWords.ts";
import { textOf } from "../node.ts";
import type { EntrySpot } from "./spot.ts";

type Rows = readonly Field<unknown>[];

const { byAuthType } = conditions["web-authentication"];

const fieldsByKind: Readonly<Record<string, Rows>> = {
  trigger: Object.values(trigger.fields),
  // The fields of an HMAC are in the order of the design, and the other types have no others.
  "web-authentication": [authType, ...Object.values<Field<unknown>>(byAuthType.hmac)],
  "web-timestamp": Object.values(conditions["web-timestamp"].fields),
  "rate-limit": Object.values(conditions["rate-limit"].fields),
  "web-response-text": Object.values(actions["web-response-text"].fields),
  "web-response-json": Object.values(actions["web-response-json"].fields),
  "run-execution": Object.values(actions["run-execution"].fields),
  "run-pipeline": Object.values(actions["run-pipeline"].fields),
  test: Object.values(test.fields),
};

/** The keys that a kind of item can have, in the order in which they are written. */
export function keysOf(kind: string): readonly string[] {
  if (kind === "expect") return Object.keys(expectationKeys);
  return (fieldsByKind[kind] ?? []).map((field) => field.name);
}

/** The row of the catalog that a key belongs to. */
export function fieldAt(spot: EntrySpot): Field<unknown> | undefined {
  const key = textOf(spot.entry.key);
  const rows = fieldsByKind[kindAround(spot)] ?? fieldsByKind[key ?? ""];
  return rows?.find((field) => field.name === key);
}

/** The word for the item whose fields stand around a key; empty when there is none. */
export function kindAround({ above }: EntrySpot): string {
  if (above?.kind === "entry") return textOf(above.entry.key) ?? "";
  const list = above?.above;
  return list?.kind === "entry" && textOf(list.entry.key) === "tests" ? "test" : "";
}
