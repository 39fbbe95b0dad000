import type { Layout } from "./layout.ts";
import { defaultText, type SnippetWriter, type Template } from "./snippetText.ts";

/** A value with places to fill in, before it is known where it stands. */
export type Scaffold =
  | { readonly kind: "scalar"; readonly template: Template }
  | { readonly kind: "mapping"; readonly entries: readonly ScaffoldEntry[] }
  | { readonly kind: "list"; readonly items: readonly Scaffold[] };

export type ScaffoldEntry = readonly [key: string, value: Scaffold];

/** A template as a value. */
export function scalar(template: Template): Scaffold {
  return { kind: "scalar", template };
}

/** Writes scaffolds over several lines. */
export interface BlockWriter {
  readonly writer: SnippetWriter;
  readonly layout: Layout;
}

/** A value as it stands behind the colon of a key at a column. */
export function behindColon(block: BlockWriter, value: Scaffold, column: number): string {
  const { writer, layout } = block;
  switch (value.kind) {
    case "scalar":
      return ` ${writer.write(value.template)}`;
    case "mapping":
      if (value.entries.every(isShort)) return ` ${inBrackets(writer, value)}`;
      return (
        newLine(layout, column + layout.fields) + inBlock(block, value, column + layout.fields)
      );
    case "list":
      return (
        newLine(layout, column + layout.dashes) + inBlock(block, value, column + layout.dashes)
      );
  }
}

/** A value whose first line is indented already, to a column. */
export function inBlock(block: BlockWriter, value: Scaffold, column: number): string {
  const { writer, layout } = block;
  switch (value.kind) {
    case "scalar":
      return writer.write(value.template);
    case "mapping":
      return value.entries
        .map(([key, of]) => `${key}:${behindColon(block, of, column)}`)
        .join(newLine(layout, column));
    case "list": {
      const dash = `-${" ".repeat(layout.behindDash - 1)}`;
      return value.items
        .map((item) => dash + inBlock(block, item, column + layout.behindDash))
        .join(newLine(layout, column));
    }
  }
}

/** A value on one line. */
export function inBrackets(writer: SnippetWriter, value: Scaffold): string {
  switch (value.kind) {
    case "scalar":
      return writer.write(value.template);
    case "mapping": {
      const entries = value.entries.map(([key, of]) => `${key}: ${inBrackets(writer, of)}`);
      return `{ ${entries.join(", ")} }`;
    }
    case "list":
      return `[${value.items.map((item) => inBrackets(writer, item)).join(", ")}]`;
  }
}

/** Two numbers, as a rate limit has, are easier to read on one line. */
function isShort([, value]: ScaffoldEntry, _: number, all: readonly ScaffoldEntry[]): boolean {
  return all.length <= 2 && value.kind === "scalar" && /^\d+$/.test(defaultText(value.template));
}

function newLine(layout: Layout, column: number): string {
  return layout.lineBreak + " ".repeat(column);
}
