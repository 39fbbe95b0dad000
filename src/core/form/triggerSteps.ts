import { movedOrder } from "../language/edit.ts";
import { freshName } from "../language/fix/freshValue.ts";
import { written } from "../language/fix/writing.ts";
import { linesInserted, reordered, slotRemoved } from "../language/itemEdits.ts";
import { itemSlots } from "../language/itemSlots.ts";
import { newTriggerText } from "../language/newTrigger/newTrigger.ts";
import { entryOf, textOf } from "../language/node.ts";
import type { Range } from "../language/position.ts";
import type { FormChange } from "./change.ts";
import { clearStep, setSteps } from "./fieldSteps.ts";
import { type FormFile, formFileOf, rangeIn } from "./formFile.ts";
import { triggerSpot } from "./spots.ts";
import { gone, type Refusal, type Step, type StepResult } from "./step.ts";

/** Puts a trigger at the end of the list. */
export function addTriggerStep(
  file: FormFile,
  { name, sender }: Extract<FormChange, { readonly change: "add-trigger" }>,
): StepResult {
  const lines =
    sender === undefined
      ? `- trigger:\n    name: ${written(name)}`
      : newTriggerText({ name, sender, launches: undefined }).trimEnd();
  const added = lines.replaceAll("\n", file.lineEnd);
  const nodes = file.items.map(({ node }) => node);
  const [fresh] = formFileOf(lines).items;
  const slots = triggerSlots(file);
  if (fresh === undefined || slots === undefined) return notAList;
  return { edits: insertedAtEnd(file, slots, added), wanted: [...nodes, fresh.node] };
}

/** Takes a trigger away with the comments that belong to it. */
export function removeTriggerStep(file: FormFile, index: number): StepResult {
  const slots = triggerSlots(file);
  if (slots === undefined) return notAList;
  const wanted = file.items.map(({ node }) => node).toSpliced(index, 1);
  return { edits: slotRemoved(file.text, slots, index), wanted };
}

/** Puts a trigger at another index. */
export function moveTriggerStep(file: FormFile, index: number, to: number): StepResult {
  const slots = triggerSlots(file);
  if (slots === undefined) return notAList;
  if (index >= slots.length || to >= slots.length) return gone;
  const order = movedOrder(slots.length, index, to);
  const wanted = order.flatMap((from) => file.items[from]?.node ?? []);
  return { edits: reordered(file.text, slots, order), wanted };
}

/** Puts a copy of a trigger behind it, with a name of its own and no address on the hosted service. */
export function duplicateTriggerSteps(file: FormFile, index: number): readonly Step[] | Refusal {
  const fields = file.items[index] && triggerSpot(file.items[index].node)?.entry.value;
  if (fields === undefined) return gone;
  const name = entryOf(fields, "name")?.value;
  const copied = (name && textOf(name)) ?? "";
  const fresh = freshName({ items: file.items }, copied === "" ? "New trigger" : copied);
  const at = { trigger: index + 1 };
  const named: Step = (current) => {
    const steps = setSteps(current, at, "name", fresh);
    const [step] = "why" in steps ? [] : steps;
    return "why" in steps ? steps : (step?.(current) ?? gone);
  };
  return [
    (current) => duplicateStep(current, index),
    named,
    (current) => clearStep(current, at, "launch-url"),
  ];
}

function duplicateStep(file: FormFile, index: number): StepResult {
  const slots = triggerSlots(file);
  const slot = slots?.[index];
  const node = file.items[index]?.node;
  if (slots === undefined) return notAList;
  if (slot === undefined || node === undefined) return gone;
  const copy = file.text.slice(slot.start, slot.end);
  const edits = linesInserted(file.text, slots, index + 1, copy, file.lineEnd.repeat(2));
  const wanted = file.items.map((item) => item.node).toSpliced(index, 0, node);
  return { edits, wanted };
}

const notAList: Refusal = {
  why: "The triggers are not laid out as a list with one dash each: change it in the text.",
};

function triggerSlots({ text, items, pieces }: FormFile): readonly Range[] | undefined {
  const comments = pieces.flatMap((piece) =>
    piece.source.comments.map((range) => rangeIn(piece, range)),
  );
  const ranges = items.map(({ piece, node }) => rangeIn(piece, node.range));
  return itemSlots({ text, comments }, ranges, 0);
}

function insertedAtEnd({ text, lineEnd }: FormFile, slots: readonly Range[], added: string) {
  if (slots.length > 0) return linesInserted(text, slots, slots.length, added, lineEnd.repeat(2));
  const gap = text.trim() === "" ? "" : text.endsWith("\n") ? lineEnd : lineEnd.repeat(2);
  const range = { start: text.length, end: text.length };
  return [{ range, text: gap + added + lineEnd }];
}
