import type { EntrySpot } from "../language/fix/spot.ts";
import { entryOf, textOf } from "../language/node.ts";
import { fieldsOfItem, type ItemType, type Rows } from "../language/sketch/rows.ts";

/** The fields of a trigger, condition or action in the order of the catalog; those of a web authentication by its auth type. */
export function fieldsOf({ entry }: EntrySpot): Rows {
  const authType = entryOf(entry.value, "auth-type");
  return fieldsOfItem(textOf(entry.key) as ItemType, authType && textOf(authType.value));
}
