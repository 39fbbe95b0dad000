import type { Field } from "../trigger/field.ts";
import type { Json } from "../trigger/trigger.ts";

/** The value that a text in a field's control means, or why it means none. */
export function valueFrom(
  { label, type }: Field<unknown>,
  text: string,
): { readonly value: Json } | { readonly why: string } {
  switch (type.kind) {
    case "text":
    case "word":
      return text.isWellFormed() ? { value: text } : { why: "This holds half of a character." };
    case "whole-number":
      return /^[1-9]\d{0,14}$/.test(text.trim())
        ? { value: Number(text) }
        : { why: `${label} must be a whole number above 0.` };
    case "json":
      return documentFrom(text);
    default:
      return { why: `${label} can only be changed in the text.` };
  }
}

function documentFrom(text: string): { readonly value: Json } | { readonly why: string } {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return { why: "This is not JSON yet." };
  }
}
