import { type Level, levelAt } from "./level.ts";
import { indentOf, type Line } from "./line.ts";
import type { Spans } from "./spans.ts";
import { type TextBlock, textBlockAt } from "./textBlock.ts";

/** What is open where a line begins. */
export interface Open {
  readonly levels: Level[];
  /** How values go on, by the line in which they begin. */
  readonly shifts: Map<number, Shift>;
  /** The last block of text. */
  block: TextBlock | undefined;
}

/** By how much lines move to the right, and the least that they are indented then. */
interface Shift {
  readonly by: number;
  readonly least: number;
}

/** Columns of a line, the end not among them. */
export interface Gap {
  readonly start: number;
  readonly end: number;
}

/** Where a line goes that begins with a dash, a key or a value; opens and closes levels on the way. */
export function place(
  open: Open,
  lines: readonly Line[],
  spans: Spans,
  index: number,
  indent: number,
): { readonly level: Level; readonly gaps: readonly Gap[] } {
  const line = lines[index] as Line;
  const gaps: Gap[] = [];
  let column = indentOf(line);
  let first: Level | undefined;
  for (;;) {
    const behind = behindDash(line, column);
    const kind = behind === undefined ? "mapping" : "list";
    const level = levelAt(open.levels, kind, column, indent);
    first ??= level;
    if (behind === undefined || behind === line.text.length) break;
    gaps.push({ start: column + 1, end: behind });
    column = behind;
  }
  const valueStart = line.start + column + propertiesAt(line, column);
  const outerOf = (start: number) => open.levels.at(start === valueStart ? -2 : -1);
  const block = spans.blocks.get(index);
  const outer = block === undefined ? undefined : outerOf(block);
  open.block =
    block === undefined || outer === undefined
      ? undefined
      : textBlockAt(lines, index, line.text.slice(block - line.start), outer, indent);
  // A comment behind a block of text must not stand where the text does.
  if (block === valueStart) open.levels.pop();
  const next = spans.continued.get(index + 1);
  if (next?.line === index) {
    const holder = outerOf(next.start);
    // What begins a line moves with it, anything else with its key.
    const moved = next.start === valueStart ? open.levels.at(-1) : holder;
    const by = moved === undefined ? 0 : moved.after - moved.before;
    open.shifts.set(index, { by, least: holder === undefined ? 0 : holder.after + 1 });
  }
  return { level: first, gaps };
}

/** The column of what follows a dash; the end of the line for nothing, and undefined for no dash. */
function behindDash({ text }: Line, column: number): number | undefined {
  const dash = /^-(?=[ \t]|$)[ \t]*/.exec(text.slice(column))?.[0].length;
  if (dash === undefined) return undefined;
  const isNothing = /^(?:[&!]\S*(?:[ \t]+|$))*(?:#|$)/.test(text.slice(column + dash));
  return isNothing ? text.length : column + dash;
}

/** The length of the anchors and tags before a value. */
function propertiesAt({ text }: Line, column: number): number {
  return /^(?:[&!]\S*[ \t]+)*/.exec(text.slice(column))?.[0].length ?? 0;
}
