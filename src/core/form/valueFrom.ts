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
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return { why: "This is not JSON yet." };
  }
  if (value === null) return { why: "A response cannot be null." };
  return isExact(value) ? { value } : { why: "A number is too large: put it in quotes." };
}

/** Whether every number is as it was written. */
function isExact(value: Json): boolean {
  if (typeof value === "number") {
    return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  }
  if (typeof value !== "object" || value === null) return true;
  return Object.values(value).every(isExact);
}
