import { addValue, removeValue, setValue } from "../language/edit.ts";
import { keysOf } from "../language/fix/fields.ts";
import type { Edits } from "../language/fix/fix.ts";
import type { FixSource } from "../language/fix/fixSource.ts";
import { type EntrySpot, entryBelow } from "../language/fix/spot.ts";
import { textOf } from "../language/node.ts";
import type { Field } from "../trigger/field.ts";
import type { Json } from "../trigger/trigger.ts";
import type { FormChange, ItemPlace } from "./change.ts";
import { fieldsOf } from "./fieldsOf.ts";
import { type FormFile, type FormItem, rangeIn } from "./formFile.ts";
import { fieldLock, itemLock } from "./locks.ts";
import { nodeOf, type Path, withNode } from "./sameNodes.ts";
import { cardSpots, cardTag, fieldSpot, triggerSpot } from "./spots.ts";
import type { Step } from "./step.ts";
import { valueFrom } from "./valueFrom.ts";

/** The steps of a change, or why there are none. */
export function stepsFor(
  _file: FormFile,
  change: FormChange,
): readonly Step[] | { readonly why: string } {
  switch (change.change) {
    case "set":
      return [(file) => setStep(file, change.at, change.key, change.value)];
    case "clear":
      return [(file) => clearStep(file, change.at, change.key)];
    default:
      return { why: "The form cannot change this yet: change it in the text." };
  }
}

/** What stands at a place, for its fields to be changed. */
interface Target {
  readonly item: FormItem;
  readonly source: FixSource;
  readonly tag: EntrySpot;
  /** From the item of the file to what stands behind the tag. */
  readonly path: Path;
}

const gone = {
  why: "The text has changed meanwhile: what was to be changed is not there any more.",
};

function targetAt(file: FormFile, at: ItemPlace): Target | { readonly why: string } {
  const item = file.items[at.trigger];
  const trigger = item && triggerSpot(item.node);
  if (item === undefined || trigger === undefined) return gone;
  const source = { ...item.piece.source, lineEnd: file.lineEnd };
  if (at.list === undefined) return { item, source, tag: trigger, path: ["trigger"] };
  const card = cardSpots(trigger, at.list)[at.index];
  const tag = card && cardTag(card, at.list);
  if (card === undefined || tag === undefined) return gone;
  const why = itemLock(source, card);
  if (why !== undefined) return { why };
  const type = textOf(tag.entry.key) ?? "";
  return { item, source, tag, path: ["trigger", at.list, at.index, type] };
}

function setStep(file: FormFile, at: ItemPlace, key: string, text: string): ReturnType<Step> {
  const target = targetAt(file, at);
  if ("why" in target) return target;
  const { source, tag } = target;
  const field = fieldNamed(tag, key);
  if (field === undefined) return gone;
  const value = valueFrom(field, text);
  if ("why" in value) return value;
  const spot = fieldSpot(tag, key);
  const why = spot && fieldLock(source, spot, field);
  if (why !== undefined) return { why };
  const kind = textOf(tag.entry.key) ?? "";
  const edits =
    spot === undefined
      ? addValue(source, tag, key, value.value, keysOf(kind))
      : setValue(source, spot, value.value);
  return attempt(file, target, edits, key, value.value);
}

function clearStep(file: FormFile, at: ItemPlace, key: string): ReturnType<Step> {
  const target = targetAt(file, at);
  if ("why" in target) return target;
  const spot = entryBelow(target.tag, key);
  if (spot === undefined) return { edits: [], wanted: file.items.map(({ node }) => node) };
  return attempt(file, target, removeValue(target.source, spot), key, undefined);
}

function attempt(
  file: FormFile,
  { item, tag, path }: Target,
  edits: Edits,
  key: string,
  value: Json | undefined,
): ReturnType<Step> {
  const inner = textOf(tag.entry.key) === key ? path : [...path, key];
  const changed = withNode(item.node, inner, value === undefined ? undefined : nodeOf(value));
  return {
    edits: edits?.map(({ range, text }) => ({ range: rangeIn(item.piece, range), text })),
    wanted: file.items.map((one) => (one === item ? changed : one.node)),
  };
}

function fieldNamed(tag: EntrySpot, key: string): Field<unknown> | undefined {
  return Object.values(fieldsOf(tag)).find((field) => field.name === key);
}
