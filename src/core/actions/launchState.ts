import type { Json } from "../trigger/trigger.ts";
import type { PlannedRun } from "./plannedRun.ts";

/** What run info tells of a launch. */
export interface LaunchState {
  readonly status: "pending" | "completed" | "error" | "complete_with_error";
  /** An entry for each execution or pipeline that was made; empty while pending. */
  readonly result: readonly Json[];
}

/** The state of a launch whose runs are only planned: there is nothing to wait for. */
export function plannedState(runs: readonly PlannedRun[]): LaunchState {
  return {
    status: "completed",
    result: runs.map(({ action, id }) =>
      launchResult(
        action.type,
        action.type === "run-execution" ? action.step : action.pipeline,
        id,
      ),
    ),
  };
}

/** The entry of an execution or pipeline in the result of run info. */
export function launchResult(
  type: PlannedRun["action"]["type"],
  name: string,
  id: string,
): { readonly [key: string]: Json } {
  return type === "run-execution"
    ? { action: "run_execution", execution_step: name, execution_id: id }
    : { action: "run_pipeline", pipeline_name: name, pipeline_id: id };
}
