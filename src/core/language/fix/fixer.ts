import type { Problem, ProblemCode } from "../problem.ts";
import type { Fix } from "./fix.ts";
import type { FixSource } from "./fixSource.ts";

/** A problem of one code. */
export type ProblemOf<Code extends ProblemCode> = Extract<Problem, { readonly code: Code }>;

/** Finds the fixes of a problem, the likeliest first; none where the mend is not clear. */
export type Fixer<Code extends ProblemCode> = (
  source: FixSource,
  problem: ProblemOf<Code>,
) => readonly Fix[];
