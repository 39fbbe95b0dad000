import type { PlannedRun } from "../core/actions/plannedRun.ts";

const generation = 1000;

/** The runs that were launched of late, by their run id: at least the last 1,000 launches. */
export class RunMemory {
  // Dropping a whole generation at a time costs a launch nothing, unlike removing the oldest entry.
  #young = new Map<string, readonly PlannedRun[]>();
  #old: ReadonlyMap<string, readonly PlannedRun[]> = new Map();

  remember(runId: string, runs: readonly PlannedRun[]): void {
    if (this.#young.size >= generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(runId, runs);
  }

  runsOf(runId: string): readonly PlannedRun[] | undefined {
    return this.#young.get(runId) ?? this.#old.get(runId);
  }
}
