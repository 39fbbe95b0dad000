import type { PlannedRun } from "../core/actions/plannedRun.ts";

const generation = 1000;

/** The runs that were launched of late, by trigger and run id: at least the last 1,000 launches. */
export class RunMemory {
  // Dropping a whole generation at a time costs a launch nothing, unlike removing the oldest entry.
  #young = new Map<string, readonly PlannedRun[]>();
  #old: ReadonlyMap<string, readonly PlannedRun[]> = new Map();

  remember(slug: string, runId: string, runs: readonly PlannedRun[]): void {
    if (this.#young.size >= generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(keyOf(slug, runId), runs);
  }

  /** The runs that a trigger launched; who may ask one trigger learns nothing of another's. */
  runsOf(slug: string, runId: string): readonly PlannedRun[] | undefined {
    const key = keyOf(slug, runId);
    return this.#young.get(key) ?? this.#old.get(key);
  }
}

function keyOf(slug: string, runId: string): string {
  return `${slug}/${runId}`;
}
