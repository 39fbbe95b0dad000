import type { RunExecution, RunPipeline, Trigger } from "../trigger/trigger.ts";

/** A run that an accepted request means to launch; its payload is the request body. */
export interface PlannedRun {
  readonly action: RunExecution | RunPipeline;
  /** The id under which run info names the execution or pipeline. */
  readonly id: string;
}

/** The runs that the trigger's actions mean, in their order. */
export function planRuns(trigger: Trigger, newId: () => string): readonly PlannedRun[] {
  return trigger.actions
    .filter((action) => action.type === "run-execution" || action.type === "run-pipeline")
    .map((action) => ({ action, id: newId() }));
}
