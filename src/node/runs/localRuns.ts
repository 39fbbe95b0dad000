import { dirname, join, resolve } from "node:path";
import type { LaunchState } from "../../core/actions/launchState.ts";
import { splitNodeInput } from "../../core/language/project/lookUp.ts";
import type { PipelineNode, Project } from "../../core/language/project/project.ts";
import type { ExecutionPlan } from "../../core/runs/execution.ts";
import { type Launched, newExecution, newRecord } from "../../core/runs/newRecord.ts";
import type { RunPlan } from "../../core/runs/plan.ts";
import {
  type ActionRecord,
  type ExecutionRecord,
  hasEnded,
  launchStateOf,
} from "../../core/runs/runRecord.ts";
import { UserError } from "../userError.ts";
import { type ExecutionOutcome, runExecution } from "./runExecution.ts";
import { makeFolder, writeNewFile } from "./runFiles.ts";
import { RunKeeper, type RunWatcher } from "./runKeeper.ts";
import { runPipeline } from "./runPipeline.ts";
import type { RunStore } from "./runStore.ts";
import { Turns } from "./turns.ts";

/** How runs on this machine are done. */
export interface LocalRunsOptions {
  readonly store: RunStore;
  /** How many executions go on at once; the others are queued. */
  readonly limit: number;
  /** In seconds, for each execution; a step's own limit holds when it is shorter. */
  readonly timeout: number;
  readonly isInDocker: boolean;
  /** What the programs see of the environment. */
  readonly environment: () => Readonly<NodeJS.ProcessEnv>;
  readonly now: () => number;
  readonly newId: () => string;
  readonly watcher: RunWatcher;
}

/** An accepted request that is to be run here. */
export interface LocalLaunch extends Launched {
  readonly payload: Uint8Array;
  readonly project: Project | undefined;
}

interface Going {
  readonly keeper: RunKeeper;
  readonly stop: AbortController;
  readonly end: Promise<void>;
}

/** Runs what accepted requests mean on this machine, each in a folder of its own. */
export class LocalRuns {
  readonly #options: LocalRunsOptions;
  readonly #turns: Turns;
  readonly #going = new Map<string, Going>();

  constructor(options: LocalRunsOptions) {
    this.#options = options;
    this.#turns = new Turns(options.limit);
  }

  /** Begins a run; resolves when its record and payload are kept, long before it ends. */
  async launch(launch: LocalLaunch): Promise<void> {
    const { store, watcher, now } = this.#options;
    const keeper = new RunKeeper(newRecord(launch, "local", now()), store, watcher);
    const folder = store.folderOf(launch.runId);
    try {
      await makeFolder(folder);
      await writeNewFile(join(folder, "payload"), launch.payload);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const { id } of keeper.record.actions) {
        keeper.changeAction(id, { status: "crashed", why: `${error.message} ${error.remedy}` });
      }
      keeper.change({ endedAt: now() });
      return;
    }
    const stop = new AbortController();
    const work = launch.plans.map((plan, index) =>
      this.#act(plan, { launch, keeper, stop: stop.signal, index }),
    );
    const end = Promise.all(work)
      .catch((error: unknown) => watcher.onBug(error))
      .then(() => {
        keeper.change({ endedAt: now() });
        this.#going.delete(launch.runId);
      });
    this.#going.set(launch.runId, { keeper, stop, end });
  }

  /** What run info tells of a run that this trigger launched. */
  stateOf(slug: string, runId: string): LaunchState | undefined {
    const record = this.#going.get(runId)?.keeper.record ?? this.#options.store.find(runId);
    return record?.slug === slug ? launchStateOf(record) : undefined;
  }

  /** Ends all that goes on for a run. */
  async stop(runId: string): Promise<void> {
    const going = this.#going.get(runId);
    if (going === undefined) return;
    for (const { id, status } of going.keeper.record.actions) {
      if (!hasEnded(status)) going.keeper.changeAction(id, { status: "stopping" });
    }
    going.stop.abort();
    await going.end;
  }

  /** Ends all runs, and resolves when nothing goes on any more. */
  async close(): Promise<void> {
    await Promise.all([...this.#going.keys()].map((runId) => this.stop(runId)));
  }

  async #act(plan: RunPlan, work: ActionWork): Promise<void> {
    const { keeper, index } = work;
    const { id } = plan.run;
    if (plan.kind === "unresolved") {
      keeper.changeAction(id, { status: "error", why: plan.why });
    } else if (plan.kind === "pipeline") {
      keeper.changeAction(id, { status: "queued" });
      keeper.changeAction(id, ending(await this.#runNodes(plan, work)));
    } else {
      const execution = newExecution(id, plan.execution.step.name, [index]);
      keeper.changeAction(id, { status: "queued", executions: [execution] });
      const { action } = plan.run;
      const outcome = await this.#execute(plan.execution, execution, { ...work, action });
      keeper.changeAction(id, ending(outcome));
    }
  }

  async #runNodes(
    { run: { id, action }, pipeline }: RunPlan & { kind: "pipeline" },
    work: ActionWork,
  ): Promise<Pick<ActionRecord, "status" | "why">> {
    const { keeper, launch, index, stop } = work;
    const { store, newId } = this.#options;
    const [why] = pipeline.problems;
    if (why !== undefined || launch.project === undefined) {
      return { status: "error", ...(why && { why }) };
    }
    const executions = new Map(
      pipeline.nodes.map(({ node }, number) => [
        node.name,
        newExecution(newId(), node.step ?? node.type, [index, number], node.name),
      ]),
    );
    keeper.changeAction(id, { executions: [...executions.values()] });
    const executionOf = ({ name }: PipelineNode) => executions.get(name) as ExecutionRecord;
    return runPipeline(pipeline, {
      project: launch.project,
      payload: splitNodeInput(action.payloadInputName ?? ""),
      stop,
      runNode: (node, plan, nodeStop) =>
        this.#execute(plan, executionOf(node), {
          ...work,
          ...{ action, stop: nodeStop, pipelineId: id },
        }),
      outputsFolder: (node) =>
        join(store.folderOf(launch.runId), executionOf(node).folder, "outputs"),
      onSkipped: (node, { status, why: reason }) =>
        keeper.changeExecution(executionOf(node).id, { status, ...(reason && { why: reason }) }),
    });
  }

  async #execute(
    plan: ExecutionPlan,
    { id, node, folder }: ExecutionRecord,
    { action, launch, keeper, pipelineId, stop }: ExecutionWork,
  ): Promise<ExecutionOutcome> {
    const { store, now, timeout, isInDocker, environment } = this.#options;
    const runFolder = store.folderOf(launch.runId);
    keeper.changeExecution(id, { status: "queued" });
    const outcome = await this.#turns.take(stop, () => {
      if (!stop.aborted) {
        keeper.changeExecution(id, { status: "started", startedAt: now() });
        keeper.changeAction(pipelineId ?? id, { status: "started" });
      }
      return runExecution(plan, {
        folder: join(runFolder, folder),
        repository: dirname(resolve(launch.project?.path ?? ".")),
        payloadFile: join(runFolder, "payload"),
        identity: {
          executionId: id,
          title: action.title ?? plan.step.name,
          commit: action.commit,
          ...(pipelineId === undefined ? {} : { pipelineId }),
          ...(node === undefined ? {} : { nodeName: node }),
        },
        environment: environment(),
        timeout: Math.min(timeout, plan.step.timeLimit ?? timeout),
        isInDocker,
        stop,
        onOutput: (text) => keeper.output(id, text),
      });
    });
    keeper.changeExecution(id, { ...outcome, endedAt: now() });
    return outcome;
  }
}

interface ActionWork {
  readonly launch: LocalLaunch;
  readonly keeper: RunKeeper;
  readonly stop: AbortSignal;
  /** The action's place among those that launch. */
  readonly index: number;
}

interface ExecutionWork extends Omit<ActionWork, "index"> {
  readonly action: RunPlan["run"]["action"];
  readonly pipelineId?: string;
}

function ending({ status, why }: Pick<ActionRecord, "status" | "why">): Partial<ActionRecord> {
  return { status, ...(why === undefined ? {} : { why }) };
}
