import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CaptureRecorder, usualRetention } from "../../node/captures/captureRecorder.ts";
import { CaptureStore } from "../../node/captures/captureStore.ts";
import { systemErrorCode, UserError } from "../../node/userError.ts";
import type { ListenOutput } from "../listenOutput.ts";

/** Where captures are unless told otherwise. */
export const defaultCaptures = join(".hooksmith", "captures.db");

/** The arguments with a path after `--captures`, of which it may be given without. */
export function withCapturesPath(args: readonly string[]): readonly string[] {
  return args.map((arg, index) => {
    if (arg !== "--captures") return arg;
    const next = args[index + 1];
    return next !== undefined && /^none$|\.(?:db|sqlite3?)$/.test(next)
      ? arg
      : `--captures=${defaultCaptures}`;
  });
}

/** Where a listener puts what it receives. */
export type Captures = Pick<CaptureRecorder, "record" | "follow"> & { close(): void };

/** Opens the store that `listen` was told to keep captures in; without one nothing is kept. */
export function openCaptures(path: string | undefined, output: ListenOutput): Captures {
  if (path === undefined || path === "none") {
    return { record: () => Promise.resolve(), follow: () => undefined, close: () => undefined };
  }
  if (path === defaultCaptures) makeOwnFolder();
  const store = CaptureStore.open(path);
  const recorder = new CaptureRecorder(store, usualRetention, {
    onKept: () => undefined,
    onFailed: output.capturesFailed,
    onRecovered: output.capturesRecovered,
  });
  return {
    record: (received) => recorder.record(received),
    follow: (triggers, secretsOf) => recorder.follow(triggers, secretsOf),
    close: () => store.close(),
  };
}

/** What was received belongs in no repository, whoever made the folder. */
export function makeOwnFolder(): void {
  const folder = dirname(defaultCaptures);
  const ignored = join(folder, ".gitignore");
  try {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(ignored)) writeFileSync(ignored, "*\n");
  } catch (error) {
    throw new UserError(
      `The folder ${folder} for captures cannot be made (${systemErrorCode(error) ?? String(error)}).`,
      "Check its permissions, or give another path with --captures.",
    );
  }
}
