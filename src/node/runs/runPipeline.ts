import type { PipelineNode, Project, Step } from "../../core/language/project/project.ts";
import { bring, type NodeYield } from "../../core/runs/edges.ts";
import { type ExecutionPlan, planExecution } from "../../core/runs/execution.ts";
import {
  type NodePlan,
  nodeValues,
  type PipelinePlan,
  stepOfNode,
} from "../../core/runs/pipeline.ts";
import type { ExecutionStatus } from "../../core/runs/runRecord.ts";
import type { ExecutionOutcome } from "./runExecution.ts";

/** What running a pipeline depends on beside its plan. */
export interface PipelineSurroundings {
  readonly project: Project;
  readonly payload: { readonly node: string; readonly input: string } | undefined;
  readonly stop: AbortSignal;
  /** Runs one node, when its turn comes. */
  readonly runNode: (
    node: PipelineNode,
    plan: ExecutionPlan,
    stop: AbortSignal,
  ) => Promise<ExecutionOutcome>;
  /** Where the outputs of a node lie. */
  readonly outputsFolder: (node: PipelineNode) => string;
  /** Called for a node that does not run at all. */
  readonly onSkipped: (node: PipelineNode, outcome: ExecutionOutcome) => void;
}

/** How a pipeline ended, with a reason when it did not complete. */
export interface PipelineOutcome {
  readonly status: ExecutionStatus;
  readonly why?: string;
}

interface NodeResult {
  readonly outcome: ExecutionOutcome;
  readonly yielded: NodeYield | undefined;
  readonly hasRun: boolean;
}

/** Runs the nodes of a pipeline, each as soon as those before it have ended. */
export async function runPipeline(
  plan: PipelinePlan,
  surroundings: PipelineSurroundings,
): Promise<PipelineOutcome> {
  const stopAll = new AbortController();
  const stop = AbortSignal.any([surroundings.stop, stopAll.signal]);
  const results = new Map<string, Promise<NodeResult>>();
  for (const nodePlan of plan.nodes) {
    const result = afterOthers(nodePlan, plan, results, surroundings, stop).then((ended) => {
      const isFailure = ended.hasRun && ended.outcome.status !== "complete";
      const { onError } = nodePlan.node;
      if (isFailure && (onError === "stop-all" || onError === "retry")) stopAll.abort();
      return ended;
    });
    results.set(nodePlan.node.name, result);
  }
  const ended = await Promise.all(
    plan.nodes.map(async ({ node }) => ({ node, result: await results.get(node.name) })),
  );
  if (surroundings.stop.aborted) return { status: "stopped", why: "It was stopped." };
  const failed = ended.find(
    ({ node, result }) =>
      result?.outcome.status !== "complete" &&
      result?.hasRun === true &&
      node.onError !== "continue",
  );
  if (failed === undefined) return { status: "complete" };
  return { status: "error", why: `\`${failed.node.name}\` failed. ${failed.result?.outcome.why}` };
}

async function afterOthers(
  { node, execution, problems }: NodePlan,
  plan: PipelinePlan,
  results: ReadonlyMap<string, Promise<NodeResult>>,
  surroundings: PipelineSurroundings,
  stop: AbortSignal,
): Promise<NodeResult> {
  const names = new Set(
    plan.edges.flatMap(({ source, target }) => (target.node === node.name ? [source.node] : [])),
  );
  const before = await Promise.all(
    [...names].map(async (name) => ({ name, result: await results.get(name) })),
  );
  const hindrance = before.find(({ name, result }) => {
    const isDone = result?.outcome.status === "complete";
    const source = plan.nodes.find((other) => other.node.name === name);
    return !isDone && source?.node.onError !== "continue";
  });
  const skip = (status: ExecutionStatus, why: string, hasRun: boolean): NodeResult => {
    const outcome = { status, why, outputs: [], metadata: {} };
    surroundings.onSkipped(node, outcome);
    return { outcome, yielded: undefined, hasRun };
  };
  if (hindrance !== undefined) {
    return skip(
      "stopped",
      `It did not start because \`${hindrance.name}\` did not complete.`,
      false,
    );
  }
  if (stop.aborted) return skip("stopped", "It did not start because the pipeline ended.", false);
  const step = stepOfNode(surroundings.project, node);
  if (execution === undefined || step === undefined) {
    return skip("error", problems[0] ?? "It cannot run here.", true);
  }
  const yields = new Map(
    before.flatMap(({ name, result }) => (result?.yielded ? [[name, result.yielded]] : [])),
  );
  const brought = bring(node, step, plan.edges, yields);
  if (brought.problems.length > 0) return skip("error", brought.problems.join(" "), true);
  return runReady(node, step, brought, plan, surroundings, stop);
}

async function runReady(
  node: PipelineNode,
  step: Step,
  { values, files }: Pick<ReturnType<typeof bring>, "values" | "files">,
  { pipeline }: PipelinePlan,
  surroundings: PipelineSurroundings,
  stop: AbortSignal,
): Promise<NodeResult> {
  const { payload } = surroundings;
  const execution = planExecution(step, {
    payloadInput: payload?.node === node.name ? payload.input : undefined,
    values: new Map([...nodeValues(pipeline, node, step), ...values]),
    files,
    mergeMode: node.edgeMergeMode,
    setLater: new Set(values.keys()),
  });
  let outcome = await surroundings.runNode(node, execution, stop);
  if (node.onError === "retry" && outcome.status === "error" && !stop.aborted) {
    outcome = await surroundings.runNode(node, execution, stop);
  }
  const { outputs, metadata } = outcome;
  const outputsFolder = surroundings.outputsFolder(node);
  return { outcome, yielded: { execution, outputsFolder, outputs, metadata }, hasRun: true };
}
