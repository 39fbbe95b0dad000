import type { ExitCode, Io } from "../io.ts";
import { parseArguments, UsageError } from "../usage.ts";
import { chosenIds, filterOf, filterOptions, withStore } from "./options.ts";

/** Forgets captures for good; those that are pinned stay unless they are asked for. */
export function clear(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...filterOptions,
    yes: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  return withStore(values, (store) => {
    const filter = { pinned: false, ...filterOf(values) };
    const ids = chosenIds(store, positionals, filter);
    const amount = `${ids.length} ${ids.length === 1 ? "capture" : "captures"}`;
    if (ids.length > 0 && !values.yes) {
      throw new UsageError(`This would forget ${amount} for good: say so with --yes.`);
    }
    store.delete(ids);
    store.shrink();
    io.stdout(
      values.json ? `${JSON.stringify({ cleared: ids.length })}\n` : `${amount} forgotten.\n`,
    );
    return 0;
  });
}
