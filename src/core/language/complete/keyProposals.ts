import { authType as authTypeField } from "../../trigger/conditionCatalog.ts";
import type { Field } from "../../trigger/field.ts";
import { payloadKeys } from "../../trigger/testWords.ts";
import { fieldMarkdown } from "../hover/fieldMarkdown.ts";
import type { Rows } from "../sketch/rows.ts";
import type { Proposal } from "./completion.ts";
import { fitsBehind } from "./fitsBehind.ts";
import type { Scene } from "./scene.ts";
import type { KeySlot } from "./slot.ts";
import { hasValueProposals } from "./valueProposals.ts";

/** The keys of a mapping that are not there yet, the most needed ones first. */
export function keyProposals(rows: Rows, slot: KeySlot, scene: Scene): readonly Proposal[] {
  const taken = slot.mapping.children
    .filter(({ range }) => range.start !== slot.range.start)
    .map(({ name }) => name);
  const hasPayload = taken.some((name) => Object.hasOwn(payloadKeys, name));
  const current = slot.hasColon
    ? slot.mapping.children.find(({ range }) => range.start === slot.range.start)
    : undefined;
  return Object.entries(rows)
    .filter(([, field]) => current === undefined || fitsBehind(field, current, scene.sketch))
    .filter(([property, { name }]) => {
      const isSecondPayload = hasPayload && property === name && Object.hasOwn(payloadKeys, name);
      return !taken.includes(name) && !isSecondPayload;
    })
    .toSorted(([, left], [, right]) => rankOf(left) - rankOf(right))
    .map(([property, field], index) => ({
      ...proposalFor(property, field, slot, scene),
      preselect: index === 0 && field.required,
    }));
}

/** Whether a key is one that must be there. */
function rankOf({ name, required, beyond }: Field<unknown>): number {
  if (name === authTypeField.name) return 0;
  if (beyond) return 3;
  return required ? 1 : 2;
}

function proposalFor(
  property: string,
  field: Field<unknown>,
  slot: KeySlot,
  scene: Scene,
): Proposal {
  const { name, label, required, beyond } = field;
  const note = beyond ? "Hooksmith only" : required ? "required" : "optional";
  const proposal = {
    label: name,
    kind: "key",
    detail: `${label}, ${note}`,
    help: fieldMarkdown(property, field),
  } as const;
  const { range, lead } = slot;
  if (slot.hasColon) return { ...proposal, edit: { range, text: name, isSnippet: false } };
  const behind = textBehindKey(field, slot, scene);
  return {
    ...proposal,
    edit: { range, text: lead + name + behind.text, isSnippet: behind.isSnippet },
    triggerAgain: behind.triggerAgain,
  };
}

function textBehindKey(field: Field<unknown>, { column, endsLine }: KeySlot, { layout }: Scene) {
  const { type } = field;
  switch (type.kind) {
    case "items": {
      if (column === undefined || !endsLine) {
        return { text: ": [$1]", isSnippet: true, triggerAgain: true };
      }
      const indent = " ".repeat(column + layout.dashes);
      const dash = `-${" ".repeat(layout.behindDash - 1)}`;
      const text = `:${layout.lineBreak}${indent}${dash}`;
      return { text, isSnippet: false, triggerAgain: true };
    }
    case "json":
      return { text: ": { $1 }", isSnippet: true, triggerAgain: false };
    case "request":
      return { text: ": { $1 }", isSnippet: true, triggerAgain: true };
    case "text":
    case "word":
    case "whole-number":
    case "expectation":
      return { text: ": ", isSnippet: false, triggerAgain: hasValueProposals(field) };
  }
}
