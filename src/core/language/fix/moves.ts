import { isNull, type Mapping, type Node, textOf } from "../node.ts";
import type { Range } from "../position.ts";
import type { TextEdit } from "../textEdit.ts";
import { keysOf } from "./fields.ts";
import type { Edits } from "./fix.ts";
import type { FixSource } from "./fixSource.ts";
import { beginsLine, columnOf, endsLine, lineStartOf, nextLineOf } from "./lines.ts";
import { type EntrySpot, entryEnd, isAlias } from "./spot.ts";

/** Moves an entry, and those that follow it, so that they belong to the tag before them. */
export function movedUnderTag(source: FixSource, spot: EntrySpot): Edits {
  const { text } = source;
  const { start } = spot.entry.key.range;
  const last = spot.holder.entries.at(-1);
  const end = last && entryEnd(text, last);
  const tag = spot.holder.entries[spot.index - 1];
  if (spot.holder.flow || tag === undefined || !isNull(tag.value) || tag.value.source !== "") {
    return undefined;
  }
  if (end === undefined || !beginsLine(text, start) || !endsLine(text, end)) return undefined;
  return shifted(text, { start, end }, source.indents.fields);
}

/** Moves a field of a trigger that stands right behind the trigger's fields to them. */
export function movedIntoTrigger({ text }: FixSource, spot: EntrySpot): Edits {
  const { holder, index, entry, above } = spot;
  const trigger = holder.entries[index - 1];
  const key = textOf(entry.key) ?? "";
  if (above !== undefined || trigger === undefined || textOf(trigger.key) !== "trigger") {
    return undefined;
  }
  const { value } = trigger;
  if (value.kind !== "mapping" || value.flow || isAlias(trigger)) return undefined;
  const has = value.entries.some((one) => textOf(one.key) === key);
  if (has || !keysOf("trigger").includes(key)) return undefined;
  const from = columnOf(text, entry.key.range.start);
  const to = columnOf(text, value.range.start);
  const end = entryEnd(text, entry);
  if (from === undefined || to === undefined || end === undefined || to <= from) return undefined;
  if (!beginsLine(text, entry.key.range.start) || !endsLine(text, end)) return undefined;
  return shifted(text, { start: entry.key.range.start, end }, to - from);
}

/** Makes an item of each entry of a mapping that stands where a list should. */
export function itemized(text: string, mapping: Mapping): Edits {
  if (mapping.flow) return undefined;
  const column = columnOf(text, mapping.range.start);
  const starts = new Set<number>();
  for (const { key } of mapping.entries) {
    if (!beginsLine(text, key.range.start)) return undefined;
    starts.add(lineStartOf(text, key.range.start));
  }
  if (column === undefined || !endsLine(text, mapping.range.end)) return undefined;
  return shifted(text, mapping.range, 2).map((edit) => {
    const { start } = edit.range;
    if (!starts.has(start)) return edit;
    const at = start + column;
    return { range: { start: at, end: at }, text: "- " };
  });
}

/** Makes an item of its own of an entry that stands in that of another tag. */
export function splitOff(source: FixSource, spot: EntrySpot): Edits {
  const { text } = source;
  const { start } = spot.entry.key.range;
  const [first] = spot.holder.entries;
  const previous = spot.holder.entries[spot.index - 1];
  const end = previous && entryEnd(text, previous);
  if (first === undefined || end === undefined || spot.above?.kind !== "item") return undefined;
  if (spot.holder.flow) {
    const isInBrackets = text[spot.above.holder.range.start] === "[";
    const isComma = /^\s*,\s*$/.test(text.slice(end, start));
    const hasBraces = text[spot.holder.range.start] === "{";
    return isInBrackets && isComma && hasBraces
      ? [{ range: { start: end, end: start }, text: " }, { " }]
      : undefined;
  }
  const dash = text.slice(lineStartOf(text, first.key.range.start), first.key.range.start);
  const gap = /^ *(- +)$/.exec(dash)?.[1];
  if (gap === undefined || !beginsLine(text, start)) return undefined;
  return [{ range: { start: start - gap.length, end: start }, text: gap }];
}

/** Whether a node is a mapping all of whose keys are among these. */
export function isMappingOf(node: Node, keys: readonly string[]): node is Mapping {
  return (
    node.kind === "mapping" &&
    node.entries.length > 0 &&
    node.entries.every((entry) => keys.includes(textOf(entry.key) ?? ""))
  );
}

/** Moves lines to the right: all that a range begins, goes through or ends. */
function shifted(text: string, range: Range, by: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = lineStartOf(text, range.start); at < range.end; at = nextLineOf(text, at)) {
    const isBlank = /^[ \t]*\r?(?:\n|$)/.test(text.slice(at, nextLineOf(text, at)));
    if (!isBlank) edits.push({ range: { start: at, end: at }, text: " ".repeat(by) });
  }
  return edits;
}
