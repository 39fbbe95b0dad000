import { execFile, spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileOf } from "./folder.ts";

/** Something that runs programs, or what is missing on this machine for it. */
export type Interpreter =
  | { readonly outcome: "found"; readonly command: string; readonly extension: string }
  | { readonly outcome: "missing"; readonly what: string };

/** How a program ended, and what it said. */
export interface ProgramRun {
  readonly exitCode: number;
  readonly output: string;
}

const pythons = ["/usr/bin/python3", "python3"];

/** The interpreters of this machine, found once. */
export const interpreters = {
  python: firstOf("Python 3", pythons, ["-c", ""], ".py"),
  pythonWithPackages: firstOf(
    "Python 3 with requests, PyJWT and cryptography",
    pythons,
    ["-c", "import requests, jwt, cryptography"],
    ".py",
  ),
  shell: firstOf(
    "sh with curl (7.76 or newer) and openssl",
    ["sh"],
    ["-c", "openssl version && curl --fail-with-body --version"],
    ".sh",
  ),
  go: firstOf("Go (1.18 or newer)", ["go"], ["version"], ".go"),
  node: { outcome: "found", command: process.execPath, extension: ".mjs" },
} as const satisfies Readonly<Record<string, Interpreter>>;

/** A test that needs an interpreter: skipped in plain words without it, but failed where `CI` is set. */
export function itWith(interpreter: Interpreter, title: string, test: () => Promise<void>): void {
  if (interpreter.outcome === "found") {
    it(title, test);
    return;
  }
  const complaint = `${interpreter.what} is missing on this machine`;
  if (process.env.CI === undefined) it.skip(`${title} (SKIPPED: ${complaint})`);
  else {
    it(title, () => {
      throw new Error(`${complaint}, and CI must not skip.`);
    });
  }
}

/** Runs a program to its end with these environment variables and no others but what it needs to run. */
export function runProgram(
  interpreter: Interpreter,
  program: string,
  environment: Readonly<Record<string, string>>,
): Promise<ProgramRun> {
  if (interpreter.outcome === "missing") throw new Error(`${interpreter.what} is missing.`);
  const file = fileOf(`program${interpreter.extension}`, program);
  return execute(interpreter.command, [file], dirname(file), environment);
}

/** Runs a command to its end in a folder that is its home too. */
export function execute(
  command: string,
  args: readonly string[],
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<ProgramRun> {
  const env = { PATH: process.env.PATH, HOME: folder, LANG: "C.UTF-8", ...environment };
  return new Promise((resolve) => {
    execFile(command, args, { cwd: folder, env }, (error, stdout, stderr) => {
      const exitCode = typeof error?.code === "number" ? error.code : error === null ? 0 : -1;
      resolve({ exitCode, output: stdout + stderr });
    });
  });
}

function firstOf(
  what: string,
  commands: readonly string[],
  probe: readonly string[],
  extension: string,
): Interpreter {
  const command = commands.find((candidate) => spawnSync(candidate, probe).status === 0);
  return command === undefined
    ? { outcome: "missing", what }
    : { outcome: "found", command, extension };
}
