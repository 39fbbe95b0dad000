import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { noted } from "./canaries.ts";

/** The source of the program, which Node runs as it is. */
export const mainFile = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

/** A process of the program. */
export interface Program {
  readonly pid: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Waits for a text on stdout, or for the end of the process, and gives what was written so far. */
  seen(text: string): Promise<string>;
  /** Waits until more is written to stdout; fails when the process has ended. */
  changed(): Promise<void>;
  /** Stops reading stdout, as a closed pager does. */
  closeOutput(): void;
  /** The JSON objects on stdout so far. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  signal(signal: NodeJS.Signals): void;
  /** The exit code, or the name of the signal that ended the process. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Waits until a listener listens, and gives its address. */
export async function addressOf(program: Program): Promise<string> {
  const shown = await program.seen("127.0.0.1");
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(shown) ?? [];
  return url ?? assert.fail(`it does not listen: ${shown}${program.stderr}`);
}

/** Waits until a program has written this many events. */
export async function eventsOf(program: Program, count: number): Promise<Program["events"]> {
  while (program.events.length < count) await program.changed();
  return program.events;
}

const running = new Set<ChildProcess>();

/**
 * Starts the program in a process of its own, which is ended when all tests have run; `through` is a
 * command that puts itself in a place of its own and then the program in its own place.
 */
export function startProgram(
  args: readonly string[],
  environment: Readonly<NodeJS.ProcessEnv> = {},
  folder: string = process.cwd(),
  through: readonly string[] = [],
): Program {
  const [command, ...rest] = [...through, process.execPath, mainFile, ...args];
  const child = spawn(command ?? "", rest, {
    env: { PATH: process.env.PATH, ...environment },
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const written = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      written[stream] += text;
    });
  }
  const ended = once(child, "close").then(([code, signal]) => {
    running.delete(child);
    noted(written.stdout + written.stderr);
    return (code ?? signal) as number | NodeJS.Signals;
  });
  return {
    pid: child.pid as number,
    get stdout() {
      return written.stdout;
    },
    get stderr() {
      return written.stderr;
    },
    seen: async (text) => {
      while (
        !written.stdout.includes(text) &&
        child.exitCode === null &&
        child.signalCode === null
      ) {
        await Promise.race([once(child.stdout, "data"), ended]);
      }
      return noted(written.stdout);
    },
    changed: async () => {
      await Promise.race([
        once(child.stdout, "data"),
        ended.then((code) => {
          throw new Error(`It ended with ${code}: ${written.stdout}${written.stderr}`);
        }),
      ]);
    },
    closeOutput: () => void child.stdout.destroy(),
    get events() {
      const lines = written.stdout.split("\n").slice(0, -1);
      return lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    },
    signal: (signal) => void child.kill(signal),
    ended,
  };
}

after("ends the processes of the tests", () => {
  for (const child of running) child.kill("SIGKILL");
});
