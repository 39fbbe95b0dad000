import type { DocumentItem } from "../document.ts";
import type { Node } from "../node.ts";
import { lineAt } from "../position.ts";
import type { Line } from "./line.ts";

/** Where values go on for more than one line. */
export interface Spans {
  /** The values in which lines begin, by those lines. */
  readonly continued: ReadonlyMap<number, Continued>;
  /** The lines at whose end a quoted text is open, so that blanks may count. */
  readonly openQuotes: ReadonlySet<number>;
  /** Where the mark `|` or `>` of a block of text stands, by its line. */
  readonly blocks: ReadonlyMap<number, number>;
}

/** A value in brackets, quotes or neither that began on a line before. */
interface Continued {
  readonly line: number;
  /** Where the value begins. */
  readonly start: number;
}

/** Finds the values of several lines. */
export function spansIn(
  text: string,
  lines: readonly Line[],
  items: readonly DocumentItem[],
): Spans {
  const lineStarts = lines.map(({ start }) => start);
  const continued = new Map<number, Continued>();
  const openQuotes = new Set<number>();
  const blocks = new Map<number, number>();
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const { start, end } = node.range;
    const first = lineAt(lineStarts, start);
    const mark = start < end ? (text[start] ?? "") : "";
    if (node.kind === "scalar" && /[|>]/.test(mark)) {
      blocks.set(first, start);
      return;
    }
    const last = lineAt(lineStarts, end);
    if (node.kind === "scalar" || /[[{]/.test(mark)) {
      for (let line = first + 1; line <= last; line += 1) {
        if (!continued.has(line)) continued.set(line, { line: first, start });
        if (/["']/.test(mark)) openQuotes.add(line - 1);
      }
    }
    for (const child of childrenOf(node)) visit(child);
  };
  for (const { node } of items) visit(node);
  return { continued, openQuotes, blocks };
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "list":
      return node.items;
    case "mapping":
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case "scalar":
    case "unreadable":
      return [];
  }
}
