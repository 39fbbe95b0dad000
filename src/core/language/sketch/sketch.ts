import type { Range } from "../position.ts";
import { splitItems } from "../split.ts";
import { keyAt } from "./blockKey.ts";
import { readBrackets } from "./brackets.ts";
import type { Sketch } from "./branch.ts";
import { blockEnd, readPlain, readQuoted, skipProperties } from "./scalar.ts";
import {
  grow,
  isBlankAt,
  lineEnd,
  nextLine,
  type OpenBranch,
  readComment,
  type Scan,
  skipBlanks,
} from "./scan.ts";

/**
 * Sketches the piece of a trigger file around an offset, the first one with what stands before it;
 * undefined outside of the document.
 */
export function sketchAt(text: string, offset: number): Sketch | undefined {
  const { pieces } = splitItems(text);
  const [first] = pieces;
  const start = text.startsWith("\uFEFF") ? 1 : 0;
  if (first === undefined) return sketchOf(text, { start, end: text.length });
  const piece = pieces.findLast(({ start, end }) => start <= offset && offset <= end);
  const isBeforeMarker = /^(?:---|\.\.\.)/m.test(text.slice(offset, first.start));
  if (isBeforeMarker) return undefined;
  if (piece !== undefined && piece !== first) return sketchOf(text, piece);
  return offset <= first.end ? sketchOf(text, { start, end: first.end }) : undefined;
}

/** Nothing that means anything is nested deeper. */
const deepest = 64;

/** Takes a piece of a text apart by its columns, quotes and brackets; any text has a sketch. */
export function sketchOf(text: string, range: Range): Sketch {
  const root: OpenBranch = {
    kind: "root",
    name: "",
    range: { start: range.start, end: range.start },
    colonEnd: undefined,
    column: -1,
    parent: undefined,
    children: [],
    value: undefined,
  };
  const scan: Scan = { text, end: range.end, branches: [], comments: [] };
  const open = [root];
  for (let at = range.start; at < range.end; ) {
    const end = readLine(scan, open, at);
    at = nextLine(scan, Math.max(at, end));
  }
  return { text, range, root, branches: scan.branches, comments: scan.comments };
}

/** Reads the line that begins here with all that goes on behind it, and says where that ends. */
function readLine(scan: Scan, open: OpenBranch[], lineStart: number): number {
  const { text } = scan;
  const end = lineEnd(scan, lineStart);
  let at = skipBlanks(text, lineStart);
  while (text[at] === "-" && isBlankAt(text, at + 1) && at < end) {
    const range = { start: at, end: at + 1 };
    const column = at - lineStart;
    const parent = parentOf(open, column, "item");
    if (open.length > deepest) return end;
    open.push(grow(scan, parent, { kind: "item", name: "", range, colonEnd: undefined, column }));
    at = skipBlanks(text, at + 1);
  }
  if (at >= end) return end;
  if (text[at] === "#") return readComment(scan, at);
  if (/^(?:---|\.\.\.)(?:[ \t\r\n]|$)/.test(text.slice(lineStart, lineStart + 4))) return end;
  const key = keyAt(scan, at, end);
  if (key === undefined) return readLoose(scan, open, at, at - lineStart);
  const column = at - lineStart;
  const parent = parentOf(open, column, "key");
  if (open.length > deepest) return end;
  const branch = grow(scan, parent, { kind: "key", ...key, column });
  open.push(branch);
  return readValue(scan, branch, skipBlanks(text, key.colonEnd), column);
}

/** Closes what does not hold a column, and gives what is left. */
function parentOf(open: OpenBranch[], column: number, kind: "key" | "item"): OpenBranch {
  for (;;) {
    const last = open.at(-1) as OpenBranch;
    const lastColumn = last.column ?? -1;
    // A list may stand as far to the left as the key that it belongs to.
    const isOwnList =
      kind === "item" &&
      last.kind === "key" &&
      lastColumn === column &&
      last.value === undefined &&
      last.children.every((child) => child.kind === "item");
    if (last.kind === "root" || lastColumn < column || isOwnList) return last;
    open.pop();
  }
}

/** Reads a value that begins here, on the line of its key or dash. */
function readValue(scan: Scan, branch: OpenBranch, start: number, column: number): number {
  const { text } = scan;
  const end = lineEnd(scan, start);
  const at = skipProperties(text, start, end);
  if (at >= end) return end;
  switch (text[at]) {
    case "#":
      return readComment(scan, at);
    case "|":
    case ">": {
      const range = { start: at, end: blockEnd(scan, at, column) };
      branch.value = { kind: "block", range };
      return range.end;
    }
    case "{":
    case "[":
      branch.value = readBrackets(scan, branch, at, column);
      break;
    case '"':
    case "'":
      branch.value = readQuoted(scan, at, column);
      break;
    default:
      branch.value = readPlain(scan, at);
  }
  const rest = skipBlanks(text, branch.value.range.end);
  return text[rest] === "#" && rest < scan.end ? readComment(scan, rest) : rest;
}

/** Reads what is neither key nor item: a value on a line of its own, or a key without its colon. */
function readLoose(scan: Scan, open: OpenBranch[], start: number, column: number): number {
  const parent = parentOf(open, column, "key");
  if (isEmpty(parent)) return readValue(scan, parent, start, parent.column ?? -1);
  if (parent.value?.kind === "scalar" && parent.value.quote === undefined) {
    const { end } = readPlain(scan, start).range;
    const range = { start: parent.value.range.start, end };
    parent.value = { ...parent.value, range, inner: range };
    return end;
  }
  const { range } = readPlain(scan, start);
  const name = scan.text.slice(range.start, range.end);
  open.push(grow(scan, parent, { kind: "key", name, range, colonEnd: undefined, column }));
  return range.end;
}

function isEmpty(branch: OpenBranch): boolean {
  return branch.value === undefined && branch.children.length === 0;
}
