import type { Branch, Sketch } from "../sketch/branch.ts";
import { inkEnd, isBlankAt, lineEnd, skipBlanks } from "../sketch/scan.ts";
import type { Slot } from "./slot.ts";

/** The branch whose brackets are the innermost around an offset. */
export function holderAround(sketch: Sketch, offset: number): Branch | undefined {
  return [sketch.root, ...sketch.branches].findLast(({ value }) => {
    if (value?.kind !== "bracket") return false;
    const { start, end } = value.range;
    return start < offset && (value.isClosed ? offset < end : offset <= end);
  });
}

/** The place at an offset inside brackets where nothing is yet. */
export function bracketSlots(sketch: Sketch, holder: Branch, offset: number): readonly Slot[] {
  const { text } = sketch;
  const isOpen = holder.value?.kind === "bracket" && !holder.value.isClosed;
  const isLast =
    isOpen && skipBlanks(text, offset) >= lineEnd({ text, end: sketch.range.end }, offset);
  if (!isLast && !endsMember(sketch, offset)) return [];
  const before = inkEnd(text, sketch.range.start, offset) - 1;
  if (sketch.comments.some(({ start, end }) => start <= before && before < end)) return [];
  const isGlued = text[before] !== "{" && text[before] !== "[" && !isBlankAt(text, offset - 1);
  const gap = {
    range: { start: offset, end: offset },
    lead: isGlued ? " " : "",
    endsLine: false,
  };
  const column = undefined;
  switch (text[before]) {
    case ":": {
      const branch = sketch.branches.findLast(({ colonEnd }) => colonEnd === before + 1);
      return branch === undefined ? [] : [{ kind: "value", branch, scalar: undefined, ...gap }];
    }
    case "{":
      return [{ kind: "key", mapping: holder, column, hasColon: false, ...gap }];
    case "[":
      return [{ kind: "item", list: holder, column, ...gap }];
    case ",": {
      const isMapping = holder.value?.kind === "bracket" && holder.value.opens === "{";
      if (isMapping) return [{ kind: "key", mapping: holder, column, hasColon: false, ...gap }];
      return [{ kind: "item", list: holder, column, ...gap }];
    }
    default:
      return [];
  }
}

/** Whether nothing but blanks stands between an offset and the comma or bracket before it. */
export function beginsMember({ text, range }: Sketch, offset: number): boolean {
  return /[,{[]/.test(text[inkEnd(text, range.start, offset) - 1] ?? "");
}

/** Whether nothing but blanks stands between an offset and the comma or bracket behind it. */
export function endsMember({ text, range }: Sketch, offset: number): boolean {
  let at = offset;
  while (at < range.end && isBlankAt(text, at)) at += 1;
  return at >= range.end || /[,}\]]/.test(text[at] ?? "");
}
