import type { Json } from "../trigger/trigger.ts";
import {
  type ExecutionPlan,
  type InputSource,
  type PlannedInput,
  payloadFileName,
} from "./execution.ts";
import { nodeActionText } from "./nodeActions.ts";
import { parameterJson } from "./parameters.ts";
import type { NodePlan } from "./pipeline.ts";
import { planProblems, type RunPlan } from "./plan.ts";

/** A plan in the JSON that other programs rely on. */
export function planJson(plan: RunPlan): Json {
  const { action, id } = plan.run;
  return {
    action: action.type,
    id,
    ...(action.type === "run-execution" ? { step: action.step } : { pipeline: action.pipeline }),
    ...(action.commit === undefined ? {} : { commit: action.commit }),
    ...(action.title === undefined ? {} : { title: action.title }),
    ...(plan.kind === "execution" ? executionJson(plan.execution) : {}),
    ...(plan.kind === "pipeline"
      ? {
          nodes: plan.pipeline.nodes.map(nodeJson),
          edges: plan.pipeline.pipeline.edges.map(({ source, target }) => [source, target]),
        }
      : {}),
    problems: planProblems(plan),
  };
}

function nodeJson({ node, execution }: NodePlan): Json {
  return {
    name: node.name,
    type: node.type,
    ...(node.step === undefined ? {} : { step: node.step }),
    ...(node.actions.length === 0 ? {} : { actions: node.actions.map(nodeActionText) }),
    ...(execution === undefined ? {} : executionJson(execution)),
  };
}

function executionJson(plan: ExecutionPlan): { [key: string]: Json } {
  const { step, commands, values, setLater, inputs } = plan;
  return {
    ...(step.image === undefined ? {} : { image: step.image }),
    commands,
    parameters: Object.fromEntries(
      step.parameters.flatMap((parameter) =>
        values.has(parameter.name) || (parameter.type === "flag" && !setLater.has(parameter.name))
          ? [[parameter.name, parameterJson(parameter, values.get(parameter.name))]]
          : [],
      ),
    ),
    inputs: inputs.map(inputJson),
  };
}

function inputJson({ input, sources }: PlannedInput): Json {
  const payloadPath = `/valohai/inputs/${input.name}/${payloadFileName(input)}`;
  const fileJson = (source: InputSource): Json => {
    if (source.kind === "payload") return { payload: true, path: payloadPath };
    return source.kind === "address" ? { uri: source.address } : { name: source.name };
  };
  return { name: input.name, files: sources.map(fileJson) };
}
