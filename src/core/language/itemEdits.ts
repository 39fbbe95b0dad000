import { lineRemoval } from "./fix/removal.ts";
import type { Range } from "./position.ts";
import type { TextEdit } from "./textEdit.ts";

/** Puts the text of each slot into another one; what stands between them stays. */
export function reordered(
  text: string,
  slots: readonly Range[],
  order: readonly number[],
): readonly TextEdit[] {
  return slots.flatMap((range, index) => {
    const from = slots[order[index] ?? index];
    return from === undefined || from === range
      ? []
      : [{ range, text: text.slice(from.start, from.end) }];
  });
}

/** Puts lines before the slot at an index, or behind the last one, as far apart as the others are. */
export function linesInserted(
  text: string,
  slots: readonly Range[],
  index: number,
  lines: string,
  apart: string,
): readonly TextEdit[] {
  const gaps = slots.slice(1).map(({ start }, at) => text.slice(slots[at]?.end, start));
  const [gap] = gaps;
  const isUsual = gap !== undefined && /^\s*$/.test(gap) && gaps.every((one) => one === gap);
  const between = isUsual ? gap : apart;
  const before = slots[index - 1];
  if (before !== undefined) {
    return [{ range: { start: before.end, end: before.end }, text: between + lines }];
  }
  const at = slots[0]?.start ?? text.length;
  return [{ range: { start: at, end: at }, text: lines + between }];
}

/** Takes a slot away with what set it apart from its neighbors, and nothing that stands between them. */
export function slotRemoved(
  text: string,
  slots: readonly Range[],
  index: number,
): readonly TextEdit[] {
  const slot = slots[index];
  if (slot === undefined) return [];
  const before = slots[index - 1];
  const after = slots[index + 1];
  if (before !== undefined && isBlank(text, before.end, slot.start)) {
    return [{ range: { start: before.end, end: slot.end }, text: "" }];
  }
  if (before === undefined && after !== undefined && isBlank(text, slot.end, after.start)) {
    return [{ range: { start: slot.start, end: after.start }, text: "" }];
  }
  return [lineRemoval(text, slot)];
}

function isBlank(text: string, start: number, end: number): boolean {
  return /^\s*$/.test(text.slice(start, end));
}
