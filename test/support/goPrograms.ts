import assert from "node:assert/strict";
import { join } from "node:path";
import { folderOf } from "./folder.ts";
import { execute, type ProgramRun } from "./interpreters.ts";

/** Go programs that were built, and are run by their text. */
export interface GoPrograms {
  run(program: string, environment: Readonly<Record<string, string>>): Promise<ProgramRun>;
  /** Those of them that gofmt would lay out in another way. */
  readonly notAsGofmt: readonly string[];
}

let cache: string | undefined;

/** Builds many Go programs into one that is told which to be: linking each would take most of the time. */
export async function buildGo(programs: readonly string[]): Promise<GoPrograms> {
  const folder = folderOf({
    "go.mod": "module programs\n\ngo 1.18\n",
    "main.go": dispatcher(programs.length),
    ...Object.fromEntries(
      programs.map((program, index) => [`p${index}/p.go`, asPackage(program, index)]),
    ),
    ...Object.fromEntries(programs.map((program, index) => [`given/${index}.txt`, program])),
  });
  cache ??= folderOf({});
  const environment = { GOCACHE: cache, CGO_ENABLED: "0", GOPROXY: "off" };
  const built = await execute("go", ["build", "-o", "all", "."], folder, environment);
  assert.equal(built.exitCode, 0, built.output);
  const files = programs.map((_, index) => join("given", `${index}.txt`));
  const formatted = await execute("gofmt", ["-l", ...files], folder, {});
  const numbers = new Map(programs.map((program, index) => [program, String(index)]));
  return {
    run: (program, variables) => {
      const number = numbers.get(program);
      assert(number !== undefined, `This was not built:\n${program}`);
      return execute(join(folder, "all"), [number], folder, variables);
    },
    notAsGofmt: formatted.output.split("\n").filter((line) => line !== ""),
  };
}

function asPackage(program: string, index: number): string {
  return program
    .replace("package main\n", `package p${index}\n`)
    .replace("\nfunc main() {\n", "\nfunc Main() {\n");
}

function dispatcher(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return `package main

import (
	"os"
${numbers.map((number) => `\t"programs/p${number}"`).join("\n")}
)

func main() {
	switch os.Args[1] {
${numbers.map((number) => `\tcase "${number}":\n\t\tp${number}.Main()`).join("\n")}
	}
}
`;
}
