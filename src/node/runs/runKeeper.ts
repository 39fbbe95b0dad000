import type { ActionRecord, ExecutionRecord, RunRecord } from "../../core/runs/runRecord.ts";
import { UserError } from "../userError.ts";
import type { RunStore } from "./runStore.ts";

/** Who wants to know how runs go on. */
export interface RunWatcher {
  /** Called whenever something of a run changed. */
  readonly onChange: (record: RunRecord) => void;
  /** Called with what a program of a run writes. */
  readonly onOutput: (record: RunRecord, execution: ExecutionRecord, text: string) => void;
  /** Called when a record can no longer be kept. */
  readonly onProblem: (error: UserError) => void;
  /** Called with a bug of ours. */
  readonly onBug: (error: unknown) => void;
}

/** The record of a run that goes on; each change is kept and told. */
export class RunKeeper {
  #record: RunRecord;
  readonly #store: RunStore;
  readonly #watcher: RunWatcher;
  #isKept = true;

  constructor(record: RunRecord, store: RunStore, watcher: RunWatcher) {
    this.#record = record;
    this.#store = store;
    this.#watcher = watcher;
    this.change({});
  }

  get record(): RunRecord {
    return this.#record;
  }

  change(changes: Partial<RunRecord>): void {
    this.#record = { ...this.#record, ...changes };
    try {
      this.#store.save(this.#record);
      this.#isKept = true;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (this.#isKept) this.#watcher.onProblem(error);
      this.#isKept = false;
    }
    this.#watcher.onChange(this.#record);
  }

  changeAction(id: string, changes: Partial<ActionRecord>): void {
    const actions = this.#record.actions.map((action) =>
      action.id === id ? { ...action, ...changes } : action,
    );
    this.change({ actions });
  }

  changeExecution(id: string, changes: Partial<ExecutionRecord>): void {
    const actions = this.#record.actions.map((action) => ({
      ...action,
      executions: action.executions.map((execution) =>
        execution.id === id ? { ...execution, ...changes } : execution,
      ),
    }));
    this.change({ actions });
  }

  output(executionId: string, text: string): void {
    const executions = this.#record.actions.flatMap((action) => action.executions);
    const execution = executions.find(({ id }) => id === executionId);
    if (execution !== undefined) this.#watcher.onOutput(this.#record, execution, text);
  }
}
