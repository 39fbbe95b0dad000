import type { RunExecution, RunPipeline } from "../../trigger/trigger.ts";
import { itemsOf, type Located, partRange, type ReadTrigger, valueRange } from "../located.ts";
import { type Problem, problem } from "../problem.ts";
import {
  inputsOf,
  isTarget,
  named,
  payloadTarget,
  splitNodeInput,
  stepOf,
} from "../project/lookUp.ts";
import type { Named, Pipeline, Project, StepInput } from "../project/project.ts";
import { closest } from "../suggest.ts";
import type { Rule, RuleContext } from "./rule.ts";

/** Rules about what valohai.yaml declares; silent where there is none, or some of it is unreadable. */
export const projectRules: readonly Rule[] = [executions, pipelines];

function* executions({ actions }: ReadTrigger, { project }: RuleContext) {
  if (project?.isWhole !== true) return;
  for (const item of itemsOf(actions, "run-execution")) {
    if (!isFixedCommit(item.value.commit)) yield* executionProblems(item, project);
  }
}

function* pipelines({ actions }: ReadTrigger, { project }: RuleContext) {
  if (project?.isWhole !== true) return;
  for (const item of itemsOf(actions, "run-pipeline")) {
    if (!isFixedCommit(item.value.commit)) yield* pipelineProblems(item, project);
  }
}

/** A branch is what we have before us, more or less; a certain commit may be anything. */
function isFixedCommit(commit: string | undefined): boolean {
  return commit !== undefined && /^~?[0-9a-f]{7,64}$/i.test(commit);
}

function* executionProblems(item: Located<RunExecution>, project: Project): Iterable<Problem> {
  const { step: name, payloadInputName } = item.value;
  const step = named(project.steps, name);
  if (step === undefined) {
    const data = { name, suggestion: closestOf(name, project.steps) };
    yield problem("unknown-step", valueRange(item, "step"), data);
    return;
  }
  const input = named(step.inputs, payloadInputName);
  if (payloadInputName !== undefined && input === undefined) {
    const suggestion = closestOf(payloadInputName, step.inputs);
    const data = { name: payloadInputName, step: step.name, suggestion };
    yield problem("unknown-input", valueRange(item, "payloadInputName"), data);
    return;
  }
  if (input?.hasDefault === true) {
    const data = { input: input.name, by: "default" } as const;
    yield problem("payload-input-filled", valueRange(item, "payloadInputName"), data);
  }
  for (const { name: unfilled } of step.inputs.filter(isUnfilled(input))) {
    const data = { input: unfilled, of: step.name };
    yield problem("input-not-filled", valueRange(item, "step"), data);
  }
}

function* pipelineProblems(item: Located<RunPipeline>, project: Project): Iterable<Problem> {
  const { pipeline: name, payloadInputName } = item.value;
  const pipeline = named(project.pipelines, name);
  if (pipeline === undefined) {
    const data = { name, suggestion: closestOf(name, project.pipelines) };
    yield problem("unknown-pipeline", valueRange(item, "pipeline"), data);
    return;
  }
  const payload = payloadInputName === undefined ? undefined : splitNodeInput(payloadInputName);
  // What is no `node.input` at all is reported elsewhere.
  if (payloadInputName !== undefined && payload === undefined) return;
  const problems = payload === undefined ? [] : payloadProblems(item, project, pipeline, payload);
  yield* problems;
  const isMisnamed = problems.some(({ code }) => code !== "payload-input-filled");
  if (!isMisnamed) yield* unfilledInputs(item, project, pipeline, payload);
}

interface NodeInput {
  readonly node: string;
  readonly input: string;
}

function payloadProblems(
  item: Located<RunPipeline>,
  project: Project,
  pipeline: Pipeline,
  payload: NodeInput,
): readonly Problem[] {
  const dot = payload.node.length;
  const end = dot + 1 + payload.input.length;
  const nodeRange = partRange(item, "payloadInputName", { start: 0, end: dot });
  const inputRange = partRange(item, "payloadInputName", { start: dot + 1, end });
  const target = payloadTarget(project, pipeline, payload);
  switch (target.kind) {
    case "unknown-node": {
      const suggestion = closestOf(payload.node, pipeline.nodes);
      const data = { name: payload.node, pipeline: pipeline.name, suggestion };
      return [problem("unknown-node", nodeRange, data)];
    }
    case "not-execution":
      return [problem("node-not-execution", nodeRange, { node: payload.node })];
    case "unknown-input": {
      const { node, step } = target;
      const suggestion = closestOf(payload.input, inputsOf(step, node));
      const data = { name: payload.input, step: step.name, suggestion };
      return [problem("unknown-input", inputRange, data)];
    }
    case "input": {
      const { node, input } = target;
      const by = isTarget(pipeline, node, input)
        ? "edge"
        : input.hasDefault
          ? "default"
          : undefined;
      if (by === undefined) return [];
      return [problem("payload-input-filled", inputRange, { input: payload.input, by })];
    }
    case "unknown-step":
      return [];
  }
}

function* unfilledInputs(
  item: Located<RunPipeline>,
  project: Project,
  pipeline: Pipeline,
  payload: NodeInput | undefined,
): Iterable<Problem> {
  for (const node of pipeline.nodes) {
    const step = stepOf(project, node);
    if (step === undefined) continue;
    const inputs = inputsOf(step, node);
    const filled = payload?.node === node.name ? named(inputs, payload.input) : undefined;
    for (const input of inputs.filter(isUnfilled(filled))) {
      if (isTarget(pipeline, node, input)) continue;
      const data = { input: input.name, of: node.name };
      yield problem("input-not-filled", valueRange(item, "pipeline"), data);
    }
  }
}

function isUnfilled(payload: StepInput | undefined): (input: StepInput) => boolean {
  return (input) => input.isRequired && input.name !== payload?.name;
}

function closestOf(name: string, things: readonly Named[]): string | undefined {
  return closest(
    name,
    things.map((thing) => thing.name),
  );
}
