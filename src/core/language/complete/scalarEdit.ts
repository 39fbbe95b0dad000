import { written } from "../fix/writing.ts";
import type { Sketch } from "../sketch/branch.ts";
import type { CompletionEdit } from "./completion.ts";
import type { ValueSlot } from "./slot.ts";
import { defaultText, hasStops, SnippetWriter, type Template } from "./snippetText.ts";

/** The edit that puts a text into a place, in the quotes that are there or those that it needs. */
export function scalarEdit(sketch: Sketch, slot: ValueSlot, template: Template): CompletionEdit {
  const { scalar } = slot;
  const quote = scalar?.quote;
  if (quote !== undefined) {
    const closing = scalar?.isClosed === true ? "" : quote;
    return edit(slot, [...quoted(template, quote), closing]);
  }
  const text = defaultText(template);
  const parts = written(text) === text ? template : ['"', ...quoted(template, '"'), '"'];
  return rawEdit(sketch, slot, parts);
}

/** The edit that puts YAML into a place as it is. */
export function rawEdit(sketch: Sketch, slot: ValueSlot, yaml: Template): CompletionEdit {
  // A comment needs a blank before it.
  const trail = sketch.text[slot.range.end] === "#" ? " " : "";
  return edit(slot, [slot.lead, ...yaml, trail]);
}

function edit({ range }: ValueSlot, template: Template): CompletionEdit {
  return hasStops(template)
    ? { range, text: new SnippetWriter().write(template), isSnippet: true }
    : { range, text: defaultText(template), isSnippet: false };
}

function quoted(template: Template, quote: '"' | "'"): Template {
  return template.map((part) => {
    if (typeof part !== "string") return part;
    return quote === '"' ? JSON.stringify(part).slice(1, -1) : part.replaceAll("'", "''");
  });
}
