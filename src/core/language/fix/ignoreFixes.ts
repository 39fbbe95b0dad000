import type { Range } from "../position.ts";
import type { Problem } from "../problem.ts";
import { type Fix, possibleFix, sureFix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import type { FixSource } from "./fixSource.ts";
import { beginsLine, lineEndOf, lineStartOf } from "./lines.ts";
import { lineRemoval } from "./removal.ts";
import { isInsideScalar } from "./spot.ts";

/** Ignores a problem that is no error, with a comment above its line. */
export function ignoreFix(source: FixSource, { code, severity, range }: Problem): readonly Fix[] {
  if (severity === "error" || code.startsWith("yaml-") || code === "unknown-ignore-code") return [];
  const { text } = source;
  const line = lineStartOf(text, range.start);
  const existing = ignoreAbove(source, line);
  if (existing !== undefined) {
    const end = existing.start + text.slice(existing.start, existing.end).trimEnd().length;
    return possibleFix(title, [{ range: { start: end, end }, text: `, ${code}` }]);
  }
  const whole = text.slice(line, lineEndOf(text, line));
  if (isInsideText(source, line) || whole.includes("\r")) return [];
  const indent = /^[ \t]*/.exec(whole)?.[0] ?? "";
  const comment = `${indent}# hooksmith-ignore: ${code}${source.lineEnd}`;
  return possibleFix(title, [{ range: { start: line, end: line }, text: comment }]);
}

const title = "Ignore this here";

/** Corrects a code to ignore, or takes it away where it is none. */
export const fixUnknownIgnoreCode: Fixer<"unknown-ignore-code"> = (source, { range, data }) => {
  const { text, comments } = source;
  const comment = comments.find(({ start, end }) => start <= range.start && range.end <= end);
  if (comment === undefined) return [];
  const codes = text.slice(comment.start, comment.end).split(/[\s,]+/);
  if (data.suggestion !== undefined && !codes.includes(data.suggestion)) {
    return sureFix(`Change to \`${data.suggestion}\``, [{ range, text: data.suggestion }]);
  }
  const before = text.slice(comment.start, range.start);
  const after = text.slice(range.end, comment.end);
  const removed = `Remove \`${data.code}\``;
  if (!/^[\s,]*$/.test(after)) {
    const end = range.end + (/^[\s,]+/.exec(after)?.[0].length ?? 0);
    return sureFix(removed, [{ range: { start: range.start, end }, text: "" }]);
  }
  if (/^#\s*hooksmith-ignore:[\s,]*$/.test(before)) {
    return beginsLine(text, comment.start) ? sureFix(removed, [lineRemoval(text, comment)]) : [];
  }
  const start = range.start - (/[\s,]+$/.exec(before)?.[0].length ?? 0);
  return sureFix(removed, [{ range: { start, end: range.end }, text: "" }]);
};

/** Whether a comment would be text, because a text goes on here or has no end. */
function isInsideText(source: FixSource, offset: number): boolean {
  const before = source.items.findLast(({ node }) => node.range.end <= offset);
  return isInsideScalar(source, offset) || before?.broken !== undefined;
}

/** The comment above a line, with nothing but comments and empty lines between, that ignores something. */
function ignoreAbove({ text, comments }: FixSource, line: number): Range | undefined {
  for (const comment of comments.toReversed()) {
    if (comment.start >= line) continue;
    if (text.slice(comment.end, line).replace(/#.*/g, "").trim() !== "") return undefined;
    if (!beginsLine(text, comment.start)) return undefined;
    if (/^#\s*hooksmith-ignore:/.test(text.slice(comment.start, comment.end))) return comment;
  }
  return undefined;
}
