import type { Field } from "../../trigger/field.ts";
import type { Range } from "../position.ts";
import type { Branch, ScalarValue, Sketch } from "../sketch/branch.ts";
import { holderAround } from "./bracketSlot.ts";
import type { Proposal } from "./completion.ts";
import { signableHeaders } from "./headers.ts";
import type { Scene } from "./scene.ts";
import { defaultText, hasStops, SnippetWriter, type Template } from "./snippetText.ts";

/** Which placeholders have a meaning in a text. */
export type PlaceholderContent = "secret" | "basestring" | "response";

/** What a field's text may hold, or the texts inside its document. */
export function contentOf({ name, type }: Field<unknown>): PlaceholderContent | undefined {
  if (type.kind === "json") return name === "web-response-json" ? "response" : undefined;
  if (type.kind !== "text") return undefined;
  switch (type.holds) {
    case "secret":
    case "basestring":
    case "response":
      return type.holds;
    default:
      return undefined;
  }
}

/** Placeholders inside a text: in place of the one that begins before the offset, or at the offset. */
export function placeholderProposals(
  content: PlaceholderContent,
  { inner }: ScalarValue,
  scene: Scene,
): readonly Proposal[] {
  const { sketch, offset } = scene;
  const before = sketch.text.slice(inner.start, offset);
  const open = /\{[^{}]*$/.exec(before);
  if (open !== null) {
    // A brace on its own was put before a text that stays.
    const belongs = open[0] === "{" ? /^[\w:-]*\}/ : /^[\w:-]*\}?/;
    const rest = belongs.exec(sketch.text.slice(offset, inner.end))?.[0] ?? "";
    const range = { start: inner.start + open.index, end: offset + rest.length };
    return proposals(content, range, scene, "");
  }
  // In the middle of a word nobody begins a placeholder, and a secret is rarely part of a text.
  if (content === "secret" || before === "" || /\w$/.test(before)) return [];
  return proposals(content, { start: offset, end: offset }, scene, "");
}

/** The braces that were begun without quotes in place of a text, such as `secret-key: {env`. */
export function bracesAt(
  sketch: Sketch,
  offset: number,
): { readonly branch: Branch; readonly range: Range } | undefined {
  const branch = holderAround(sketch, offset);
  if (branch?.value?.kind !== "bracket" || branch.value.opens !== "{") return undefined;
  const { start } = branch.value.range;
  const line = /^[^\r\n]*/.exec(sketch.text.slice(start))?.[0] ?? "";
  const written = /^(\{[\w:-]*\}?)\s*(?:[,\]}].*|\s#.*)?$/.exec(line)?.[1];
  if (written === undefined || offset > start + written.length) return undefined;
  return { branch, range: { start, end: start + written.length } };
}

/** Placeholders in quotes, in place of braces that have none. */
export function quotedPlaceholderProposals(
  content: PlaceholderContent,
  range: Range,
  scene: Scene,
): readonly Proposal[] {
  return proposals(content, range, scene, '"');
}

function proposals(
  content: PlaceholderContent,
  range: Range,
  { context, facts }: Scene,
  quote: '"' | "",
): readonly Proposal[] {
  return templatesFor(
    content,
    context.secrets.map(({ name }) => name),
    signableHeaders(facts),
  ).map((template) => {
    const label = defaultText(template);
    const all: Template = [quote, ...template, quote];
    const isSnippet = hasStops(template);
    const text = isSnippet ? new SnippetWriter().write(all) : defaultText(all);
    return { label, kind: "placeholder", edit: { range, text, isSnippet } };
  });
}

function templatesFor(
  content: PlaceholderContent,
  secrets: readonly string[],
  headers: readonly string[],
): readonly Template[] {
  switch (content) {
    case "secret":
      return [
        ...secrets.map((name) => [`{env:${name}}`]),
        ["{env:", { name: "secret", choices: ["NAME"] }, "}"],
      ];
    case "basestring":
      return [
        ["{body}"],
        ...headers.map((header) => [`{header:${header}}`]),
        ["{header:", { name: "header", choices: ["Name"] }, "}"],
      ];
    case "response":
      return [["{run_id}"]];
  }
}
