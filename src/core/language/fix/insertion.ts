import type { Json } from "../../trigger/trigger.ts";
import { isNull, type List, type Mapping, textOf } from "../node.ts";
import type { Range } from "../position.ts";
import type { TextEdit } from "../textEdit.ts";
import type { Edits } from "./fix.ts";
import type { FixSource } from "./fixSource.ts";
import { beforeInLine, beginsLine, columnOf, endsLine, lineEndOf, nextLineOf } from "./lines.ts";
import { bracketsOf, membersOf } from "./members.ts";
import { covers, type EntrySpot, entryBelow, entryEnd, isAlias } from "./spot.ts";
import { entryInBraces, entryLines, inBrackets, itemLines, type Quote } from "./writing.ts";

/** A key that is to be written, and the keys among which it has its place. */
export interface FreshEntry {
  readonly key: string;
  readonly value: Json;
  readonly order: readonly string[];
}

/** Writes a key into the mapping that stands behind another key, or that is to stand there. */
export function insertBelow(source: FixSource, owner: EntrySpot, fresh: FreshEntry): Edits {
  const { value } = owner.entry;
  if (isAlias(owner.entry)) return undefined;
  if (value.kind === "mapping") return insertEntry(source, value, fresh);
  // Keys that follow might be meant to stand behind this one.
  if (!isNull(value) || value.source !== "" || owner.holder.entries.length > 1) return undefined;
  const at = entryEnd(source.text, owner.entry);
  if (at === undefined || !source.text.slice(0, at).endsWith(":")) return undefined;
  const pair = [fresh.key, fresh.value] as const;
  if (owner.holder.flow) {
    return [inserted(at, ` { ${entryInBraces(pair, quoteOf(source.text, owner.holder))} }`)];
  }
  const column = columnOf(source.text, owner.entry.key.range.start);
  if (column === undefined || !endsLine(source.text, at)) return undefined;
  const lines = entryLines(pair, source.indents);
  return only(linesAfter(source, at, column + source.indents.fields, lines));
}

/** Writes a key into a mapping, behind those that come before it in the order. */
export function insertEntry(source: FixSource, mapping: Mapping, fresh: FreshEntry): Edits {
  const { text } = source;
  const pair = [fresh.key, fresh.value] as const;
  const earlier = fresh.order.slice(0, Math.max(0, fresh.order.indexOf(fresh.key)));
  const after = mapping.entries.findLastIndex((entry) => earlier.includes(textOf(entry.key) ?? ""));
  if (mapping.flow) {
    return insertMember(source, mapping, after, entryInBraces(pair, quoteOf(text, mapping)));
  }
  const [first] = mapping.entries;
  const column = first && columnOf(text, first.key.range.start);
  if (first === undefined || column === undefined) return undefined;
  const lines = entryLines(pair, source.indents);
  const previous = mapping.entries[after];
  if (previous === undefined) {
    const written = lines.map((line) => line + source.lineEnd + " ".repeat(column)).join("");
    return [inserted(first.key.range.start, written)];
  }
  const end = entryEnd(text, previous);
  if (end === undefined || !endsLine(text, end)) return undefined;
  return only(linesAfter(source, end, column, lines));
}

/** Adds an item to the list behind a key of a mapping, and the key where it is missing. */
export function insertItem(source: FixSource, owner: EntrySpot, fresh: FreshEntry): Edits {
  const { text } = source;
  const spot = entryBelow(owner, fresh.key);
  if (spot === undefined) return insertBelow(source, owner, { ...fresh, value: [fresh.value] });
  const { value } = spot.entry;
  if (isAlias(spot.entry)) return undefined;
  if (value.kind === "list" && value.items.length > 0)
    return appendItem(source, value, fresh.value);
  const isEmpty = value.kind === "list" || (isNull(value) && value.source === "");
  const column = columnOf(text, spot.entry.key.range.start);
  const end = entryEnd(text, spot.entry);
  const colon = text.indexOf(":", spot.entry.key.range.end) + 1;
  if (!isEmpty || end === undefined || colon === 0 || colon > end) return undefined;
  if (!/^[ \t]*(?:\[\s*\])?$/.test(text.slice(colon, end))) return undefined;
  if (spot.holder.flow) {
    const list = inBrackets([fresh.value], quoteOf(text, spot.holder));
    return [{ range: { start: colon, end }, text: ` ${list}` }];
  }
  if (column === undefined || !endsLine(text, end)) return undefined;
  const lines = itemLines(fresh.value, source.indents);
  const added = linesAfter(source, end, column + source.indents.items, lines);
  return added === undefined || colon === end
    ? only(added)
    : merged([{ range: { start: colon, end }, text: "" }, added]);
}

/** Adds an item at the end of a list that has some. */
export function appendItem(source: FixSource, list: List, item: Json): Edits {
  const { text } = source;
  const last = list.items.at(-1);
  if (bracketsOf(text, list) !== undefined) {
    const quote = list.items[0]?.kind === "mapping" ? quoteOf(text, list.items[0]) : "as needed";
    return insertMember(source, list, list.items.length - 1, inBrackets(item, quote));
  }
  const column = columnOf(text, list.range.start);
  if (last === undefined || column === undefined || !covers(list.range, last.range)) {
    return undefined;
  }
  if (last.range.end !== list.range.end || !endsLine(text, last.range.end)) return undefined;
  return only(linesAfter(source, last.range.end, column, itemLines(item, source.indents)));
}

/** Writes a member into brackets, behind the one at an index or before all others. */
export function insertMember(
  { text, lineEnd }: FixSource,
  holder: List | Mapping,
  after: number,
  written: string,
): Edits {
  const brackets = bracketsOf(text, holder);
  const members = membersOf(text, holder);
  if (brackets === undefined || members === undefined) return undefined;
  const [first] = members;
  if (first === undefined) return insertFirst(text, brackets, written);
  const previous = members[after];
  if (previous === undefined) {
    if (!/[[{\s]/.test(text[first.start - 1] ?? "")) return undefined;
    const indent = beforeInLine(text, first.start);
    const gap = beginsLine(text, first.start) ? lineEnd + indent : " ";
    return [inserted(first.start, `${written},${gap}`)];
  }
  const comma = /\s*,/y;
  comma.lastIndex = previous.end;
  const end = comma.test(text) ? comma.lastIndex : previous.end;
  if (!beginsLine(text, previous.start) || !endsLine(text, end)) {
    return [inserted(previous.end, `, ${written}`)];
  }
  const line = `${lineEnd}${beforeInLine(text, previous.start)}${written}`;
  if (end > previous.end) return [inserted(lineEndOf(text, end), `${line},`)];
  return merged([inserted(previous.end, ","), inserted(lineEndOf(text, previous.end), line)]);
}

function insertFirst(text: string, { start, end }: Range, written: string): Edits {
  const inner = { start: start + 1, end: end - 1 };
  if (text.slice(inner.start, inner.end).trim() !== "") return undefined;
  return [{ range: inner, text: text[start] === "{" ? ` ${written} ` : written }];
}

/** Lines below the line of an offset; undefined where what follows would belong to them. */
function linesAfter(
  { text, lineEnd }: FixSource,
  offset: number,
  column: number,
  lines: readonly string[],
): TextEdit | undefined {
  if (indentAfter(text, offset) > column) return undefined;
  const added = lines.map((line) => lineEnd + " ".repeat(column) + line).join("");
  return inserted(lineEndOf(text, offset), added);
}

/** How far to the right the next line begins that is neither empty nor a comment. */
function indentAfter(text: string, offset: number): number {
  for (let at = nextLineOf(text, offset); at < text.length; at = nextLineOf(text, at)) {
    const line = text.slice(at, lineEndOf(text, at));
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (indent < line.length && line[indent] !== "#") return indent;
  }
  return 0;
}

/** Two edits as one where they touch, so that their order is beyond doubt. */
function merged([left, right]: readonly [TextEdit, TextEdit]): readonly TextEdit[] {
  if (left.range.end !== right.range.start) return [left, right];
  const range = { start: left.range.start, end: right.range.end };
  return [{ range, text: left.text + right.text }];
}

function only(edit: TextEdit | undefined): Edits {
  return edit && [edit];
}

function inserted(at: number, text: string): TextEdit {
  return { range: { start: at, end: at }, text };
}

/** JSON quotes its keys, and what is added to it must be JSON too. */
export function quoteOf(text: string, { entries }: Mapping): Quote {
  const [first] = entries;
  return first !== undefined && text[first.key.range.start] === '"' ? "always" : "as needed";
}
