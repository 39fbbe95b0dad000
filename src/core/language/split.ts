import type { Range } from "./position.ts";

/** A text cut into pieces that can be parsed one by one. */
export interface Split {
  /** The items of the list of the first document; all of it as one piece when it is no plain list. */
  readonly pieces: readonly Range[];
  /** The comments before the first piece. */
  readonly comments: readonly Range[];
  /** Where a second document begins. */
  readonly secondDocument: Range | undefined;
}

/**
 * Cuts a text before each line that begins with a dash. Inside a list that begins at the margin
 * YAML lets nothing else begin there, so that such a line is an item, whatever stands around it.
 */
export function splitItems(text: string): Split {
  const starts: number[] = [];
  const comments: Range[] = [];
  let isList = false;
  let end: number | undefined;
  let marker: Range | undefined;
  for (const line of linesIn(text)) {
    const kind = kindOfLine(text, line);
    if (kind === "marker" || kind === "marked-content") {
      if (starts.length > 0) end ??= line.start;
      const isStart = text.startsWith("---", line.start);
      marker = isStart ? { start: line.start, end: line.start + 3 } : undefined;
    }
    if (kind === "blank" || kind === "marker") continue;
    if (kind === "comment") {
      if (starts.length === 0) comments.push(trimmed(text, line));
      continue;
    }
    if (end !== undefined) {
      const secondDocument = marker ?? trimmed(text, line);
      return { pieces: piecesFrom(starts, end), comments, secondDocument };
    }
    if (starts.length === 0) isList = kind === "item";
    if (starts.length === 0 || (isList && kind === "item")) starts.push(line.start);
  }
  return {
    pieces: piecesFrom(starts, end ?? text.length),
    comments,
    secondDocument: undefined,
  };
}

function piecesFrom(starts: readonly number[], end: number): readonly Range[] {
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? end }));
}

type LineKind = "blank" | "comment" | "marker" | "marked-content" | "item" | "content";

function kindOfLine(text: string, line: Range): LineKind {
  const first = text[line.start];
  if (first === "-" || first === ".") {
    const head = text.slice(line.start, line.start + 4);
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(head)) {
      const rest = text.slice(line.start + 3, line.end).trim();
      return rest === "" || rest.startsWith("#") ? "marker" : "marked-content";
    }
    return /^-(?:\s|$)/.test(head) ? "item" : "content";
  }
  const ink = text.slice(line.start, line.end).trimStart();
  if (ink === "" || first === "%") return "blank";
  return ink.startsWith("#") ? "comment" : "content";
}

/** The lines as YAML counts them: a lone carriage return ends none. */
function* linesIn(text: string): Iterable<Range> {
  // A byte order mark is no part of the first line.
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start < text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline + 1;
    yield { start, end };
    start = end;
  }
}

function trimmed(text: string, { start, end }: Range): Range {
  const line = text.slice(start, end);
  return { start: end - line.trimStart().length, end: start + line.trimEnd().length };
}
