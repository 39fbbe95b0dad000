import type { Range } from "../position.ts";
import type { Branch, ScalarValue, Sketch } from "../sketch/branch.ts";
import { columnOf, isBlankAt, lineEnd, lineStart, skipBlanks } from "../sketch/scan.ts";
import { shapeOf } from "../sketch/shape.ts";
import { blankLineSlots, nextColumn } from "./blankLine.ts";
import { beginsMember, bracketSlots, endsMember, holderAround } from "./bracketSlot.ts";
import type { Slot } from "./slot.ts";

/** The places around an offset; there are two where a line may go on with a list or with a mapping. */
export function slotsAt(sketch: Sketch, offset: number): readonly Slot[] {
  const slots = placesAt(sketch, offset);
  const { text } = sketch;
  if (!text.slice(lineStart(text, offset), offset).includes("\t")) return slots;
  // YAML lets no tab indent a mapping or a list.
  return slots.filter((slot) => slot.kind === "value" && slot.branch.kind === "key");
}

function placesAt(sketch: Sketch, offset: number): readonly Slot[] {
  if (sketch.comments.some(({ start, end }) => start < offset && offset <= end)) return [];
  const all = [sketch.root, ...sketch.branches];
  const isWithin = ({ start, end }: Range) => start <= offset && offset <= end;
  if (all.some(({ value }) => value?.kind === "block" && isWithin(value.range))) return [];
  const holder = all.findLast(({ value }) => value?.kind === "scalar" && isWithin(value.range));
  if (holder?.value?.kind === "scalar") return scalarSlots(sketch, holder, holder.value, offset);
  const key = sketch.branches.find(({ kind, range }) => kind === "key" && isWithin(range));
  if (key !== undefined) return nameSlots(sketch, key);
  const around = holderAround(sketch, offset);
  if (around !== undefined) return bracketSlots(sketch, around, offset);
  return lineSlots(sketch, offset);
}

/** Inside a text: its own place, or that of a key which has no colon yet. */
function scalarSlots(
  sketch: Sketch,
  branch: Branch,
  scalar: ScalarValue,
  offset: number,
): readonly Slot[] {
  const { text } = sketch;
  const isOutside = offset < scalar.inner.start || (scalar.isClosed && offset > scalar.inner.end);
  if (isOutside) return [];
  const { kind } = shapeOf(sketch, branch);
  const { inner: range } = scalar;
  const gap = { range, lead: "", endsLine: endsLine(sketch, scalar.range.end) };
  if (kind === "value" || kind === "document" || kind === "nothing") {
    return [{ kind: "value", branch, scalar, ...gap }];
  }
  if (scalar.quote !== undefined || !isWord(text.slice(range.start, range.end))) return [];
  const column = columnOf(text, range.start);
  const isInBrackets = branch.column === undefined;
  // Behind a colon or an anchor there is no room for a mapping.
  const lead = text.slice(range.start - column, range.start);
  const isFirstInLine = isInBrackets || /^[ \t-]*$/.test(lead);
  if (!isFirstInLine || (!isInBrackets && nextColumn(sketch, range.end) > column)) return [];
  return [
    {
      kind: "key",
      mapping: branch,
      column: isInBrackets ? undefined : column,
      hasColon: false,
      ...gap,
    },
  ];
}

/** On a key, with or without its colon. */
function nameSlots(sketch: Sketch, key: Branch): readonly Slot[] {
  const { text } = sketch;
  const { range, column, parent } = key;
  const hasColon = key.colonEnd !== undefined;
  // Below a text there cannot be a key.
  const isBelowText = parent?.value !== undefined && parent.value.kind !== "bracket";
  if (parent === undefined || isBelowText || !isWord(text.slice(range.start, range.end))) return [];
  if (column === undefined && !beginsMember(sketch, range.start)) return [];
  if (!hasColon) {
    const isUneven = parent.children.some((child) => child.column !== column);
    if (isUneven || key.children.length > 0 || key.value !== undefined) return [];
    if (column === undefined && !endsMember(sketch, range.end)) return [];
    if (column !== undefined && nextColumn(sketch, range.end) > column) return [];
  }
  const gap = { range, lead: "", endsLine: endsLine(sketch, range.end) };
  return [{ kind: "key", mapping: parent, column, hasColon, ...gap }];
}

/** Where nothing is: behind a colon or dash, or on an empty line. */
function lineSlots(sketch: Sketch, offset: number): readonly Slot[] {
  const { text } = sketch;
  if (isFirst(text, offset)) {
    return endsLine(sketch, offset) ? blankLineSlots(sketch, offset) : [];
  }
  const branch = sketch.branches.findLast(({ range }) => range.start < offset);
  if (branch === undefined || branch.value !== undefined || branch.children.length > 0) return [];
  const end = branch.kind === "item" ? branch.range.end : branch.colonEnd;
  const rest = skipBlanks(text, offset);
  const isRestFree = endsLine(sketch, offset) || text[rest] === "#";
  if (end === undefined || offset < end || skipBlanks(text, end) < offset || !isRestFree) return [];
  const range = { start: offset, end: offset };
  const lead = isBlankAt(text, offset - 1) ? "" : " ";
  return [
    {
      kind: "value",
      branch,
      scalar: undefined,
      range,
      lead,
      endsLine: endsLine(sketch, offset),
    },
  ];
}

/** Whether nothing but blanks stands before an offset in its line. */
function isFirst(text: string, offset: number): boolean {
  return skipBlanks(text, lineStart(text, offset)) >= offset;
}

function endsLine(sketch: Sketch, offset: number): boolean {
  const { text, range } = sketch;
  return skipBlanks(text, offset) >= lineEnd({ text, end: range.end }, offset);
}

function isWord(text: string): boolean {
  return /^[\w-]*$/.test(text);
}
