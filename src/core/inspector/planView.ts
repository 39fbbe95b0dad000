import type { StepParameter } from "../language/project/project.ts";
import {
  type ExecutionPlan,
  type InputSource,
  type PlannedInput,
  payloadFileName,
} from "../runs/execution.ts";
import { nodeActionText } from "../runs/nodeActions.ts";
import { bareValue } from "../runs/parameters.ts";
import { type Edge, type NodePlan, socketText } from "../runs/pipeline.ts";
import type { RunPlan } from "../runs/plan.ts";
import type { ExecutionView, PlanView } from "./messages.ts";

/** A plan as a page shows it: all that each execution would be given, and what hinders it. */
export function planView(plan: RunPlan, status = ""): PlanView {
  const { action, id } = plan.run;
  const isPipeline = action.type === "run-pipeline";
  return {
    kind: isPipeline ? "pipeline" : "execution",
    name: isPipeline ? action.pipeline : action.step,
    id,
    commit: action.commit ?? "",
    title: action.title ?? "",
    payloadInput: action.payloadInputName ?? "",
    status,
    ...partsOf(plan),
  };
}

function partsOf(plan: RunPlan): Pick<PlanView, "executions" | "problems"> {
  switch (plan.kind) {
    case "unresolved":
      return { executions: [], problems: [plan.why] };
    case "execution": {
      const { execution } = plan;
      return { executions: [executionView(execution, [])], problems: execution.problems };
    }
    case "pipeline": {
      const { nodes, edges, problems } = plan.pipeline;
      return { executions: nodes.map((node) => nodeView(node, edges)), problems };
    }
  }
}

function nodeView({ node, execution, problems }: NodePlan, edges: readonly Edge[]): ExecutionView {
  const into = edges.filter(({ target }) => target.node === node.name);
  const what =
    execution === undefined
      ? { ...nothing, step: node.step ?? node.type }
      : executionView(execution, into);
  return { ...what, node: node.name, actions: node.actions.map(nodeActionText), problems };
}

const nothing = { image: "", commands: [], parameters: [], inputs: [], actions: [] };

function executionView(plan: ExecutionPlan, edges: readonly Edge[]): ExecutionView {
  const { step, commands, inputs } = plan;
  const into = (type: string, key: string) =>
    edges.flatMap(({ source, target }) =>
      target.type === type && target.key === key ? [socketText(source)] : [],
    );
  return {
    node: "",
    step: step.name,
    image: step.image ?? "",
    commands,
    parameters: step.parameters.map((parameter) => ({
      name: parameter.name,
      value: valueText(parameter, plan),
      edges: into("parameter", parameter.name),
    })),
    inputs: inputs.map((planned) => ({
      name: planned.input.name,
      files: planned.sources.map((source) => fileView(planned, source)),
      edges: into("input", planned.input.name),
    })),
    actions: [],
    problems: [],
  };
}

function valueText(
  parameter: StepParameter,
  { values, setLater }: ExecutionPlan,
): string | undefined {
  if (setLater.has(parameter.name)) return undefined;
  const value = values.get(parameter.name);
  if (parameter.type === "flag") return String(value?.[0]?.value === true);
  return value && bareValue(parameter, value);
}

function fileView(
  { input }: PlannedInput,
  source: InputSource,
): ExecutionView["inputs"][number]["files"][number] {
  const folder = `/valohai/inputs/${input.name}/`;
  switch (source.kind) {
    case "payload":
      return { isPayload: true, from: "", path: folder + payloadFileName(input) };
    case "address":
      return { isPayload: false, from: source.address, path: folder };
    case "file":
      return { isPayload: false, from: source.name, path: folder };
  }
}
