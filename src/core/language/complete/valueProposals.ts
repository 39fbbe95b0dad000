import type { Field, Word } from "../../trigger/field.ts";
import { verdictWords } from "../../trigger/testWords.ts";
import { wordMarkdown } from "../hover/fieldMarkdown.ts";
import { textBehind } from "../sketch/branch.ts";
import { reasonWords } from "../sketch/reasonWords.ts";
import { expectationFields } from "../sketch/testFields.ts";
import type { Proposal } from "./completion.ts";
import { templateFor } from "./fieldTemplates.ts";
import { rawEdit, scalarEdit } from "./scalarEdit.ts";
import type { Scene } from "./scene.ts";
import type { ValueSlot } from "./slot.ts";
import { defaultText, type Template } from "./snippetText.ts";
import { numbersFor, type ProposedValue, textsFor } from "./values.ts";

/** Whether there is something to propose behind the key of a field. */
export function hasValueProposals({ type }: Field<unknown>): boolean {
  if (type.kind !== "text") return true;
  return type.holds !== "anything" && type.holds !== "name" && type.holds !== "path";
}

/** Whole values for a field. */
export function valueProposals(
  field: Field<unknown>,
  slot: ValueSlot,
  scene: Scene,
): readonly Proposal[] {
  const { sketch } = scene;
  const isQuoted = slot.scalar?.quote !== undefined;
  switch (field.type.kind) {
    case "word":
      return wordProposals(wordsFor(field, slot, scene), slot, scene);
    case "text":
      return textsFor(field, slot.branch.parent, scene).map((value) =>
        proposal(value, scalarEdit(sketch, slot, value.template)),
      );
    case "whole-number":
      if (isQuoted) return [];
      return numbersFor(field).map((value) =>
        proposal(value, rawEdit(sketch, slot, value.template)),
      );
    case "expectation":
      return [
        ...wordProposals(verdictWords, slot, scene),
        ...(isQuoted ? [] : [refusedBy(slot, scene)]),
      ];
    case "json": {
      if (slot.scalar !== undefined) return [];
      const isResponse = field.name === "web-response-json";
      const template: Template = isResponse
        ? templateFor(field, undefined, scene)
        : ["{ ", { name: "content", choices: ["event: batch_done"] }, " }"];
      return [proposal({ template, kind: "text" }, rawEdit(sketch, slot, template))];
    }
    case "items":
    case "request":
      return [];
  }
}

type Words = Readonly<Record<string, Word>>;

/** The words of a field; those of an expectation as far as they fit the trigger. */
function wordsFor(field: Field<unknown>, { branch }: ValueSlot, scene: Scene): Words {
  const { type } = field;
  if (type.kind !== "word") return {};
  const { sketch, facts } = scene;
  if (field === expectationFields["refused-by"]) {
    return only(type.words, (word) => facts.conditions.includes(word)) ?? type.words;
  }
  if (field === expectationFields.reason) {
    const condition = branch.parent && textBehind(sketch, branch.parent, "refused-by");
    const isBy = (word: string) =>
      Object.entries(reasonWords).some(
        ([reason, { by }]) => reason === word && by.some((type) => type === condition),
      );
    return only(type.words, isBy) ?? type.words;
  }
  return type.words;
}

function only(words: Words, isWanted: (word: string) => boolean): Words | undefined {
  const wanted = Object.entries(words).filter(([word]) => isWanted(word));
  return wanted.length === 0 ? undefined : Object.fromEntries(wanted);
}

function wordProposals(words: Words, slot: ValueSlot, { sketch }: Scene): readonly Proposal[] {
  return Object.entries(words).map(([word, meaning]) => ({
    label: word,
    kind: "word",
    detail: meaning.label,
    help: wordMarkdown(word, meaning),
    edit: scalarEdit(sketch, slot, [word]),
  }));
}

function refusedBy(slot: ValueSlot, { sketch, facts }: Scene): Proposal {
  const [first = "web-authentication", ...others] = new Set(facts.conditions);
  const condition = { name: "condition", choices: [first, ...others] } as const;
  const edit = rawEdit(sketch, slot, ["{ refused-by: ", condition, " }"]);
  return { label: "refused-by", kind: "item", detail: "refused by one condition", edit };
}

function proposal(value: ProposedValue, edit: Proposal["edit"]): Proposal {
  const { kind, detail, template } = value;
  const label = defaultText(template);
  return { label, kind, edit, ...(detail === undefined ? {} : { detail }) };
}
