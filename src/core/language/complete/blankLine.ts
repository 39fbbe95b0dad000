import type { Branch, Sketch } from "../sketch/branch.ts";
import { columnOf, isBlankAt, nextLine, skipBlanks } from "../sketch/scan.ts";
import { shapeOf } from "../sketch/shape.ts";
import { layoutOf } from "./layout.ts";
import type { Slot } from "./slot.ts";

/** The places of an empty line, by how far to the right the offset is. */
export function blankLineSlots(sketch: Sketch, offset: number): readonly Slot[] {
  const here = columnOf(sketch.text, offset);
  const next = nextColumn(sketch, offset);
  const last = sketch.branches.findLast(
    ({ column, range }) => column !== undefined && range.start < offset,
  );
  const chain = ancestryOf(last ?? sketch.root);
  return chain.flatMap((branch): readonly Slot[] => {
    const column = columnFor(sketch, branch, here);
    if (column === undefined || next > column) return [];
    // Whatever is no item at the margin would end the list.
    const isTorn = branch.kind === "root" && next === column && !startsWithDash(sketch, offset);
    if (isTorn) return [];
    const gap = {
      range: { start: column === here ? offset : offset - here, end: offset },
      lead: column === here ? "" : " ".repeat(column),
      endsLine: true,
    };
    if (isListAt(sketch, branch)) return [{ kind: "item", list: branch, column, ...gap }];
    if (next === column && startsWithDash(sketch, offset)) return [];
    return [{ kind: "key", mapping: branch, column, hasColon: false, ...gap }];
  });
}

/** How far to the right the next line stands that is neither empty nor a comment; -1 at the end. */
export function nextColumn(sketch: Sketch, offset: number): number {
  const ink = nextInk(sketch, offset);
  return ink === undefined ? -1 : columnOf(sketch.text, ink);
}

/** The column at which a branch can have another child, in a line where the offset is so far right. */
function columnFor(sketch: Sketch, branch: Branch, here: number): number | undefined {
  const [child] = branch.children;
  if (child !== undefined) return child.column === here ? here : undefined;
  if (branch.value !== undefined || branch.column === undefined) return undefined;
  if (branch.kind === "root") return 0;
  if (here > branch.column) return here;
  // Behind the key of an item editors begin the next line below the key.
  const isBelowTag = branch.parent?.kind === "item" && here === branch.column;
  if (!isBelowTag || shapeOf(sketch, branch).kind !== "fields") return undefined;
  return here + layoutOf(sketch).fields;
}

function isListAt(sketch: Sketch, branch: Branch): boolean {
  const [child] = branch.children;
  return child === undefined ? shapeOf(sketch, branch).kind === "list" : child.kind === "item";
}

function startsWithDash(sketch: Sketch, offset: number): boolean {
  const ink = nextInk(sketch, offset);
  return ink !== undefined && sketch.text[ink] === "-" && isBlankAt(sketch.text, ink + 1);
}

function nextInk(sketch: Sketch, offset: number): number | undefined {
  const { text, range } = sketch;
  const scan = { text, end: range.end };
  for (let at = nextLine(scan, offset); at < range.end; at = nextLine(scan, at)) {
    const ink = skipBlanks(text, at);
    if (ink < range.end && !/[\r\n#]/.test(text[ink] ?? "\n")) return ink;
  }
  return undefined;
}

/** A branch and those above it, from the inside out. */
function ancestryOf(branch: Branch): readonly Branch[] {
  return branch.parent === undefined ? [branch] : [branch, ...ancestryOf(branch.parent)];
}
