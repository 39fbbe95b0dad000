import { setDocument } from "../language/documentEdit.ts";
import { addValue, removeValue, setValue } from "../language/edit.ts";
import { keysOf } from "../language/fix/fields.ts";
import type { Edits } from "../language/fix/fix.ts";
import { entryBelow } from "../language/fix/spot.ts";
import { entryOf, textOf } from "../language/node.ts";
import { fieldsOfItem } from "../language/sketch/rows.ts";
import type { Field } from "../trigger/field.ts";
import type { Json } from "../trigger/trigger.ts";
import type { ItemPlace } from "./change.ts";
import { fieldsOf } from "./fieldsOf.ts";
import type { FormFile } from "./formFile.ts";
import { fieldLock, valueLock } from "./locks.ts";
import { nodeOf, withNode } from "./sameNodes.ts";
import { fieldSpot } from "./spots.ts";
import { attempt, gone, nothingToDo, type Refusal, type Step, type StepResult } from "./step.ts";
import { type Target, targetAt } from "./target.ts";
import { valueFrom } from "./valueFrom.ts";

/** Sets a field to what a text means. */
export function setSteps(
  file: FormFile,
  at: ItemPlace,
  key: string,
  text: string,
): readonly Step[] | Refusal {
  const target = targetAt(file, at);
  if ("why" in target) return target;
  const field = Object.values<Field<unknown>>(fieldsOf(target.tag)).find(
    ({ name }) => name === key,
  );
  if (field === undefined || field.type.kind === "items") return gone;
  const read = valueFrom(field, text);
  if ("why" in read) return read;
  const spot = fieldSpot(target.tag, key);
  const why = spot && fieldLock(target.source, spot, field);
  if (why !== undefined) return { why };
  const set: Step = (current) => setStep(current, at, key, read.value);
  if (key === "auth-type") return [set, ...unusedSteps(target, at, text)];
  return [set];
}

/** Takes a field out of the file. */
export function clearStep(file: FormFile, at: ItemPlace, key: string): StepResult {
  const target = targetAt(file, at);
  if ("why" in target) return target;
  const spot = entryBelow(target.tag, key);
  if (spot === undefined) return nothingToDo(file);
  const why = valueLock(target.source, spot);
  if (why !== undefined) return { why };
  return changed(file, target, removeValue(target.source, spot), key, undefined);
}

function setStep(file: FormFile, at: ItemPlace, key: string, value: Json): StepResult {
  const target = targetAt(file, at);
  if ("why" in target) return target;
  const { source, tag } = target;
  const spot = fieldSpot(tag, key);
  const edits =
    spot === undefined
      ? addValue(source, tag, key, value, keysOf(textOf(tag.entry.key) ?? ""))
      : typeof value === "object"
        ? setDocument(source, spot, value)
        : setValue(source, spot, value);
  return changed(file, target, edits, key, value);
}

/** Takes the fields away that another auth type does not use, or whose words it does not have. */
function unusedSteps({ tag }: Target, at: ItemPlace, authType: string): readonly Step[] {
  const all = keysOf("web-authentication").filter((key) => key !== "auth-type");
  const used = Object.values<Field<unknown>>(fieldsOfItem("web-authentication", authType));
  const isUsed = (key: string) => {
    const field = used.find(({ name }) => name === key);
    const value = entryOf(tag.entry.value, key)?.value;
    if (field?.type.kind !== "word" || value === undefined) return field !== undefined;
    const text = textOf(value)?.toLowerCase();
    return Object.keys(field.type.words).some((word) => word.toLowerCase() === text);
  };
  return all
    .filter((key) => entryBelow(tag, key) !== undefined && !isUsed(key))
    .map((key) => (file) => clearStep(file, at, key));
}

function changed(
  file: FormFile,
  { item, tag, path }: Target,
  edits: Edits,
  key: string,
  value: Json | undefined,
): StepResult {
  const inner = textOf(tag.entry.key) === key ? path : [...path, key];
  const node = withNode(item.node, inner, value === undefined ? undefined : nodeOf(value));
  return attempt(file, item, edits, node);
}
