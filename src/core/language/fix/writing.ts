import type { Json } from "../../trigger/trigger.ts";
import type { Indents } from "./indents.ts";

/** A value on one line, in braces and brackets. */
export function inBrackets(value: Json, quote: Quote = "as needed"): string {
  if (typeof value === "string") return quote === "always" ? JSON.stringify(value) : written(value);
  if (value === null || typeof value !== "object") return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => inBrackets(item, quote)).join(", ")}]`;
  const entries = Object.entries(value).map((entry) => entryInBraces(entry, quote));
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** A key with its value on one line. */
export function entryInBraces([key, value]: readonly [string, Json], quote: Quote): string {
  return `${quote === "always" ? JSON.stringify(key) : written(key)}: ${inBrackets(value, quote)}`;
}

/** A key with its value as the lines of a block. */
export function entryLines([key, value]: readonly [string, Json], indents: Indents): Lines {
  const name = written(key);
  if (Array.isArray(value) && value.length > 0) {
    const items = value.flatMap((item: Json) => itemLines(item, indents));
    return [`${name}:`, ...items.map((line) => " ".repeat(indents.items) + line)];
  }
  if (isShort(value)) return [`${name}: ${inBrackets(value)}`];
  const fields = Object.entries(value as Readonly<Record<string, Json>>);
  const lines = fields.flatMap((field) => entryLines(field, indents));
  return [`${name}:`, ...lines.map((line) => " ".repeat(indents.fields) + line)];
}

/** An item of a list as the lines of a block. */
export function itemLines(value: Json, indents: Indents): Lines {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    return [`- ${inBrackets(value)}`];
  }
  const lines = Object.entries(value).flatMap((entry) => entryLines(entry, indents));
  return lines.map((line, index) => (index === 0 ? "- " : "  ") + line);
}

/** A text as a scalar that YAML reads as this text wherever it stands. */
export function written(text: string): string {
  return isPlain(text) ? text : JSON.stringify(text);
}

/** A text in the quotes that another one had, if any. */
export function writtenLike(old: string, text: string): string {
  if (old.startsWith('"')) return JSON.stringify(text);
  const fitsSingle = old.startsWith("'") && !/\p{Cc}/u.test(text);
  return fitsSingle ? `'${text.replaceAll("'", "''")}'` : written(text);
}

/** Whether texts are quoted where YAML does not ask for it, as JSON is. */
export type Quote = "as needed" | "always";

type Lines = readonly string[];

/** More careful than YAML, so that it holds inside brackets too. */
function isPlain(text: string): boolean {
  return (
    /^[\p{L}_](?:[^\p{C}\p{Z},[\]{}#:]| (?=[^ #])|:(?=[\p{L}\p{N}/]))*$/u.test(text) &&
    !/^(?:null|true|false|yes|no|on|off|y|n)$/i.test(text)
  );
}

/** Whether a value reads best on one line, as rate limits do in the design. */
function isShort(value: Json): boolean {
  if (value === null || typeof value !== "object") return true;
  const members = Object.values(value);
  return members.length < 3 && members.every((one) => one === null || typeof one !== "object");
}
