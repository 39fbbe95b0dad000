import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { systemErrorCode } from "../userError.ts";

/** A program with everything that it starts. */
export interface GroupOptions {
  /** The program and its arguments. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** A variable of the environment that no other program has, by which strays are found. */
  readonly mark: string;
  /** A shell command that ends what the group's end does not, when this process has died. */
  readonly lastCommand?: string;
  readonly timeout: number;
  /** Aborted to end all of it. */
  readonly stop: AbortSignal;
  readonly onOutput: (stream: "stdout" | "stderr", chunk: Buffer) => void;
}

/** How a group ended. */
export type GroupEnd =
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "killed"; readonly signal: string }
  | { readonly kind: "stopped" }
  | { readonly kind: "timed-out" }
  | { readonly kind: "not-started"; readonly why: string };

const patienceAfterTerm = 5000;
const patienceAfterExit = 2000;

/**
 * Runs a program in a process group of its own and waits for its end; nothing of the group outlives
 * it, nor this process: the pipe that is its input breaks when this process dies, and a guard within
 * the group then ends it.
 */
export function runGroup(options: GroupOptions): Promise<GroupEnd> {
  if (options.stop.aborted) return Promise.resolve({ kind: "stopped" });
  let child: ReturnType<typeof spawnShell>;
  try {
    child = spawnShell(options);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return Promise.resolve(notStarted(error));
  }
  return endOf(child, options);
}

function spawnShell({ argv, cwd, environment, lastCommand }: GroupOptions) {
  return spawn("sh", ["-c", guarded(lastCommand), "hooksmith", ...argv], {
    cwd,
    env: environment,
    detached: process.platform !== "win32",
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
}

function endOf(child: ReturnType<typeof spawnShell>, options: GroupOptions): Promise<GroupEnd> {
  return new Promise((resolve) => {
    let why: GroupEnd | undefined;
    let killTimer: NodeJS.Timeout | undefined;
    const end = (kind: "stopped" | "timed-out") => {
      if (why !== undefined || child.pid === undefined) return;
      why = { kind };
      signalGroup(child, "SIGTERM");
      killTimer = setTimeout(() => signalGroup(child, "SIGKILL"), patienceAfterTerm);
    };
    const onStop = () => end("stopped");
    const timer = setTimeout(() => end("timed-out"), Math.min(options.timeout, 2 ** 31 - 1));
    options.stop.addEventListener("abort", onStop, { once: true });
    const settle = (result: GroupEnd) => {
      clearTimeout(timer);
      clearTimeout(killTimer);
      options.stop.removeEventListener("abort", onStop);
      resolve(result);
    };
    child.stdin.on("error", () => undefined);
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].on("data", (chunk: Buffer) => options.onOutput(stream, chunk));
    }
    child.on("error", (error) => {
      if (child.pid === undefined) settle(notStarted(error));
    });
    child.on("exit", (code, signal) => {
      signalGroup(child, "SIGKILL");
      endStrays(options.mark);
      // What has left the group could hold the pipes open for ever.
      const patience = setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, patienceAfterExit);
      child.once("close", () => {
        clearTimeout(patience);
        settle(why ?? (code === null ? { kind: "killed", signal: `${signal}` } : exited(code)));
      });
    });
  });
}

/** Hands its place over to the program and leaves a guard behind that waits for the pipe to break. */
function guarded(lastCommand = ":"): string {
  return `exec 3<&0 </dev/null; (read -r _ <&3; ${lastCommand}; kill -KILL 0) >/dev/null 2>&1 & exec "$@" 3<&-`;
}

function exited(code: number): GroupEnd {
  return { kind: "exited", code };
}

function notStarted(error: unknown): GroupEnd {
  return { kind: "not-started", why: whyNotStarted(systemErrorCode(error) ?? String(error)) };
}

function whyNotStarted(code: string): string {
  switch (code) {
    case "ENOENT":
      return "There is no shell `sh` on this machine, or no folder to run the step in.";
    case "ERR_INVALID_ARG_VALUE":
      return "A NUL stands in its environment variables, which no program takes: remove it.";
    case "E2BIG":
      return "Its environment variables hold more than a program takes: put it into a file.";
    default:
      return `The shell \`sh\` cannot be started (${code}).`;
  }
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore", windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // The group has ended.
    if (systemErrorCode(error) !== "ESRCH") throw error;
  }
}

/** Ends what left the group, as a daemon does; where the system shows the variables of a process. */
function endStrays(mark: string): void {
  if (process.platform !== "linux") return;
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const variables = readFileSync(`/proc/${name}/environ`, "latin1").split("\0");
      if (variables.includes(mark)) process.kill(Number(name), "SIGKILL");
    } catch {
      // It is another user's, or has ended.
    }
  }
}
