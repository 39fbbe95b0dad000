import type { Range } from "./position.ts";

/** A value in a trigger file with its place; aliases stand resolved, as the node they mean. */
export type Node = Scalar | List | Mapping | Unreadable;

export interface Scalar {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** The characters that stand for the value, without quotes. */
  readonly source: string;
  readonly range: Range;
  /** Where a text begins that stands in the file character by character; otherwise undefined. */
  readonly verbatimAt: number | undefined;
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Node[];
  readonly range: Range;
}

export interface Mapping {
  readonly kind: "mapping";
  readonly entries: readonly Entry[];
  /** Whether it is written in braces. */
  readonly flow: boolean;
  readonly range: Range;
}

/** A key with what stands behind it. */
export interface Entry {
  readonly key: Node;
  readonly value: Node;
}

/** What could not be read, and has its problem already. */
interface Unreadable {
  readonly kind: "unreadable";
  readonly range: Range;
}

/** The text that a scalar stands for, taken as it is written; undefined for null and anything else. */
export function textOf(node: Node): string | undefined {
  if (node.kind !== "scalar" || node.value === null) return undefined;
  return typeof node.value === "string" ? node.value : node.source;
}

/** Whether there is nothing, or the word for it. */
export function isNull(node: Node): node is Scalar & { readonly value: null } {
  return node.kind === "scalar" && node.value === null;
}

/** What a node is, as people call it. */
export function nameOf(node: Node): string {
  switch (node.kind) {
    case "list":
      return "a list";
    case "mapping":
      return "a mapping";
    case "unreadable":
      return "something unreadable";
    case "scalar":
      if (node.value === null) return "nothing";
      return typeof node.value === "string" ? "a text" : `a ${typeof node.value}`;
  }
}

/** The range of a part of a text; of all of it when it is not written character by character. */
export function rangeWithin(node: Node, start: number, end: number): Range {
  if (node.kind !== "scalar" || node.verbatimAt === undefined) return node.range;
  return { start: node.verbatimAt + start, end: node.verbatimAt + end };
}

/** The value behind a key of a mapping. */
export function entryOf(node: Node, key: string): Entry | undefined {
  if (node.kind !== "mapping") return undefined;
  return node.entries.find((entry) => textOf(entry.key) === key);
}
