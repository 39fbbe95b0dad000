import type { PlannedRun } from "../actions/plannedRun.ts";
import { named, payloadTarget, splitNodeInput } from "../language/project/lookUp.ts";
import type { Project, Step } from "../language/project/project.ts";
import type { RunExecution, RunPipeline } from "../trigger/trigger.ts";
import { type ExecutionPlan, planExecution } from "./execution.ts";
import { type PipelinePlan, planPipeline } from "./pipeline.ts";

/** What a run means, resolved against valohai.yaml, or why it means nothing there. */
export type RunPlan =
  | { readonly kind: "execution"; readonly run: PlannedRun; readonly execution: ExecutionPlan }
  | { readonly kind: "pipeline"; readonly run: PlannedRun; readonly pipeline: PipelinePlan }
  | { readonly kind: "unresolved"; readonly run: PlannedRun; readonly why: string };

/** Resolves a run against the project as it is here; its commit is the hosted service's to look up. */
export function planOf(run: PlannedRun, project: Project | undefined): RunPlan {
  const unresolved = (why: string): RunPlan => ({ kind: "unresolved", run, why });
  if (project === undefined) {
    return unresolved("There is no valohai.yaml at or above the trigger file.");
  }
  const { action } = run;
  return action.type === "run-execution"
    ? executionPlan(run, action, project, unresolved)
    : pipelinePlan(run, action, project, unresolved);
}

/** What keeps a plan from running here, in sentences; empty when nothing does. */
export function planProblems(plan: RunPlan): readonly string[] {
  switch (plan.kind) {
    case "unresolved":
      return [plan.why];
    case "execution":
      return plan.execution.problems;
    case "pipeline":
      return [
        ...plan.pipeline.problems,
        ...plan.pipeline.nodes.flatMap(({ problems }) => problems),
      ];
  }
}

function executionPlan(
  run: PlannedRun,
  action: RunExecution,
  project: Project,
  unresolved: (why: string) => RunPlan,
): RunPlan {
  const step = named(project.steps, action.step);
  if (step === undefined) return unresolved(`valohai.yaml has no step \`${action.step}\`.`);
  const payloadInput = action.payloadInputName;
  if (payloadInput !== undefined && named(step.inputs, payloadInput) === undefined) {
    return unresolved(noInput(step, payloadInput));
  }
  return { kind: "execution", run, execution: planExecution(step, { payloadInput }) };
}

function pipelinePlan(
  run: PlannedRun,
  action: RunPipeline,
  project: Project,
  unresolved: (why: string) => RunPlan,
): RunPlan {
  const pipeline = named(project.pipelines, action.pipeline);
  if (pipeline === undefined) {
    return unresolved(`valohai.yaml has no pipeline \`${action.pipeline}\`.`);
  }
  const name = action.payloadInputName;
  const payload = name === undefined ? undefined : splitNodeInput(name);
  if (name !== undefined && payload === undefined) {
    return unresolved(`The payload input name \`${name}\` does not read \`node.input\`.`);
  }
  const target = payload && payloadTarget(project, pipeline, payload);
  switch (target?.kind) {
    case "unknown-node":
      return unresolved(`The pipeline \`${pipeline.name}\` has no node \`${payload?.node}\`.`);
    case "not-execution":
      return unresolved(
        `Only an execution node takes a payload, and \`${payload?.node}\` is none.`,
      );
    case "unknown-input":
      return unresolved(noInput(target.step, payload?.input ?? ""));
    case "unknown-step":
    case "input":
    case undefined:
      return { kind: "pipeline", run, pipeline: planPipeline(project, pipeline, payload) };
  }
}

function noInput(step: Step, input: string): string {
  return `The step \`${step.name}\` declares no input \`${input}\`.`;
}
