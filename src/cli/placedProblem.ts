import type { CheckedFile } from "../core/language/check.ts";
import { lineStartsOf, type Position, positionAt, type Range } from "../core/language/position.ts";
import type { Problem } from "../core/language/problem.ts";

/** A problem with its place in lines and characters from 0. */
export interface PlacedProblem {
  readonly problem: Problem;
  readonly start: Position;
  readonly end: Position;
}

/** The problems of a file in the order of their places. */
export function placed(file: CheckedFile): readonly PlacedProblem[] {
  const lineStarts = lineStartsOf(file.text);
  return file.problems
    .map((problem) => ({ problem, ...positions(lineStarts, problem.range) }))
    .toSorted((left, right) => left.problem.range.start - right.problem.range.start);
}

function positions(
  lineStarts: readonly number[],
  range: Range,
): { start: Position; end: Position } {
  return { start: positionAt(lineStarts, range.start), end: positionAt(lineStarts, range.end) };
}
