import type { ProblemCode } from "../../../../src/core/language/problem.ts";
import type { GoldenRow } from "./goldenCase.ts";
import { goldenConditions } from "./goldenConditions.ts";
import { goldenStructure } from "./goldenStructure.ts";
import { goldenValues } from "./goldenValues.ts";

/** The fixes of every problem whose mend is clear. */
export const golden: { readonly [Code in ProblemCode]: GoldenRow } = {
  ...goldenStructure,
  ...goldenValues,
  ...goldenConditions,
};
