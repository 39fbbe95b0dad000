import type { Range } from "./position.ts";
import { problemKinds } from "./problemKinds.ts";

type ProblemKinds = typeof problemKinds;

export type ProblemCode = keyof ProblemKinds;

/** An error cannot work, a warning is almost surely a mistake, a hint is advice. */
export type Severity = ProblemKinds[ProblemCode]["severity"];

/** A place that belongs to a problem, maybe in another file. */
export interface Related {
  readonly path: string;
  readonly range: Range;
}

/** Something wrong with a trigger file, where it is, and a sentence that says what to do. */
export type Problem = {
  [Code in ProblemCode]: {
    readonly code: Code;
    readonly severity: Severity;
    readonly message: string;
    readonly range: Range;
    /** What the message is made of, and a fix may need. */
    readonly data: Parameters<ProblemKinds[Code]["message"]>[0];
    readonly related: readonly Related[];
  };
}[ProblemCode];

/** Takes up a problem that was found while reading on. */
export type Report = (problem: Problem) => void;

/** A problem of a code, with the data that its message needs. */
export function problem<Code extends ProblemCode>(
  code: Code,
  range: Range,
  ...data: Parameters<ProblemKinds[Code]["message"]>
): Problem {
  const { severity, message } = problemKinds[code];
  const sentence = (message as (...data: readonly unknown[]) => string)(...data);
  // The compiler cannot see that code and data belong to the same row; the signature says so.
  return { code, severity, message: sentence, range, data: data[0], related: [] } as Problem;
}
