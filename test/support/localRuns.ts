import { join } from "node:path";
import { readProject } from "../../src/core/language/project/readProject.ts";
import { planOf } from "../../src/core/runs/plan.ts";
import type { RunRecord } from "../../src/core/runs/runRecord.ts";
import type { RunExecution, RunPipeline } from "../../src/core/trigger/trigger.ts";
import { LocalRuns, type LocalRunsOptions } from "../../src/node/runs/localRuns.ts";
import { RunStore } from "../../src/node/runs/runStore.ts";
import { folderOf } from "./folder.ts";

type Action = RunExecution | RunPipeline;

/** Runs of a test, with all that they told. */
export interface TestRuns {
  readonly runs: LocalRuns;
  readonly store: RunStore;
  readonly repository: string;
  readonly problems: readonly string[];
  /** Launches actions and waits until `until` holds of the record: by default, until it has ended. */
  run(payload: string | Uint8Array, actions: readonly Action[], until?: Until): Promise<RunRecord>;
  /** Launches actions and does not wait. */
  launch(runId: string, payload: string | Uint8Array, actions: readonly Action[]): Promise<void>;
  /** Waits until something holds of a run's record. */
  seen(runId: string, until: Until): Promise<RunRecord>;
  /** What an execution has written so far. */
  output(executionId: string): string;
}

type Until = (record: RunRecord) => boolean;

const open = new Set<LocalRuns>();

/** Runs in a new repository with these files; whatever goes on is ended when all tests have run. */
export function testRuns(
  files: Readonly<Record<string, string>> & { readonly "valohai.yaml": string },
  changes: Partial<LocalRunsOptions> = {},
): TestRuns {
  const repository = folderOf(files);
  const store = changes.store ?? new RunStore(join(repository, ".hooksmith", "runs"));
  const records = new Map<string, RunRecord>();
  const outputs = new Map<string, string>();
  const problems: string[] = [];
  const waiting = new Set<() => void>();
  const told = () => {
    for (const look of waiting) look();
  };
  const runs = new LocalRuns({
    store,
    limit: 4,
    timeout: 600,
    isInDocker: false,
    environment: () => ({ PATH: process.env.PATH }),
    now: Date.now,
    newId: () => crypto.randomUUID(),
    watcher: {
      onChange: (record) => {
        records.set(record.id, record);
        told();
      },
      onOutput: (_, { id }, text) => {
        outputs.set(id, (outputs.get(id) ?? "") + text);
        told();
      },
      onProblem: (error) => void problems.push(error.message),
      onBug: (error) => void problems.push(String(error)),
    },
    ...changes,
  });
  open.add(runs);
  const path = join(repository, "valohai.yaml");
  const project = readProject(path, files["valohai.yaml"]);
  const launch: TestRuns["launch"] = (runId, payload, actions) =>
    runs.launch({
      ...{ runId, trigger: "Test", slug: "test", payload: Buffer.from(payload), project },
      plans: actions.map((action) => planOf({ action, id: crypto.randomUUID() }, project)),
    });
  const seen: TestRuns["seen"] = (runId, until) =>
    new Promise((resolve) => {
      const look = () => {
        const record = records.get(runId);
        if (record === undefined || !until(record)) return;
        waiting.delete(look);
        resolve(record);
      };
      waiting.add(look);
      look();
    });
  return {
    ...{ runs, store, repository, problems, launch, seen },
    output: (executionId) => outputs.get(executionId) ?? "",
    run: async (payload, actions, until = ({ endedAt }) => endedAt !== undefined) => {
      const runId = crypto.randomUUID();
      await launch(runId, payload, actions);
      return seen(runId, until);
    },
  };
}

const options = { commit: undefined, title: undefined };

/** The action that runs a step. */
export function execution(step: string, payloadInputName?: string): RunExecution {
  return { type: "run-execution", step, ...options, payloadInputName };
}

/** The action that runs a pipeline. */
export function pipeline(name: string, payloadInputName?: string): RunPipeline {
  return { type: "run-pipeline", pipeline: name, ...options, payloadInputName };
}

after("ends the runs of the tests", async () => {
  await Promise.all([...open].map((runs) => runs.close()));
});
