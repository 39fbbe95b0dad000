import { actions, conditions, test, trigger } from "../../trigger/catalog.ts";
import { authType } from "../../trigger/conditionCatalog.ts";
import type { Field } from "../../trigger/field.ts";
import { type Branch, type Sketch, textBehind } from "./branch.ts";
import { fieldsOfItem, type ItemType, type Row, type Rows, rowNamed } from "./rows.ts";
import { expectationFields, requestFields } from "./testFields.ts";

/** What the language has to say about what stands behind a key or dash. */
export type Shape =
  | { readonly kind: "list"; readonly of: ListOf }
  /** A mapping with one key, which says what the item is. */
  | { readonly kind: "tag"; readonly of: Exclude<ListOf, "tests"> }
  | { readonly kind: "fields"; readonly of: FieldsOf; readonly rows: Rows }
  | { readonly kind: "value"; readonly property: string; readonly field: Field<unknown> }
  /** Inside a document of the user's own; the field is the one that holds it. */
  | { readonly kind: "document"; readonly field: Field<unknown> }
  | { readonly kind: "nothing" };

export type ListOf = "triggers" | "conditions" | "actions" | "tests";
export type FieldsOf = ItemType | "test" | "request" | "expect";

interface Described {
  readonly label: string;
  readonly help: string;
}

/** The kinds of items that a list can hold, by the words that tag them. */
export function tagsOf(
  list: Exclude<ListOf, "tests">,
): Readonly<Partial<Record<ItemType, Described>>> {
  switch (list) {
    case "triggers":
      return { trigger };
    case "conditions":
      return conditions;
    case "actions":
      return actions;
  }
}

/** What belongs behind a branch, by the branches above it. */
export function shapeOf(sketch: Sketch, branch: Branch): Shape {
  if (branch.parent === undefined) return { kind: "list", of: "triggers" };
  const around = shapeOf(sketch, branch.parent);
  const isKey = branch.kind === "key";
  switch (around.kind) {
    case "list":
      if (isKey) return nothing;
      if (around.of === "tests") return { kind: "fields", of: "test", rows: test.fields };
      return { kind: "tag", of: around.of };
    case "tag": {
      const tags = tagsOf(around.of);
      if (!isKey || !Object.hasOwn(tags, branch.name)) return nothing;
      return shapeOfItem(sketch, branch, branch.name as ItemType);
    }
    case "fields":
      return isKey ? shapeOfField(rowNamed(around.rows, branch.name)) : nothing;
    case "value":
      return isKey ? shapeWithin(around.field, branch.name) : documentIn(around.field);
    case "document":
    case "nothing":
      return around;
  }
}

/** The row of the field that a key names; undefined for a key that names none. */
export function rowOf(sketch: Sketch, key: Branch): Row | undefined {
  if (key.kind !== "key" || key.parent === undefined) return undefined;
  const around = shapeOf(sketch, key.parent);
  if (around.kind === "fields") return rowNamed(around.rows, key.name);
  const isExpectation = around.kind === "value" && around.field.type.kind === "expectation";
  return isExpectation ? rowNamed(expectationFields, key.name) : undefined;
}

const nothing: Shape = { kind: "nothing" };

function shapeOfItem(sketch: Sketch, branch: Branch, type: ItemType): Shape {
  const rows = fieldsOfItem(type, textBehind(sketch, branch, authType.name));
  const [only] = Object.entries(rows);
  // The only field of a response is the response itself.
  if (only?.[1].name === type) return shapeOfRow(...only);
  return { kind: "fields", of: type, rows };
}

function shapeOfField(row: Row | undefined): Shape {
  return row === undefined ? nothing : shapeOfRow(...row);
}

function shapeOfRow(property: string, field: Field<unknown>): Shape {
  switch (field.type.kind) {
    case "items":
      return { kind: "list", of: field.type.of };
    case "request":
      return { kind: "fields", of: "request", rows: requestFields };
    default:
      return { kind: "value", property, field };
  }
}

/** What belongs behind a key inside the value of a field. */
function shapeWithin(field: Field<unknown>, name: string): Shape {
  if (field.type.kind === "expectation") return shapeOfField(rowNamed(expectationFields, name));
  return documentIn(field);
}

function documentIn(field: Field<unknown>): Shape {
  return field.type.kind === "json" ? { kind: "document", field } : nothing;
}
