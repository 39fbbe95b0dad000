import type { RunPlan } from "./plan.ts";
import type { ExecutionRecord, RunRecord } from "./runRecord.ts";

/** An accepted request with what its actions mean. */
export interface Launched {
  readonly runId: string;
  readonly trigger: string;
  readonly slug: string;
  readonly plans: readonly RunPlan[];
}

/** The record of a run of which nothing has happened yet. */
export function newRecord(
  { runId, trigger, slug, plans }: Launched,
  mode: RunRecord["mode"],
  launchedAt: number,
): RunRecord {
  return {
    version: 1,
    id: runId,
    trigger,
    slug,
    mode,
    launchedAt,
    actions: plans.map(({ run: { action, id } }) => ({
      type: action.type,
      id,
      name: action.type === "run-execution" ? action.step : action.pipeline,
      ...(action.title === undefined ? {} : { title: action.title }),
      status: "created",
      executions: [],
    })),
  };
}

/** The record of an execution of which nothing has happened yet; the numbers make its folder its own. */
export function newExecution(
  id: string,
  step: string,
  numbers: readonly number[],
  node?: string,
): ExecutionRecord {
  const plain = (node ?? step).normalize("NFKC").replace(/[^\p{L}\p{N}_-]+/gu, "-");
  return {
    id,
    ...(node === undefined ? {} : { node }),
    step,
    status: "created",
    folder: `${numbers.map((number) => number + 1).join(".")}-${plain.slice(0, 60)}`,
    outputs: [],
    metadata: {},
  };
}
