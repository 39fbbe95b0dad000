import {
  Composer,
  type CST,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  Parser,
  type Scalar as YamlScalar,
} from "yaml";
import { Depth } from "./depth.ts";
import { isNull, type Node, nameOf } from "./node.ts";
import type { Range } from "./position.ts";
import { type Problem, problem, type Report } from "./problem.ts";
import { splitItems } from "./split.ts";
import { syntaxProblem } from "./syntaxProblem.ts";

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
  const parsed: Parsed = { text, items: [], problems: [], comments: [...comments] };
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
  const parsed: Parsed = { text, items: [], problems: [], comments: [] };
  parsePiece(range, { targets: new Map(), used: 0 }, parsed);
  const nodes = parsed.items.map(({ node }) => node);
  // A list that is indented is one piece, whatever it holds.
  const item = nodes.findLast((node) => node.range.start <= offset) ?? nodes[0];
  return item && { item, range };
}

const mostItems = 20_000;
const longestItem = 1 << 20;
const mostAliased = 10_000;

interface Parsed {
  readonly text: string;
  readonly items: DocumentItem[];
  readonly problems: Problem[];
  readonly comments: Range[];
}

/** What anchors stand for, and how many nodes the aliases have stood for so far. */
interface Anchors {
  readonly targets: Map<string, { readonly node: Node; readonly size: number }>;
  used: number;
}

function parsePiece(piece: Range, anchors: Anchors, parsed: Parsed): void {
  const { start } = piece;
  const source = parsed.text.slice(start, piece.end);
  const { tokens, tooMuch, comments } = tokensOf(source);
  for (const comment of comments) parsed.comments.push(moved(comment, start));
  if (tooMuch !== undefined) {
    parsed.problems.push(problem(tooMuch.code, moved(tooMuch.range, start)));
    return;
  }
  const options = { schema: "core", uniqueKeys: false, resolveKnownTags: false } as const;
  const [document] = [...new Composer(options).compose(tokens, true, source.length)];
  if (document === undefined) return;
  const [syntaxError] = document.errors;
  // Only the first error counts: the others mostly follow from it.
  let broken = syntaxError && syntaxProblem(syntaxError, source, start);
  const report: Report = (problem) => {
    broken ??= problem;
  };
  const reading: Reading = { text: parsed.text, base: start, anchors, report, size: 0 };
  const node = nodeFrom(document.contents, start, reading);
  if (node.kind !== "list") {
    if (broken === undefined && !isNull(node)) {
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

interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly Range[];
  /** Why lexing stopped. */
  readonly tooMuch:
    | { readonly code: "yaml-too-deep" | "yaml-too-long"; readonly range: Range }
    | undefined;
}

/** Lexes until the text gets too long, or too deep: where its stack ends, the composer kills the process. */
function tokensOf(source: string): Tokens {
  const parser = new Parser();
  const depth = new Depth();
  const tokens: CST.Token[] = [];
  const comments: Range[] = [];
  let offset = 0;
  let isContent = false;
  for (const lexeme of new Lexer().lex(source)) {
    tokens.push(...parser.next(lexeme));
    const range = { start: offset, end: offset + lexeme.length };
    const isMark: boolean = !isContent && marks.has(lexeme);
    if (!isContent && !depth.take(lexeme)) {
      return { tokens, comments, tooMuch: { code: "yaml-too-deep", range } };
    }
    if (range.end > longestItem) {
      return { tokens, comments, tooMuch: { code: "yaml-too-long", range: { start: 0, end: 1 } } };
    }
    if (!isContent && lexeme[0] === "#") comments.push(range);
    isContent = isMark && lexeme === scalarMark;
    if (!isMark) offset = range.end;
  }
  tokens.push(...parser.end());
  return { tokens, comments, tooMuch: undefined };
}

/** What the lexer says beside the text: here is a scalar, a document, the end of open brackets. */
const scalarMark = "\x1f";
const marks: ReadonlySet<string> = new Set([scalarMark, "\x02", "\x18"]);

/** What building the nodes of one piece needs, and what it has counted. */
interface Reading {
  readonly text: string;
  readonly base: number;
  readonly anchors: Anchors;
  readonly report: Report;
  size: number;
}

function nodeFrom(source: unknown, missingAt: number, reading: Reading): Node {
  const sizeBefore = reading.size;
  reading.size += 1;
  const node = plainNodeFrom(source, missingAt, reading);
  const anchor = isScalar(source) || isCollection(source) ? source.anchor : undefined;
  if (anchor !== undefined) {
    reading.anchors.targets.set(anchor, { node, size: reading.size - sizeBefore });
  }
  return node;
}

function plainNodeFrom(source: unknown, missingAt: number, reading: Reading): Node {
  if (isAlias(source)) return aliasTarget(source.source, rangeOf(source, reading), reading);
  if (isScalar(source)) return scalarFrom(source, reading);
  if (isSeq(source)) {
    const range = rangeOf(source, reading);
    const items = source.items.map((item) => nodeFrom(item, range.start, reading));
    return { kind: "list", items, range };
  }
  if (isMap(source)) {
    const range = rangeOf(source, reading);
    const entries = source.items.map(({ key, value }) => {
      const keyNode = nodeFrom(key, range.start, reading);
      return { key: keyNode, value: nodeFrom(value, keyNode.range.end, reading) };
    });
    return { kind: "mapping", entries, flow: source.flow === true, range };
  }
  const range = { start: missingAt, end: missingAt };
  return { kind: "scalar", value: null, source: "", range, verbatimAt: undefined };
}

function scalarFrom(source: YamlScalar, reading: Reading): Node {
  const range = rangeOf(source, reading);
  const { value } = source;
  const written = source.source ?? "";
  if (typeof value === "string") {
    const first = reading.text[range.start];
    const start = range.start + (first === '"' || first === "'" ? 1 : 0);
    const verbatimAt = reading.text.startsWith(value, start) ? start : undefined;
    return { kind: "scalar", value, source: written, range, verbatimAt };
  }
  const known = typeof value === "number" || typeof value === "boolean" ? value : null;
  return { kind: "scalar", value: known, source: written, range, verbatimAt: range.start };
}

/** Aliases share the node that they mean; what they would come to when written out is bounded. */
function aliasTarget(name: string, range: Range, reading: Reading): Node {
  const { anchors, report } = reading;
  const target = anchors.targets.get(name);
  if (target === undefined) {
    report(problem("yaml-syntax", range, { message: "no anchor before this has the name" }));
    return { kind: "unreadable", range };
  }
  const before = anchors.used;
  anchors.used += target.size;
  reading.size += target.size;
  if (anchors.used <= mostAliased) return target.node;
  if (before <= mostAliased) report(problem("yaml-too-many-aliases", range));
  return { kind: "unreadable", range };
}

function rangeOf(source: { readonly range?: readonly number[] | null }, reading: Reading): Range {
  const [start, end] = source.range ?? [0, 0];
  const range = moved({ start: start ?? 0, end: end ?? 0 }, reading.base);
  // Without the line ends that YAML counts to blocks.
  const ink = reading.text.slice(range.start, range.end).trimEnd();
  return { start: range.start, end: range.start + ink.length };
}

/** The first character stands for what is too long to be marked. */
function firstOf({ start }: Range): Range {
  return { start, end: start + 1 };
}

function moved({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
