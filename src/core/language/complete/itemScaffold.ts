import { authType } from "../../trigger/conditionCatalog.ts";
import type { Field } from "../../trigger/field.ts";
import { fieldsOfItem, type ItemType } from "../sketch/rows.ts";
import { templateFor } from "./fieldTemplates.ts";
import { type Scaffold, type ScaffoldEntry, scalar } from "./scaffold.ts";
import type { Scene } from "./scene.ts";

/** A whole item of a list with its required fields. */
export interface ItemScaffold {
  readonly label: string;
  readonly detail: string;
  readonly help: string;
  readonly filterText: string;
  /** The key that tags the item, with what stands behind it; the fields themselves for a test. */
  readonly entries: readonly [ScaffoldEntry, ...ScaffoldEntry[]];
}

/** What the defaults of an item are taken from. */
export type Defaults = Pick<Scene, "context" | "facts">;

/** What stands behind the word that tags an item: its required fields, and some more. */
export function scaffoldOf(
  type: ItemType,
  authTypeWord: string | undefined,
  more: readonly string[],
  scene: Defaults,
): Scaffold {
  const fields = Object.values(fieldsOfItem(type, authTypeWord));
  const template = (field: Field<unknown>) => templateFor(field, authTypeWord, scene);
  const [only] = fields;
  if (only?.name === type) return scalar(template(only));
  const entries = fields
    .filter(({ name, required }) => required || more.includes(name))
    .map((field): ScaffoldEntry => {
      if (field.name === authType.name && authTypeWord !== undefined) {
        return [field.name, scalar([authTypeWord])];
      }
      return [field.name, scalar(template(field))];
    });
  return { kind: "mapping", entries };
}
