import type { RunRecord } from "../core/runs/runRecord.ts";
import type { RunStore } from "../node/runs/runStore.ts";
import type { ExitCode, Io } from "./io.ts";
import { numberOf, UsageError } from "./usage.ts";

/** What is to be deleted: these runs, or all but the newest. */
interface Wanted {
  readonly runs: readonly RunRecord[];
  readonly keep: string | undefined;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Deletes runs with all their files; those that go on stay. */
export function clearRuns(store: RunStore, wanted: Wanted, io: Io): ExitCode {
  const { runs, keep, yes, json } = wanted;
  if (runs.length > 0 && keep !== undefined) {
    throw new UsageError("Name runs, or say with --keep how many stay.");
  }
  const count = numberOf("keep", keep, 0, [0, Number.MAX_SAFE_INTEGER]);
  const chosen = runs.length > 0 ? runs : store.list().slice(count);
  const ended = chosen.filter(({ endedAt }) => endedAt !== undefined);
  if (ended.length > 0 && !yes) {
    throw new UsageError(
      `This would delete ${amountOf(ended.length)} with all files: say so with --yes.`,
    );
  }
  const deleted = ended.filter(({ id }) => store.delete(id)).length;
  const going = chosen.length - ended.length;
  const rest = going === 0 ? "" : ` ${amountOf(going)} not deleted: still going on.`;
  io.stdout(
    json ? `${JSON.stringify({ deleted, going })}\n` : `${amountOf(deleted)} deleted.${rest}\n`,
  );
  return 0;
}

function amountOf(count: number): string {
  return `${count} ${count === 1 ? "run" : "runs"}`;
}
