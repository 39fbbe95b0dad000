import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import treeSitter, { type Node } from "@vscode/tree-sitter-wasm";

const grammar = "@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm";

/** A PowerShell program as its grammar reads it. */
export interface PowershellProgram {
  /** What the grammar cannot read. */
  readonly errors: readonly string[];
  /** The texts that are assigned to a variable, or in a hash table to a key, in order. */
  assignedTo(name: string): readonly string[];
  /** The texts of the arguments of a method that has one. */
  argumentsOf(method: string): readonly string[];
}

/** Stands in texts for whatever is not known before the program runs. */
export const unknown = "\0unknown\0";

const numberSign = "\ue000";

/** Reads programs with the grammar that VS Code uses. */
export async function powershellReader(): Promise<(program: string) => PowershellProgram> {
  await treeSitter.Parser.init();
  const wasm = readFileSync(createRequire(import.meta.url).resolve(grammar));
  const parser = new treeSitter.Parser();
  parser.setLanguage(await treeSitter.Language.load(wasm));
  return (program) => {
    // Behind a subexpression in a string the grammar takes # for the start of a comment.
    const root = parser.parse(program.replace(/(?<=.)#/g, numberSign))?.rootNode;
    if (root === undefined) throw new Error("The parser has no language.");
    return programOf(root);
  };
}

function programOf(root: Node): PowershellProgram {
  const nodes = [...nodesIn(root)];
  const errors = nodes.filter((node) => node.type === "ERROR" || node.isMissing);
  const ofType = (...types: readonly string[]) => nodes.filter(({ type }) => types.includes(type));
  return {
    errors: errors.map(({ type, text }) => `${type}: ${text}`),
    assignedTo: (name) =>
      ofType("assignment_expression", "hash_entry").flatMap((node) => {
        const [key, value] = [node.firstChild, node.lastChild];
        return key !== null && value !== null && keyOf(key) === name ? [textOf(value)] : [];
      }),
    argumentsOf: (method) =>
      ofType("invokation_expression").flatMap((node) => {
        const argument = argumentIn(node, method);
        return argument === undefined ? [] : [textOf(argument)];
      }),
  };
}

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const child of children(node)) yield* nodesIn(child);
}

function children(node: Node): readonly Node[] {
  return node.children.filter((child) => child !== null);
}

function keyOf(node: Node): string {
  return node.text.startsWith("'") || node.text.startsWith('"') ? textOf(node) : node.text;
}

function argumentIn(node: Node, method: string): Node | undefined {
  const [list] = children(node).filter(({ type }) => type === "argument_list");
  const called = node.text.slice(0, (list?.startIndex ?? node.startIndex) - node.startIndex);
  return called.endsWith(method) ? (list?.namedChildren[0] ?? undefined) : undefined;
}

/** The text that an expression gives, as about_Quoting_Rules and about_Special_Characters say. */
function textOf(node: Node): string {
  const parts = children(node);
  const [first, second, third] = parts;
  switch (node.type) {
    case "verbatim_string_characters":
      return node.text.slice(1, -1).replaceAll("''", "'").replaceAll(numberSign, "#");
    case "expandable_string_literal":
      return expandedText(node);
    case "additive_expression":
      if (second?.text === "+" && first && third) return textOf(first) + textOf(third);
      break;
    case "comparison_expression":
      if (second?.text === "-join" && first && third) return elements(first).join(textOf(third));
      break;
    case "cast_expression":
      return first?.text === "[char]" ? String.fromCodePoint(Number(second?.text)) : unknown;
    case "invokation_expression": {
      const codePoint = argumentIn(node, "[char]::ConvertFromUtf32");
      if (codePoint !== undefined) return String.fromCodePoint(Number(codePoint.text));
      const text = argumentIn(node, "[Text.Encoding]::UTF8.GetBytes");
      return text === undefined ? unknown : textOf(text);
    }
  }
  return parts.length === 1 && first !== undefined ? textOf(first) : unknown;
}

/** The texts that the statements of an array give. */
function elements(node: Node): readonly string[] {
  const lists = [...nodesIn(node)].filter(({ type }) => type === "statement_list");
  return lists[0] === undefined ? [] : children(lists[0]).map(textOf);
}

const escapes: Readonly<Record<string, string>> = { 0: "\0", n: "\n", r: "\r", t: "\t" };

function expandedText(node: Node): string {
  let text = "";
  let end = node.startIndex + 1;
  const upTo = (next: number) => {
    const raw = node.text.slice(end - node.startIndex, next - node.startIndex);
    return raw
      .replaceAll(numberSign, "#")
      .replace(/`(.)|""/gs, (_, escaped: string | undefined) =>
        escaped === undefined ? '"' : (escapes[escaped] ?? escaped),
      );
  };
  for (const child of children(node)) {
    text += upTo(child.startIndex);
    const [, statements] = children(child);
    text += child.type === "sub_expression" && statements ? textOf(statements) : unknown;
    end = child.endIndex;
  }
  return text + upTo(node.endIndex - 1);
}
