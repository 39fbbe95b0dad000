import type { BracketValue } from "./branch.ts";
import { isColonInBrackets, readPlainInBrackets, readQuoted } from "./scalar.ts";
import {
  goesOn,
  grow,
  isBlank,
  isBlankAt,
  lineEnd,
  type OpenBranch,
  readComment,
  type Scan,
} from "./scan.ts";

const deepest = 64;

/**
 * Reads the brackets that begin here and puts what is in them under the branch. Brackets that do not
 * close before the text moves back to the left, as far as the column, end with what is in them.
 */
export function readBrackets(
  scan: Scan,
  owner: OpenBranch,
  start: number,
  column: number,
  depth = 0,
): BracketValue {
  const opens = scan.text[start] === "[" ? "[" : "{";
  let end = start + 1;
  for (let at = end; ; ) {
    at = skipToInk(scan, at, column);
    const character = scan.text[at];
    if (at >= scan.end || character === "\n") {
      const range = { start, end: lineEnd(scan, end) };
      return { kind: "bracket", opens, range, isClosed: false };
    }
    if (character === "}" || character === "]") {
      return { kind: "bracket", opens, range: { start, end: at + 1 }, isClosed: true };
    }
    at = character === "," ? at + 1 : readMember(scan, owner, opens, at, column, depth);
    end = at;
  }
}

function readMember(
  scan: Scan,
  owner: OpenBranch,
  opens: "{" | "[",
  start: number,
  column: number,
  depth: number,
): number {
  const { text } = scan;
  const place = { name: "", range: { start, end: start }, colonEnd: undefined, column: undefined };
  const parent = opens === "[" ? grow(scan, owner, { kind: "item", ...place }) : owner;
  const first = text[start];
  if (first === "{" || first === "[") {
    const holder = opens === "[" ? parent : grow(scan, parent, { kind: "key", ...place });
    return readNested(scan, holder, start, column, depth);
  }
  const isQuoted = first === '"' || first === "'";
  const token = isQuoted ? readQuoted(scan, start, column) : readPlainInBrackets(scan, start);
  const end = Math.max(token.range.end, start + 1);
  const colon = skipToInk(scan, end, column);
  const hasColon = isColonInBrackets(text, colon) || (isQuoted && text[colon] === ":");
  if (!hasColon && opens === "[") {
    parent.value = token;
    return end;
  }
  const key = grow(scan, parent, {
    kind: "key",
    name: text.slice(token.inner.start, token.inner.end),
    range: token.range,
    colonEnd: hasColon ? colon + 1 : undefined,
    column: undefined,
  });
  return hasColon ? readBehindColon(scan, key, colon + 1, column, depth) : end;
}

function readBehindColon(
  scan: Scan,
  key: OpenBranch,
  colonEnd: number,
  column: number,
  depth: number,
): number {
  const start = skipToInk(scan, colonEnd, column);
  const first = scan.text[start];
  if (start >= scan.end || /[\n,}\]]/.test(first ?? "")) return colonEnd;
  if (first === "{" || first === "[") return readNested(scan, key, start, column, depth);
  const isQuoted = first === '"' || first === "'";
  key.value = isQuoted ? readQuoted(scan, start, column) : readPlainInBrackets(scan, start);
  return Math.max(key.value.range.end, start + 1);
}

function readNested(
  scan: Scan,
  owner: OpenBranch,
  start: number,
  column: number,
  depth: number,
): number {
  if (depth >= deepest) return start + 1;
  owner.value = readBrackets(scan, owner, start, column, depth + 1);
  return owner.value.range.end;
}

/** The next offset with something in it; the line break behind which the brackets cannot go on. */
function skipToInk(scan: Scan, start: number, column: number): number {
  const { text } = scan;
  let at = start;
  while (at < scan.end) {
    const character = text[at] ?? "";
    if (character === "\n" && !goesOn(scan, at + 1, column) && !closesIn(text, at + 1)) return at;
    if (character === "#" && isBlankAt(text, at - 1)) at = readComment(scan, at);
    else if (isBlank(character)) at += 1;
    else break;
  }
  return at;
}

/** A bracket that closes may stand as far to the left as it likes. */
function closesIn(text: string, lineStart: number): boolean {
  return /^[ \t]*[}\]]/.test(text.slice(lineStart, lineStart + 200));
}
