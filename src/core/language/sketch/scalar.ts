import type { ScalarValue } from "./branch.ts";
import { goesOn, inkEnd, isBlankAt, lineEnd, nextLine, type Scan } from "./scan.ts";

/**
 * Reads the quoted text that begins here. One that does not end before the text moves back to the
 * left, as far as the column, was probably not closed yet: it ends with its first line.
 */
export function readQuoted(scan: Scan, start: number, column: number): ScalarValue {
  const { text } = scan;
  const quote = text[start] === "'" ? "'" : '"';
  let at = start + 1;
  while (at < scan.end) {
    const character = text[at];
    if (character === "\\" && quote === '"' && text[at + 1] !== "\n") at += 1;
    else if (character === quote && quote === "'" && text[at + 1] === quote) at += 1;
    else if (character === quote) {
      const inner = { start: start + 1, end: at };
      return { kind: "scalar", quote, range: { start, end: at + 1 }, inner, isClosed: true };
    } else if (character === "\n" && !goesOn(scan, at + 1, column)) break;
    at += 1;
  }
  const end = inkEnd(text, start, lineEnd(scan, start));
  const range = { start, end };
  return { kind: "scalar", quote, range, inner: { start: start + 1, end }, isClosed: false };
}

/** Reads the text without quotes that begins here, to the end of its line. */
export function readPlain(scan: Scan, start: number): ScalarValue {
  return plainTo(start, inkEnd(scan.text, start, commentStart(scan, start)));
}

/** Reads the text without quotes that begins here inside brackets. */
export function readPlainInBrackets(scan: Scan, start: number): ScalarValue {
  const { text } = scan;
  let at = start;
  while (at < scan.end && !/[,[\]{}\r\n]/.test(text[at] ?? "")) {
    const isComment = text[at] === "#" && isBlankAt(text, at - 1);
    if (isColonInBrackets(text, at) || (isComment && at > start)) break;
    at += 1;
  }
  return plainTo(start, inkEnd(text, start, at));
}

/** Whether a colon is here that ends a key inside brackets. */
export function isColonInBrackets(text: string, at: number): boolean {
  return text[at] === ":" && (isBlankAt(text, at + 1) || /[,[\]{}]/.test(text[at + 1] ?? ""));
}

/** Reads the lines of a text behind `|` or `>`: those that stand further to the right. */
export function blockEnd(scan: Scan, start: number, column: number): number {
  let end = lineEnd(scan, start);
  for (let at = nextLine(scan, start); at < scan.end; at = nextLine(scan, at)) {
    if (!goesOn(scan, at, column)) break;
    const lastOfLine = lineEnd(scan, at);
    if (inkEnd(scan.text, at, lastOfLine) > at) end = lastOfLine;
  }
  return end;
}

function plainTo(start: number, end: number): ScalarValue {
  const range = { start, end };
  return { kind: "scalar", quote: undefined, range, inner: range, isClosed: true };
}

function commentStart(scan: Scan, start: number): number {
  const end = lineEnd(scan, start);
  const comment = /[ \t]#/.exec(scan.text.slice(start, end));
  return comment === null ? end : start + comment.index;
}

/** Skips anchors and tags. */
export function skipProperties(text: string, start: number, end: number): number {
  const properties = /^(?:[&!]\S*[ \t]+)*/.exec(text.slice(start, end));
  return start + (properties?.[0].length ?? 0);
}
