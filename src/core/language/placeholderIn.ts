import { isNull, type Node, textOf } from "./node.ts";

/** The placeholder that a mapping was meant to be, such as `{env:NAME}` without its quotes. */
export function placeholderIn(node: Node): string | undefined {
  if (node.kind !== "mapping" || !node.flow || node.entries.length !== 1) return undefined;
  const [entry] = node.entries;
  const key = entry && textOf(entry.key);
  if (entry === undefined || key === undefined) return undefined;
  if (isNull(entry.value) && entry.value.source === "") {
    return /^(?:env:|header:|body$|run_id$)/.test(key) ? `{${key}}` : undefined;
  }
  const name = textOf(entry.value);
  return name !== undefined && /^(?:env|header)$/.test(key) ? `{${key}:${name}}` : undefined;
}
