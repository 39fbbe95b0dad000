import { inputsOf, isTarget, named, stepOf } from "../language/project/lookUp.ts";
import type {
  Atom,
  Pipeline,
  PipelineNode,
  Project,
  Step,
  StepParameter,
} from "../language/project/project.ts";
import { type ExecutionPlan, planExecution } from "./execution.ts";
import { actionProblems } from "./nodeActions.ts";

/** What a run of a pipeline means: its nodes in an order in which each comes after those it needs. */
export interface PipelinePlan {
  readonly pipeline: Pipeline;
  readonly nodes: readonly NodePlan[];
  readonly edges: readonly Edge[];
  /** What keeps all of it from running, in sentences. */
  readonly problems: readonly string[];
}

export interface NodePlan {
  readonly node: PipelineNode;
  /** Undefined for a node that cannot run here; its problems say why. */
  readonly execution: ExecutionPlan | undefined;
  readonly problems: readonly string[];
}

/** An edge with its sockets taken apart; a key may contain dots, the other parts may not. */
export interface Edge {
  readonly source: Socket;
  readonly target: Socket;
}

export interface Socket {
  readonly node: string;
  readonly type: string;
  readonly key: string;
}

/** Plans a pipeline; the payload goes into one input of one node. */
export function planPipeline(
  project: Project,
  pipeline: Pipeline,
  payload: { readonly node: string; readonly input: string } | undefined,
): PipelinePlan {
  const split = pipeline.edges.map(({ source, target }) => [socketOf(source), socketOf(target)]);
  const edges = split.flatMap(([source, target]) => (source && target ? [{ source, target }] : []));
  const problems = edgeProblems(pipeline, edges);
  const order = orderOf(pipeline.nodes, edges);
  if (order === undefined) problems.push("The edges form a circle, so that no node can be first.");
  const nodes = (order ?? pipeline.nodes).map((node) => {
    const payloadInput = payload?.node === node.name ? payload.input : undefined;
    return planNode(project, pipeline, node, edges, payloadInput);
  });
  return { pipeline, nodes, edges, problems };
}

/** The step that a node executes with what the node changes of it; undefined when it is not at hand. */
export function stepOfNode(project: Project, node: PipelineNode): Step | undefined {
  const step = stepOf(project, node);
  if (step === undefined) return undefined;
  const { override } = node;
  const hasOwnCommand = override.command.length > 0 || !override.isCommandWhole;
  const { command, isCommandWhole } = hasOwnCommand ? override : step;
  const variables = override.environmentVariables;
  const isAnew = (variable: { readonly name: string }) =>
    variables.some(({ name }) => name === variable.name);
  return {
    ...step,
    inputs: inputsOf(step, node),
    parameters: step.parameters.map((parameter) => {
      const anew = named(override.parameters, parameter.name)?.defaults;
      return anew === undefined ? parameter : { ...parameter, defaults: anew, isRequired: false };
    }),
    image: override.image ?? step.image,
    command,
    isCommandWhole,
    environmentVariables: [
      ...step.environmentVariables.filter((variable) => !isAnew(variable)),
      ...variables,
    ],
  };
}

/** The values that a node's parameters start with: those of the pipeline go before those of the step. */
export function nodeValues(
  pipeline: Pipeline,
  node: PipelineNode,
  step: Step,
): ReadonlyMap<string, readonly Atom[]> {
  const values = new Map<string, readonly Atom[]>();
  for (const parameter of step.parameters) {
    const value = pipelineDefault(pipeline, node, parameter) ?? parameter.defaults;
    if (value !== undefined) values.set(parameter.name, value);
  }
  return values;
}

function pipelineDefault(
  { parameters }: Pipeline,
  node: PipelineNode,
  { name }: StepParameter,
): readonly Atom[] | undefined {
  const socket = `${node.name}.parameter.${name}`;
  const isFor = (target: string) =>
    target === socket || target === `${node.name}.parameters.${name}`;
  return parameters.findLast(({ targets }) => targets.some(isFor))?.defaults;
}

function planNode(
  project: Project,
  pipeline: Pipeline,
  node: PipelineNode,
  edges: readonly Edge[],
  payloadInput: string | undefined,
): NodePlan {
  const unable = (why: string) => ({ node, execution: undefined, problems: [why] });
  if (node.type !== "execution") {
    return unable(`Only execution nodes run here, and \`${node.name}\` is of type ${node.type}.`);
  }
  if (node.hasOwnCommit) {
    return unable(`The step of \`${node.name}\` is that of another commit, which is not at hand.`);
  }
  const step = stepOfNode(project, node);
  if (step === undefined) {
    return unable(`There is no step \`${node.step ?? ""}\` for \`${node.name}\`.`);
  }
  const targets = (type: string) =>
    new Set(
      edges.flatMap(({ target }) =>
        target.node === node.name && target.type === type ? [target.key] : [],
      ),
    );
  const filledLater = step.inputs.filter((input) => isTarget(pipeline, node, input));
  const execution = planExecution(step, {
    payloadInput,
    values: nodeValues(pipeline, node, step),
    filledLater: new Set(filledLater.map(({ name }) => name)),
    setLater: targets("parameter"),
  });
  return { node, execution, problems: [...execution.problems, ...actionProblems(node)] };
}

/** A socket as valohai.yaml writes it. */
export function socketText({ node, type, key }: Socket): string {
  return `${node}.${type}.${key}`;
}

/** Takes a socket apart; undefined for a text that is none. */
function socketOf(text: string): Socket | undefined {
  const [, node, type, key] = /^([^.]+)\.([^.]+)\.(.+)$/.exec(text) ?? [];
  return node && type && key ? { node, type, key } : undefined;
}

/** What an edge may take from a node, with what it may fill there. */
const kindsOfEdges: Readonly<Record<string, readonly string[]>> = {
  output: ["input"],
  input: ["input"],
  metadata: ["parameter"],
  parameter: ["parameter"],
};

function edgeProblems(pipeline: Pipeline, edges: readonly Edge[]): string[] {
  const problems: string[] = [];
  if (edges.length < pipeline.edges.length) {
    problems.push("An edge does not read `node.type.key` on both sides.");
  }
  for (const { source, target } of edges) {
    for (const { node } of [source, target]) {
      if (named(pipeline.nodes, node) === undefined) {
        problems.push(`An edge names the node \`${node}\`, which is not there.`);
      }
    }
    const isRun = named(pipeline.nodes, target.node)?.type === "execution";
    if (isRun && !kindsOfEdges[source.type]?.includes(target.type)) {
      problems.push(`An edge from ${source.type} to ${target.type} is not run here.`);
    }
  }
  return problems;
}

/** The nodes so that each comes after those that edges come from; undefined for a circle. */
function orderOf(
  nodes: readonly PipelineNode[],
  edges: readonly Edge[],
): readonly PipelineNode[] | undefined {
  let waiting = nodes;
  const order: PipelineNode[] = [];
  while (waiting.length > 0) {
    const isReady = ({ name }: PipelineNode) =>
      edges.every(
        ({ source, target }) =>
          target.node !== name || !waiting.some((other) => other.name === source.node),
      );
    const ready = waiting.filter(isReady);
    if (ready.length === 0) return undefined;
    order.push(...ready);
    waiting = waiting.filter((node) => !ready.includes(node));
  }
  return order;
}
