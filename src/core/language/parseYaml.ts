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
import type { Node } from "./node.ts";
import type { Range } from "./position.ts";
import { type Problem, problem, type Report } from "./problem.ts";
import { syntaxProblem } from "./syntaxProblem.ts";

/** A piece of a text, read as YAML. */
export interface ParsedYaml {
  /** Undefined when there is too much of it to be read, or nothing. */
  readonly node: Node | undefined;
  readonly comments: readonly Range[];
  /** Where anchors, aliases and tags are written, in order. */
  readonly marks: readonly Range[];
  /** What keeps the piece from being YAML; only the first, since others mostly follow from it. */
  readonly broken: Problem | undefined;
}

/** What anchors stand for, and how many nodes the aliases have stood for so far. */
export interface Anchors {
  readonly targets: Map<string, { readonly node: Node; readonly size: number }>;
  used: number;
}

/** Reads a piece of a text; ranges are those of the whole text. */
export function parseYaml(text: string, piece: Range, anchors: Anchors): ParsedYaml {
  const { start } = piece;
  const source = text.slice(start, piece.end);
  const { tokens, tooMuch, ...found } = tokensOf(source);
  const comments = found.comments.map((comment) => moved(comment, start));
  const marks = found.marks.map((mark) => moved(mark, start));
  if (tooMuch !== undefined) {
    const broken = problem(tooMuch.code, moved(tooMuch.range, start));
    return { node: undefined, comments, marks, broken };
  }
  const options = { schema: "core", uniqueKeys: false, resolveKnownTags: false } as const;
  const [document] = [...new Composer(options).compose(tokens, true, source.length)];
  if (document === undefined) return { node: undefined, comments, marks, broken: undefined };
  const [syntaxError] = document.errors;
  let broken = syntaxError && syntaxProblem(syntaxError, source, start);
  const report: Report = (problem) => {
    broken ??= problem;
  };
  const node = nodeFrom(document.contents, start, { text, base: start, anchors, report, size: 0 });
  return { node, comments, marks, broken };
}

const longestItem = 1 << 20;
const mostAliased = 10_000;

interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly Range[];
  readonly marks: readonly Range[];
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
  const marks: Range[] = [];
  let offset = 0;
  let isContent = false;
  for (const lexeme of new Lexer().lex(source)) {
    tokens.push(...parser.next(lexeme));
    const range = { start: offset, end: offset + lexeme.length };
    const isSign: boolean = !isContent && signs.has(lexeme);
    if (!isContent && !depth.take(lexeme)) {
      return { tokens, comments, marks, tooMuch: { code: "yaml-too-deep", range } };
    }
    if (range.end > longestItem) {
      return {
        tokens,
        comments,
        marks,
        tooMuch: { code: "yaml-too-long", range: { start: 0, end: 1 } },
      };
    }
    if (!isContent && lexeme[0] === "#") comments.push(range);
    if (!isContent && "&*!".includes(lexeme[0] ?? " ")) marks.push(range);
    isContent = isSign && lexeme === scalarMark;
    if (!isSign) offset = range.end;
  }
  tokens.push(...parser.end());
  return { tokens, comments, marks, tooMuch: undefined };
}

/** What the lexer says beside the text: here is a scalar, a document, the end of open brackets. */
const scalarMark = "\x1f";
const signs: ReadonlySet<string> = new Set([scalarMark, "\x02", "\x18"]);

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

function moved({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
