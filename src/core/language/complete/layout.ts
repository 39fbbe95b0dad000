import type { Branch, Sketch } from "../sketch/branch.ts";
import { sketchOf } from "../sketch/sketch.ts";
import { splitItems } from "../split.ts";

/** How far to the right things stand in a file, each from what they belong to. */
export interface Layout {
  /** The fields of a mapping, from its key. */
  readonly fields: number;
  /** The dashes of a list, from its key. */
  readonly dashes: number;
  /** What stands behind a dash, from the dash. */
  readonly behindDash: number;
  readonly lineBreak: "\n" | "\r\n";
}

/** The layout around a sketch; where it shows too little, that of the first item of the file. */
export function layoutOf(sketch: Sketch): Layout {
  const { text } = sketch;
  const [first] = splitItems(text).pieces;
  const isFirst = first === undefined || sketch.range.start <= first.start;
  const branches = isFirst
    ? sketch.branches
    : [...sketch.branches, ...sketchOf(text, first).branches];
  return {
    fields: stepOf(branches, "key", "key") ?? 2,
    dashes: stepOf(branches, "key", "item") ?? 2,
    behindDash: stepOf(branches, "item", "key") ?? 2,
    lineBreak: /\r?\n/.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n",
  };
}

function stepOf(
  branches: readonly Branch[],
  outer: Branch["kind"],
  inner: Branch["kind"],
): number | undefined {
  for (const { kind, column, parent } of branches) {
    if (kind !== inner || parent?.kind !== outer) continue;
    if (column === undefined || parent.column === undefined) continue;
    const step = column - parent.column;
    if (step <= 12) return step;
  }
  return undefined;
}
