import { run } from "../../src/cli/cli.ts";
import type { ExitCode } from "../../src/cli/io.ts";
import { noted } from "./canaries.ts";

/** What a run of the program came to. */
export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a run is given; the clock stands still at `now`, in milliseconds. */
export interface Given {
  readonly environment?: Readonly<Record<string, string>>;
  readonly now?: number;
}

/** Runs the program in this process. */
export async function hooksmith(args: readonly string[], given: Given = {}): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  let ids = 0;
  const code = await run(args, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    environment: given.environment ?? {},
    color: false,
    now: () => given.now ?? Date.now(),
    newId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${String(ids).padStart(12, "0")}`;
    },
    interrupted: new AbortController().signal,
  });
  return { code, stdout: noted(stdout), stderr: noted(stderr) };
}
