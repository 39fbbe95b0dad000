import type { FixSource } from "../language/fix/fixSource.ts";
import { type EntrySpot, entryEnd } from "../language/fix/spot.ts";
import { assumptionOfField } from "../language/hover/fieldAssumptions.ts";
import type { Node } from "../language/node.ts";
import { textOf } from "../language/node.ts";
import { readJson } from "../language/readJson.ts";
import type { Field } from "../trigger/field.ts";
import { type ControlScene, controlOf } from "./control.ts";
import { fieldsOf } from "./fieldsOf.ts";
import { type FormItem, rangeIn } from "./formFile.ts";
import { fieldLock } from "./locks.ts";
import type { ProblemPool } from "./problemPool.ts";
import { fieldSpot } from "./spots.ts";
import type { FieldView } from "./view.ts";

/** The fields of a trigger, condition or action, in the order of the catalog. */
export function fieldViews(
  item: FormItem,
  tag: EntrySpot,
  scene: ControlScene,
  pool: ProblemPool,
): readonly FieldView[] {
  return Object.entries<Field<unknown>>(fieldsOf(tag))
    .filter(([, { type }]) => type.kind !== "items")
    .map(([property, field]) => fieldView(item, tag, [property, field], scene, pool));
}

function fieldView(
  item: FormItem,
  tag: EntrySpot,
  [property, field]: readonly [string, Field<unknown>],
  scene: ControlScene,
  pool: ProblemPool,
): FieldView {
  const { source } = item.piece;
  const spot = fieldSpot(tag, field.name);
  const value = spot && valueShown(field, spot.entry.value);
  const { name: key, label, help, required, beyond, fallback } = field;
  const range = spot && rangeIn(item.piece, writtenRange(source, spot));
  return {
    key,
    label,
    help,
    note: assumptionOfField(property),
    isRequired: required,
    isBeyond: beyond,
    fallback: typeof fallback === "string" ? fallback : undefined,
    control: controlOf(field, value, scene),
    value,
    range,
    locked: spot && fieldLock(source, spot, field),
    problems: [
      ...(range === undefined ? [] : pool.inside(range)),
      ...pool.missing(key, rangeIn(item.piece, tag.entry.key.range)),
    ],
  };
}

/** From a key to the end of its value, as far as it is written here. */
function writtenRange({ text }: FixSource, { entry: { key, value } }: EntrySpot) {
  const end = entryEnd(text, { key, value }) ?? key.range.end;
  return { start: key.range.start, end };
}

/** What stands behind a key as a control shows it; undefined where it cannot. */
function valueShown({ type }: Field<unknown>, value: Node): string | undefined {
  const text = textOf(value);
  switch (type.kind) {
    case "json": {
      const read = readJson({ key: value, value }, () => {});
      return read && JSON.stringify(read.value, null, 2);
    }
    case "word": {
      if (text === undefined || !type.anyCase) return text;
      const isMeant = (word: string) => word.toLowerCase() === text.toLowerCase();
      return Object.keys(type.words).find(isMeant) ?? text;
    }
    default:
      return text;
  }
}
