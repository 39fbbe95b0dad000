import type { Range } from "../position.ts";
import type { Branch, Value } from "./branch.ts";

/** A branch while its children and its value are still being read. */
export interface OpenBranch extends Branch {
  readonly children: OpenBranch[];
  value: Value | undefined;
}

/** A text that is being taken apart, and what was found in it. */
export interface Scan {
  readonly text: string;
  readonly end: number;
  readonly branches: OpenBranch[];
  readonly comments: Range[];
}

type Start = Pick<Branch, "kind" | "name" | "range" | "colonEnd" | "column">;

/** Adds a branch to its parent. */
export function grow(scan: Scan, parent: OpenBranch, start: Start): OpenBranch {
  const branch = { ...start, parent, children: [], value: undefined };
  parent.children.push(branch);
  scan.branches.push(branch);
  return branch;
}

/** Where the line of an offset begins; a byte order mark is no part of the first line. */
export function lineStart(text: string, offset: number): number {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && offset > 0 && text.startsWith("\uFEFF") ? 1 : start;
}

/** How far to the right an offset is in its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(scan: Pick<Scan, "text" | "end">, offset: number): number {
  const newline = scan.text.indexOf("\n", offset);
  const end = newline === -1 ? scan.end : Math.min(newline, scan.end);
  return end > offset && scan.text[end - 1] === "\r" ? end - 1 : end;
}

/** Where the next line begins; the end of the scan when there is none. */
export function nextLine(scan: Pick<Scan, "text" | "end">, offset: number): number {
  const newline = scan.text.indexOf("\n", offset);
  return newline === -1 ? scan.end : Math.min(newline + 1, scan.end);
}

/** The first offset from here on that is no blank. */
export function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (text[at] === " " || text[at] === "\t") at += 1;
  return at;
}

/** Whether nothing, a blank or the end of a line is here. */
export function isBlankAt(text: string, offset: number): boolean {
  const character = text[offset];
  return character === undefined || isBlank(character);
}

/** Whether YAML takes a character for white space: other blanks are text like any other. */
export function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\n" || character === "\r";
}

/** Where the last character between two offsets ends that is no blank. */
export function inkEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlankAt(text, at - 1)) at -= 1;
  return at;
}

/** Takes the comment that stands here, up to the end of its line. */
export function readComment(scan: Scan, offset: number): number {
  const end = lineEnd(scan, offset);
  // Looking ahead for a colon meets the same comment twice.
  if (scan.comments.at(-1)?.start !== offset) scan.comments.push({ start: offset, end });
  return end;
}

/**
 * Whether what is open goes on in the line that begins here: it must stand further to the right
 * than the column, or there is only blank in it.
 */
export function goesOn(scan: Scan, start: number, column: number): boolean {
  const ink = skipBlanks(scan.text, start);
  return ink >= lineEnd(scan, start) || ink - start > column;
}
