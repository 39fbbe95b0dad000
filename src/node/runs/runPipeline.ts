import type { PipelineNode, Project, Step } from "../../core/language/project/project.ts";
import { bring, type NodeYield } from "../../core/runs/edges.ts";
import { type ExecutionPlan, planExecution } from "../../core/runs/execution.ts";
import { endAt, type NodeMoment, type PipelineEnd } from "../../core/runs/nodeActions.ts";
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
}

/** Runs the nodes of a pipeline, each as soon as those before it have ended. */
export async function runPipeline(
  plan: PipelinePlan,
  surroundings: PipelineSurroundings,
): Promise<PipelineOutcome> {
  const stopAll = new AbortController();
  const stop = AbortSignal.any([surroundings.stop, stopAll.signal]);
  let endByAction: PipelineEnd | undefined;
  const pipeline: Pipeline = {
    ...{ plan, surroundings, stop },
    end: (end) => {
      endByAction ??= end;
      stopAll.abort();
    },
  };
  const results = new Map<string, Promise<NodeResult>>();
  for (const nodePlan of plan.nodes) {
    const result = afterOthers(nodePlan, results, pipeline).then((ended) => {
      const { onError } = nodePlan.node;
      const endsOthers = onError === "stop-all" || onError === "retry";
      if (canRun(nodePlan) && hasFailed(ended) && endsOthers) stopAll.abort();
      return ended;
    });
    results.set(nodePlan.node.name, result);
  }
  const ended = await Promise.all(
    plan.nodes.map(async (nodePlan) => ({
      ...nodePlan,
      result: await results.get(nodePlan.node.name),
    })),
  );
  if (surroundings.stop.aborted) return { status: "stopped", why: "It was stopped." };
  const failures = ended.filter(
    ({ node, result }) => hasFailed(result) && node.onError !== "continue",
  );
  const failed = failures.find(canRun);
  if (failed !== undefined) {
    return {
      status: "error",
      why: `\`${failed.node.name}\` failed. ${failed.result?.outcome.why}`,
    };
  }
  if (endByAction !== undefined) return endByAction;
  const [notRun] = failures;
  return notRun?.result?.outcome ?? { status: "complete" };
}

/** Whether a node can run here at all; one that cannot leaves the others alone. */
function canRun({ execution }: NodePlan): boolean {
  return execution !== undefined;
}

/** What was stopped with the others has not failed. */
function hasFailed(result: NodeResult | undefined): boolean {
  const status = result?.outcome.status;
  return status === "error" || status === "crashed";
}

/** A pipeline that goes on. */
interface Pipeline {
  readonly plan: PipelinePlan;
  readonly surroundings: PipelineSurroundings;
  readonly stop: AbortSignal;
  /** Ends all of it, as an action of a node wants. */
  readonly end: (end: PipelineEnd) => void;
}

async function afterOthers(
  { node, execution, problems }: NodePlan,
  results: ReadonlyMap<string, Promise<NodeResult>>,
  pipeline: Pipeline,
): Promise<NodeResult> {
  const { plan, surroundings, stop } = pipeline;
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
  const skip = (status: ExecutionStatus, why: string) => skipped(node, status, why, surroundings);
  if (hindrance !== undefined) {
    return skip("stopped", `It did not start because \`${hindrance.name}\` did not complete.`);
  }
  if (stop.aborted) return skip("stopped", "It did not start because the pipeline ended.");
  const step = stepOfNode(surroundings.project, node);
  if (execution === undefined || step === undefined) {
    return skip("error", problems[0] ?? "It cannot run here.");
  }
  const yields = new Map(
    before.flatMap(({ name, result }) => (result?.yielded ? [[name, result.yielded]] : [])),
  );
  const brought = bring(node, step, plan.edges, yields);
  if (brought.problems.length > 0) return skip("error", brought.problems.join(" "));
  return runReady(node, step, brought, pipeline);
}

function skipped(
  node: PipelineNode,
  status: ExecutionStatus,
  why: string,
  { onSkipped }: PipelineSurroundings,
): NodeResult {
  const outcome = { status, why, outputs: [], metadata: {} };
  onSkipped(node, outcome);
  return { outcome, yielded: undefined };
}

async function runReady(
  node: PipelineNode,
  step: Step,
  { values, files }: Pick<ReturnType<typeof bring>, "values" | "files">,
  { plan, surroundings, stop, end }: Pipeline,
): Promise<NodeResult> {
  const { payload } = surroundings;
  const execution = planExecution(step, {
    payloadInput: payload?.node === node.name ? payload.input : undefined,
    values: new Map([...nodeValues(plan.pipeline, node, step), ...values]),
    files,
    mergeMode: node.edgeMergeMode,
    fromEdges: new Set(values.keys()),
  });
  const considerActions = (moment: NodeMoment, metadata: ExecutionOutcome["metadata"]) => {
    const found = endAt(moment, node, { values: execution.values, metadata });
    if (found !== undefined) end(found);
    return found;
  };
  const before = considerActions("node-starting", {});
  if (before !== undefined) return skipped(node, "stopped", before.why, surroundings);
  let outcome = await surroundings.runNode(node, execution, stop);
  if (node.onError === "retry" && outcome.status === "error" && !stop.aborted) {
    outcome = await surroundings.runNode(node, execution, stop);
  }
  const { status, outputs, metadata } = outcome;
  if (status === "complete") considerActions("node-complete", metadata);
  else if (status !== "stopped") considerActions("node-error", metadata);
  const outputsFolder = surroundings.outputsFolder(node);
  return { outcome, yielded: { execution, outputsFolder, outputs, metadata } };
}
