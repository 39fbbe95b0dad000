import type { Field, Fields } from "../trigger/field.ts";
import type { Entries } from "./entries.ts";
import type { FieldName, Place, Places } from "./located.ts";
import type { Range } from "./position.ts";
import { problem, type Report } from "./problem.ts";
import { readValue } from "./readValue.ts";

/** Whose fields are read, for the messages. */
export interface Owner {
  readonly name: string;
  readonly head: Range;
  /** Keys that are there misspelt, which is reported already. */
  readonly meant: ReadonlySet<string>;
}

/** The fields of an item with their places; no value when one of them is missing or wrong. */
export interface FieldsRead<Value> {
  readonly value: Value | undefined;
  readonly places: Places;
}

/** Reads the fields that the catalog lists from the entries of a mapping. */
export function readFields<Value>(
  fields: Fields<Value>,
  entries: Entries,
  owner: Owner,
  report: Report,
): FieldsRead<Value> {
  const values: Record<string, unknown> = {};
  const places: { [Name in FieldName]?: Place } = {};
  let isComplete = true;
  for (const [property, field] of Object.entries<Field<unknown>>(fields)) {
    const entry = entries.get(field.name);
    if (entry === undefined) {
      values[property] = field.fallback;
      if (!field.required) continue;
      isComplete = false;
      if (owner.meant.has(field.name)) continue;
      report(problem("missing-key", owner.head, { key: field.name, of: owner.name }));
      continue;
    }
    places[property as FieldName] = { key: entry.key.range, value: entry.value };
    if (field.beyond) report(problem("not-portable", entry.key.range, { key: field.name }));
    const read = readValue(field, entry, report);
    if (read === undefined) isComplete = false;
    else values[property] = read.value;
  }
  // The rows are those of Value by the type of `fields`, and each gives a value of its own type.
  return { value: isComplete ? (values as Value) : undefined, places };
}
