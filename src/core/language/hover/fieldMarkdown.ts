import type { Field, Word } from "../../trigger/field.ts";
import { assumptionOfField, assumptionOfWord } from "./fieldAssumptions.ts";
import { code, paragraphs } from "./markdown.ts";

/** What a field is for: its hosted label, help, default and allowed words. */
export function fieldMarkdown(property: string, field: Field<unknown>): string {
  return paragraphs(
    title(field.label, field.name),
    field.help,
    wordsText(field),
    needText(field),
    field.beyond ? "*Hooksmith only:* the hosted form has no such field." : undefined,
    assumptionOfField(property),
  );
}

/** What a word means. */
export function wordMarkdown(word: string, { label, help }: Word): string {
  return paragraphs(title(label, word), help, assumptionOfWord(word));
}

/** A hosted label with the key or word that stands for it in a file. */
export function title(label: string, word: string): string {
  return label === "" || label === word ? `**${code(word)}**` : `**${label}** · ${code(word)}`;
}

function wordsText({ type }: Field<unknown>): string | undefined {
  if (type.kind !== "word") return undefined;
  const words = Object.keys(type.words).map(code).join(", ");
  return `One of ${words}${type.anyCase ? ", in any case" : ""}.`;
}

function needText({ required, fallback }: Field<unknown>): string {
  if (required) return "Required.";
  if (typeof fallback !== "string") return "Optional.";
  return fallback === "" ? "Optional; empty when left out." : `Default: ${code(fallback)}.`;
}
