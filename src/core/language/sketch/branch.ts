import type { Range } from "../position.ts";

/**
 * A key or an item as the columns and brackets of a text tell, whether or not the text is YAML.
 * The root stands for the list that a trigger file is.
 */
export interface Branch {
  readonly kind: "root" | "key" | "item";
  /** The key without its quotes; empty for the root and for items. */
  readonly name: string;
  /** Of the key, or of the dash; items in brackets have an empty one. */
  readonly range: Range;
  /** Where a colon ends that follows the key; undefined for a key that has none yet. */
  readonly colonEnd: number | undefined;
  /** How far the key or dash stands to the right; undefined inside brackets. */
  readonly column: number | undefined;
  readonly parent: Branch | undefined;
  readonly children: readonly Branch[];
  readonly value: Value | undefined;
}

/** What stands behind a key or dash, when it is not made of branches alone. */
export type Value = ScalarValue | BracketValue | BlockValue;

/** A text, number or word, maybe over several lines. */
export interface ScalarValue {
  readonly kind: "scalar";
  readonly quote: '"' | "'" | undefined;
  /** With the quotes. */
  readonly range: Range;
  /** Within the quotes. */
  readonly inner: Range;
  /** Whether the quote that opens is closed too. */
  readonly isClosed: boolean;
}

/** A mapping in braces or a list in square brackets; its content is the children of the branch. */
export interface BracketValue {
  readonly kind: "bracket";
  readonly opens: "{" | "[";
  readonly range: Range;
  readonly isClosed: boolean;
}

/** A text behind `|` or `>`, with its header. */
interface BlockValue {
  readonly kind: "block";
  readonly range: Range;
}

/** A piece of a text taken apart without a parser. */
export interface Sketch {
  readonly text: string;
  /** What of the text it describes. */
  readonly range: Range;
  readonly root: Branch;
  /** All branches in the order of the text, without the root. */
  readonly branches: readonly Branch[];
  readonly comments: readonly Range[];
}

/** The child with a key. */
export function childOf(branch: Branch, name: string): Branch | undefined {
  return branch.children.find((child) => child.kind === "key" && child.name === name);
}

/**
 * The text of a scalar value as far as it is written character by character; undefined for one with
 * escapes, over several lines, or that is an alias.
 */
export function textIn(sketch: Sketch, value: Value | undefined): string | undefined {
  if (value?.kind !== "scalar") return undefined;
  const text = sketch.text.slice(value.inner.start, value.inner.end);
  if (/[\r\n]/.test(text)) return undefined;
  if (value.quote === '"') return text.includes("\\") ? undefined : text;
  if (value.quote === "'") return text.replaceAll("''", "'");
  return /^[*&!]/.test(text) ? undefined : text;
}

/** The text behind a key of a mapping. */
export function textBehind(sketch: Sketch, branch: Branch, name: string): string | undefined {
  return textIn(sketch, childOf(branch, name)?.value);
}
