import { parseDocument } from "../document.ts";
import { applyEdits, type TextEdit } from "../textEdit.ts";
import { blankLines } from "./blankLines.ts";
import { isMarker, type LaidOut, layOut } from "./layout.ts";
import { type Line, linesOf } from "./line.ts";
import { isBroken, readsTheSame } from "./sameReading.ts";
import { spansIn } from "./spans.ts";

/** How a text is laid out. */
export interface FormatOptions {
  /** How far to the right of a key its fields and dashes stand. */
  readonly indent: number;
}

/**
 * The edits of blanks and blank lines that lay a text out; none for broken YAML. The text reads to
 * the same afterwards, and formatting it again changes nothing.
 */
export function formatEdits(text: string, { indent }: FormatOptions): readonly TextEdit[] {
  const document = parseDocument(text);
  const lines = linesOf(text);
  // A lone carriage return ends a line to editors only, and a mark of byte order belongs to the start.
  const isPlain = !/\r(?!\n)|(?!^)\uFEFF/.test(text) && !lines.some(hasContentBehindMarker);
  if (isBroken(document) || !isPlain) return [];
  const spans = spansIn(text, lines, document.items);
  const layout = layOut(lines, spans, Math.min(Math.max(Math.floor(indent), 1), mostIndent));
  const edits = editsFor(text, lines, layout, spans.openQuotes);
  // Rather nothing than another meaning, whatever YAML allows that was not thought of here.
  return readsTheSame(document, text, applyEdits(text, edits)) ? edits : [];
}

const mostIndent = 8;

/** Such a document begins within its first line, where nothing can be moved. */
function hasContentBehindMarker(line: Line): boolean {
  return isMarker(line) && !/^(?:%|(?:---|\.\.\.)\s*(?:\s#|$))/.test(line.text);
}

function editsFor(
  text: string,
  lines: readonly Line[],
  layout: readonly LaidOut[],
  openQuotes: ReadonlySet<number>,
): readonly TextEdit[] {
  const { removed, addedBefore } = blankLines(layout);
  const edits: TextEdit[] = [];
  const replace = (start: number, end: number, by: string) => {
    if (text.slice(start, end) !== by) edits.push({ range: { start, end }, text: by });
  };
  const lineEnd = lines.some(({ end, next }) => next - end === 2) ? "\r\n" : "\n";
  for (const [index, line] of lines.entries()) {
    const laidOut = layout[index] as LaidOut;
    if (removed.has(index)) {
      replace(line.start, line.next, "");
      continue;
    }
    const { start, end } = line;
    const lead = start + indentOf(line, laidOut);
    const added = addedBefore.has(index) ? lineEnd : "";
    replace(start, lead, added + " ".repeat(laidOut.indent));
    for (const gap of laidOut.gaps) replace(start + gap.start, start + gap.end, " ");
    const keepsEnd = laidOut.kind === "text" || openQuotes.has(index);
    if (!keepsEnd) replace(Math.max(lead, end - trailingBlanks(line)), end, "");
    const isLast = line.next === line.end;
    if (isLast) replace(end, end, lineEnd);
  }
  return edits;
}

/** In a block of text a tab is part of it. */
function indentOf({ text }: Line, { kind }: LaidOut): number {
  const blanks = kind === "text" ? /^ */ : /^[ \t]*/;
  return blanks.exec(text)?.[0].length ?? 0;
}

function trailingBlanks({ text }: Line): number {
  return /[ \t]*$/.exec(text)?.[0].length ?? 0;
}
