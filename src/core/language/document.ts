import { isNull, type Node, nameOf } from "./node.ts";
import { type Anchors, parseYaml } from "./parseYaml.ts";
import type { Range } from "./position.ts";
import { type Problem, problem } from "./problem.ts";
import { splitItems } from "./split.ts";

/** One item of the list that a trigger file is. */
export interface DocumentItem {
  readonly node: Node;
  /** What keeps the item from being YAML; the node holds what could be read. */
  readonly broken: Problem | undefined;
}

/** A text as YAML; any text is one. */
export interface TriggerDocument {
  readonly items: readonly DocumentItem[];
  /** Problems that belong to no item. */
  readonly problems: readonly Problem[];
  /** Where the comments are, in order. */
  readonly comments: readonly Range[];
  /** Where anchors, aliases and tags are written, in order. */
  readonly marks: readonly Range[];
}

/** A text cut into pieces that can be parsed one by one, with what no piece tells. */
export interface DocumentParts {
  readonly pieces: readonly Range[];
  /** The comments before the first piece. */
  readonly comments: readonly Range[];
  readonly problems: readonly Problem[];
}

/** Cuts a text into the items of its list. */
export function partsOf(text: string): DocumentParts {
  const { pieces, comments, secondDocument } = splitItems(text);
  const problems: Problem[] = [];
  const beyond = pieces[mostItems];
  if (beyond !== undefined) problems.push(problem("yaml-too-long", firstOf(beyond)));
  if (secondDocument !== undefined) problems.push(problem("several-documents", secondDocument));
  return { pieces: pieces.slice(0, mostItems), comments, problems };
}

/** Parses a text item by item, so that what is broken in one leaves the others alone. */
export function parseDocument(text: string): TriggerDocument {
  const { pieces, comments, problems } = partsOf(text);
  const parsed: Parsed = { text, items: [], problems: [], comments: [...comments], marks: [] };
  const anchors: Anchors = { targets: new Map(), used: 0 };
  for (const piece of pieces) parsePiece(piece, anchors, parsed);
  parsed.problems.push(...problems);
  return parsed;
}

/** The item around an offset, parsed by itself, with the piece of the text that is read for it. */
export function itemAt(
  text: string,
  offset: number,
): { readonly item: Node; readonly range: Range } | undefined {
  const isAround = ({ start, end }: Range) => start <= offset && offset <= end;
  const range = splitItems(text).pieces.findLast(isAround);
  if (range === undefined) return undefined;
  const parsed: Parsed = { text, items: [], problems: [], comments: [], marks: [] };
  parsePiece(range, { targets: new Map(), used: 0 }, parsed);
  const nodes = parsed.items.map(({ node }) => node);
  // A list that is indented is one piece, whatever it holds.
  const item = nodes.findLast((node) => node.range.start <= offset) ?? nodes[0];
  return item && { item, range };
}

const mostItems = 20_000;

interface Parsed {
  readonly text: string;
  readonly items: DocumentItem[];
  readonly problems: Problem[];
  readonly comments: Range[];
  readonly marks: Range[];
}

function parsePiece(piece: Range, anchors: Anchors, parsed: Parsed): void {
  const { node, comments, marks, broken: found } = parseYaml(parsed.text, piece, anchors);
  parsed.comments.push(...comments);
  parsed.marks.push(...marks);
  let broken = found;
  if (node?.kind !== "list") {
    if (broken === undefined && node !== undefined && !isNull(node)) {
      broken = problem("not-a-list", node.range, { found: nameOf(node) });
    }
    if (broken !== undefined) parsed.problems.push(broken);
    return;
  }
  let isOwned = false;
  for (const item of node.items) {
    const isBroken =
      broken !== undefined && (node.items.length === 1 || contains(item.range, broken.range));
    isOwned ||= isBroken;
    parsed.items.push({ node: item, broken: isBroken ? broken : undefined });
  }
  if (broken !== undefined && !isOwned) parsed.problems.push(broken);
}

function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The first character stands for what is too long to be marked. */
function firstOf({ start }: Range): Range {
  return { start, end: start + 1 };
}
