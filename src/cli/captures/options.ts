import type { CaptureFilter, CaptureOutcome } from "../../core/captures/capture.ts";
import { slugOf } from "../../core/trigger/address.ts";
import { type Reason, reasons } from "../../core/trigger/trigger.ts";
import { CaptureStore } from "../../node/captures/captureStore.ts";
import { UsageError, wordOf } from "../usage.ts";
import { defaultCaptures } from "./database.ts";

/** The options that choose the database and, in it, captures. */
export const filterOptions = {
  captures: { type: "string" },
  text: { type: "string" },
  trigger: { type: "string" },
  outcome: { type: "string" },
  reason: { type: "string" },
  pinned: { type: "boolean" },
} as const;

/** The values of the options that choose captures. */
export interface FilterValues {
  readonly captures?: string | undefined;
  readonly text?: string | undefined;
  readonly trigger?: string | undefined;
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly pinned?: boolean | undefined;
}

/** The filter that options give; a trigger may be given by its name. */
export function filterOf(values: FilterValues): CaptureFilter {
  const { text, trigger, outcome, reason, pinned } = values;
  return {
    ...(text !== undefined && { text }),
    ...(trigger !== undefined && { trigger: slugOf(trigger) }),
    ...(outcome !== undefined && { outcome: outcomeOf(outcome) }),
    ...(reason !== undefined && { reason: reasonOf(reason) }),
    ...(pinned === true && { pinned }),
  };
}

/** Does something with the store that is there already, and closes it. */
export async function withStore<Result>(
  { captures = defaultCaptures }: FilterValues,
  work: (store: CaptureStore) => Result | Promise<Result>,
): Promise<Result> {
  const store = CaptureStore.openExisting(captures);
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** The ids of captures, oldest first: those that are given or, without any, those of the filter. */
export function chosenIds(
  store: CaptureStore,
  given: readonly string[],
  filter: CaptureFilter,
): readonly string[] {
  if (given.length > 0) return given.map((id) => idOf(store, id));
  const ids: string[] = [];
  for (const page of store.pages(filter, 1000)) ids.push(...page.map(({ id }) => id));
  return ids.reverse();
}

function idOf(store: CaptureStore, given: string): string {
  const capture = store.get(given);
  if (capture !== undefined) return capture.id;
  throw new UsageError(
    `There is no capture “${given}”, or more than one whose id ends so. “hooksmith captures list” shows them.`,
  );
}

function outcomeOf(word: string): CaptureOutcome {
  return wordOf("outcome", word, ["accepted", "refused", "unjudged"]);
}

function reasonOf(word: string): Reason {
  const reason = reasons.find((candidate) => candidate === word);
  if (reason !== undefined) return reason;
  throw new UsageError(`--reason takes ${reasons.join(", ")}, not “${word}”.`);
}
