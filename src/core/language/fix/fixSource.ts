import { type DocumentItem, parseDocument } from "../document.ts";
import type { ReadTrigger } from "../located.ts";
import type { Range } from "../position.ts";
import { readItem } from "../read.ts";
import { type Indents, indentsOf } from "./indents.ts";

/** A trigger file with what its fixes ask of it. */
export interface FixSource {
  readonly text: string;
  readonly items: readonly DocumentItem[];
  readonly comments: readonly Range[];
  /** Where anchors, aliases and tags are written. */
  readonly marks: readonly Range[];
  readonly indents: Indents;
  /** How its lines end. */
  readonly lineEnd: "\n" | "\r\n";
}

/** Parses a text for its fixes; whoever asks for many of them does it once. */
export function fixSourceOf(text: string): FixSource {
  const { items, comments, marks } = parseDocument(text);
  const lineEnd = /\r?\n/.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n";
  return { text, items, comments, marks, indents: indentsOf(text, items), lineEnd };
}

/** The trigger in which an offset stands, as far as it can be read. */
export function triggerAt({ items }: FixSource, offset: number): ReadTrigger | undefined {
  const item = items.find(({ node }) => node.range.start <= offset && offset <= node.range.end);
  return item && readItem(item).trigger;
}
