import type { DocumentItem } from "../document.ts";
import type { Node } from "../node.ts";
import { columnOf } from "./lines.ts";

/** How far to the right of a key stands what belongs to it. */
export interface Indents {
  /** The fields of a mapping. */
  readonly fields: number;
  /** The dashes of a list. */
  readonly items: number;
}

/** The indents that a file has most often, and those of the design where it has none. */
export function indentsOf(text: string, items: readonly DocumentItem[]): Indents {
  const found: Found = { fields: [], items: [] };
  for (const { node } of items) collect(text, node, found);
  return { fields: mostOften(found.fields) ?? 2, items: mostOften(found.items) ?? 2 };
}

interface Found {
  readonly fields: number[];
  readonly items: number[];
}

function collect(text: string, node: Node, found: Found): void {
  if (node.kind === "list") for (const item of node.items) collect(text, item, found);
  if (node.kind !== "mapping" || node.flow) return;
  for (const { key, value } of node.entries) {
    const isAlias = value.range.start < key.range.end;
    if (isAlias) continue;
    const indent = indentOf(text, key.range.start, value);
    // The dashes of a list may stand below its key; in broken YAML anything stands anywhere.
    if (value.kind === "list" && indent !== undefined && indent >= 0) found.items.push(indent);
    if (value.kind === "mapping" && indent !== undefined && indent > 0) found.fields.push(indent);
    collect(text, value, found);
  }
}

function indentOf(text: string, key: number, value: Node): number | undefined {
  if (value.kind !== "list" && value.kind !== "mapping") return undefined;
  if ("[{".includes(text[value.range.start] ?? "")) return undefined;
  const outer = columnOf(text, key);
  const inner = columnOf(text, value.range.start);
  return outer === undefined || inner === undefined ? undefined : inner - outer;
}

function mostOften(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, left], [, right]) => right - left);
  return most?.[0];
}
