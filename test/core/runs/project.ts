import type { PlannedRun } from "../../../src/core/actions/plannedRun.ts";
import type { Project } from "../../../src/core/language/project/project.ts";
import { readProject } from "../../../src/core/language/project/readProject.ts";

/** The project that a valohai.yaml declares. */
export function projectFrom(text: string): Project {
  return readProject("/repository/valohai.yaml", text);
}

/** A planned execution of a step. */
export function executionRun(step: string, payloadInputName?: string): PlannedRun {
  const options = { commit: "main", title: undefined, payloadInputName };
  return { action: { type: "run-execution", step, ...options }, id: "run-1" };
}

/** A planned run of a pipeline. */
export function pipelineRun(pipeline: string, payloadInputName?: string): PlannedRun {
  const options = { commit: undefined, title: "Title", payloadInputName };
  return { action: { type: "run-pipeline", pipeline, ...options }, id: "run-1" };
}
