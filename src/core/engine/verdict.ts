import type { PlannedRun } from "../actions/plannedRun.ts";
import type { Answer } from "../actions/response.ts";
import type { Check } from "../conditions/check.ts";
import type { Condition } from "../trigger/trigger.ts";

/** One condition of the trigger and how the request fared with it. */
export interface TraceLine {
  readonly condition: Condition;
  readonly check: Check;
}

/** What became of a request, with one trace line for each condition in the order of the file. */
export type Verdict = Accepted | Refused;

/** A request that launches runs, with the answer that says so. */
export interface Accepted {
  readonly verdict: "accepted";
  readonly status: 200;
  readonly runId: string;
  readonly runs: readonly PlannedRun[];
  readonly answer: Answer;
  readonly trace: readonly TraceLine[];
}

/** A request that launches nothing, with the answer that says why. */
export interface Refused {
  readonly verdict: "refused";
  /** 405 for another method than POST; 403, 404 and 413 where no trigger was asked; otherwise 400. */
  readonly status: 400 | 403 | 404 | 405 | 413;
  readonly answer: Answer;
  readonly trace: readonly TraceLine[];
}
