import { parseDocument } from "../document.ts";
import type { Range } from "../position.ts";
import { readItem } from "../read.ts";
import { splitItems } from "../split.ts";
import { applyEdits, type TextEdit } from "../textEdit.ts";
import { type Edits, possibleFix, sureFix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import type { FixSource } from "./fixSource.ts";
import { lineEndOf, lineStartOf, nextLineOf } from "./lines.ts";
import { quoted } from "./replacement.ts";

/** Tries what breaks YAML most often; only what makes the item readable is a fix. */
export const fixYamlSyntax: Fixer<"yaml-syntax"> = (source, { range }) => {
  const attempts = [
    () => sureFix("Indent with spaces", mending(source, tabsAsSpaces(source, range))),
    () =>
      sureFix("Add the blank behind the colon", mending(source, blankBehindColon(source, range))),
    () => possibleFix("Close the quotes", mending(source, closedQuotes(source, range))),
    () => possibleFix("Put it in quotes", mending(source, quotedValue(source, range))),
  ];
  for (const attempt of attempts) {
    const fixes = attempt();
    if (fixes.length > 0) return fixes;
  }
  return [];
};

/** Makes items of a list of triggers that have no dashes. */
export const fixNotAList: Fixer<"not-a-list"> = (source, { range }) => {
  const { text } = source;
  if (!/^trigger:/.test(text.slice(range.start, range.end))) return [];
  const edits: TextEdit[] = [];
  for (let at = lineStartOf(text, range.start); at < range.end; at = nextLineOf(text, at)) {
    const line = text.slice(at, lineEndOf(text, at));
    if (line.trim() === "") continue;
    const isHead = /^trigger:(?:\s|$)/.test(line);
    // Whatever else begins at the margin belongs to no trigger.
    if (!isHead && !/^[ #]/.test(line)) return [];
    edits.push({ range: { start: at, end: at }, text: isHead ? "- " : "  " });
  }
  return sureFix("Put `- ` before `trigger:`", mending(source, edits));
};

/** Puts a text that begins with a placeholder in quotes. */
export const fixPlaceholderNotQuoted: Fixer<"placeholder-not-quoted"> = (source, problem) => {
  const written = source.text.slice(problem.range.start, problem.range.end);
  const placeholder = written.replace(/^\{\s*(env|header)\s*:\s*([^{}]*?)\s*\}$/, "{$1:$2}");
  return sureFix("Put it in quotes", [{ range: problem.range, text: quoted(placeholder) }]);
};

/** The edits, if they leave less that is no YAML. */
function mending({ text, items }: FixSource, edits: Edits): Edits {
  if (edits === undefined || edits.length === 0) return undefined;
  const before = brokenIn({ items, problems: parseDocument(text).problems });
  return brokenIn(parseDocument(applyEdits(text, edits))) < before ? edits : undefined;
}

function brokenIn({
  items,
  problems,
}: Pick<ReturnType<typeof parseDocument>, "items" | "problems">) {
  const all = [...problems, ...items.flatMap((item) => readItem(item).problems)];
  return all.filter(({ code }) => code.startsWith("yaml-") || code === "not-a-list").length;
}

/** Far enough to the right for what belongs to a key behind a dash. */
const tabWidth = 4;

/** The indentation of the lines of an item. */
function tabsAsSpaces({ text }: FixSource, range: Range): Edits {
  const piece = splitItems(text).pieces.find(
    ({ start, end }) => start <= range.start && range.end <= end,
  );
  if (piece === undefined) return undefined;
  const edits: TextEdit[] = [];
  for (let at = lineStartOf(text, piece.start); at < piece.end; at = nextLineOf(text, at)) {
    const indent = /^[ \t]*/.exec(text.slice(at, lineEndOf(text, at)))?.[0] ?? "";
    if (!indent.includes("\t")) continue;
    let width = 0;
    for (const blank of indent) {
      width = blank === " " ? width + 1 : width - (width % tabWidth) + tabWidth;
    }
    edits.push({ range: { start: at, end: at + indent.length }, text: " ".repeat(width) });
  }
  return edits;
}

/** A key that is joined to its value: `name:A`. */
function blankBehindColon({ text }: FixSource, range: Range): Edits {
  const start = lineStartOf(text, range.start);
  const line = text.slice(start, lineEndOf(text, start));
  const key = /^[ ]*(?:- +)*[a-z][a-z-]*:(?=[^\s:/])/.exec(line)?.[0];
  if (key === undefined) return undefined;
  const at = start + key.length;
  return [{ range: { start: at, end: at }, text: " " }];
}

/** The quotes of a value that its line opens. */
function closedQuotes({ text }: FixSource, range: Range): Edits {
  // The parser looks on for the other quote, so it may be missed far below.
  for (let at = lineStartOf(text, range.start); ; at = lineStartOf(text, at - 1)) {
    const end = lineEndOf(text, at);
    const value = /^[ ]*(?:- +)*[\w-]+:[ ]+(["'])(.*?)[ ]*$/.exec(text.slice(at, end));
    const quote = value?.[1];
    if (quote !== undefined && !value?.[2]?.includes(quote)) {
      return [{ range: { start: end, end }, text: quote }];
    }
    if (at <= 1 || text[at] === "-") return undefined;
  }
}

/** The value in a line, where a plain text cannot be written as this one is. */
function quotedValue({ text }: FixSource, range: Range): Edits {
  const start = lineStartOf(text, range.start);
  const line = text.slice(start, lineEndOf(text, start));
  const [all, head = "", value = ""] =
    /^([ ]*(?:- +)*[\w-]+:[ ]+)([^\s"'#].*?)(?:[ ]+(?:#.*)?)?$/.exec(line) ?? [];
  // What begins with a bracket is a text only when more follows behind the other bracket.
  const isOther = /^(?:[|>&!*]|\[(?!.*\] *\S)|\{(?!.*\} *\S))/.test(value);
  if (all === undefined || isOther) return undefined;
  const place = { start: start + head.length, end: start + head.length + value.length };
  return [{ range: place, text: quoted(value) }];
}
