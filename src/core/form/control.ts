import { usualNumbers } from "../language/complete/fieldTemplates.ts";
import { nodeInputs, stepInputs } from "../language/complete/projectNames.ts";
import { durationText } from "../language/durationText.ts";
import { type LanguageContext, secretSourceOf } from "../language/languageContext.ts";
import type { Field } from "../trigger/field.ts";
import { placeholdersIn } from "../trigger/placeholders.ts";
import type { Control, Suggestion } from "./view.ts";

/** What the controls of an item's fields depend on beside their rows of the catalog. */
export interface ControlScene {
  readonly context: LanguageContext;
  /** The text behind another key of the item. */
  readonly beside: (key: string) => string | undefined;
  /** Headers that a basestring may cover, the likeliest first. */
  readonly signable: readonly string[];
}

/** How the value of a field is asked for. */
export function controlOf(
  field: Field<unknown>,
  value: string | undefined,
  scene: ControlScene,
): Control {
  const { type } = field;
  switch (type.kind) {
    case "word":
      return {
        kind: "word",
        options: Object.entries(type.words).map(([word, { label, help }]) => ({
          word,
          label,
          help,
        })),
      };
    case "whole-number":
      return { kind: "number", unit: type.unit, suggestions: numbersFor(field.name, type.unit) };
    case "json":
      return { kind: "json", placeholders: ["{run_id}"] };
    case "text":
      return type.holds === "secret" ? secretControl(value, scene) : textControl(field, scene);
    default:
      return { kind: "text", isLong: false, suggestions: [], placeholders: [] };
  }
}

function textControl(field: Field<unknown>, { context, beside, signable }: ControlScene): Control {
  const plain = (suggestions: readonly Suggestion[], placeholders: readonly string[] = []) =>
    ({ kind: "text", isLong: false, suggestions, placeholders }) as const;
  if (field.type.kind !== "text") return plain([]);
  const { project } = context;
  switch (field.type.holds) {
    case "basestring":
      return plain([], ["{body}", ...signable.map((header) => `{header:${header}}`)]);
    case "response":
      return { ...plain([], ["{run_id}"]), isLong: true };
    case "step":
      return plain(named(project?.steps ?? []));
    case "pipeline":
      return plain(named(project?.pipelines ?? []));
    case "step-input":
      return plain(inputs(stepInputs(project, beside("step"))));
    case "node-input":
      return plain(inputs(nodeInputs(project, beside("pipeline"))));
    case "anything":
      return { ...plain([]), isLong: field.name === "description" };
    default:
      return plain([]);
  }
}

function secretControl(value: string | undefined, { context }: ControlScene): Control {
  const references = placeholdersIn(value ?? "", "secret").map(({ name }) => ({
    name,
    source: secretSourceOf(name, context),
  }));
  const suggestions = context.secrets.map(({ name, source }) => ({
    value: `{env:${name}}`,
    detail: source,
  }));
  const isLiteral = value !== undefined && value !== "" && references.length === 0;
  return { kind: "secret", suggestions, references, isLiteral };
}

function numbersFor(key: string, unit: "seconds" | "launches"): readonly Suggestion[] {
  return usualNumbers(key).map((value) => ({
    value,
    detail: unit === "seconds" ? durationText(Number(value)) : "",
  }));
}

function named(things: readonly { readonly name: string }[]): readonly Suggestion[] {
  return things.map(({ name }) => ({ value: name, detail: "" }));
}

function inputs(
  known: readonly { readonly name: string; readonly detail: string }[],
): readonly Suggestion[] {
  return known.map(({ name, detail }) => ({ value: name, detail }));
}
