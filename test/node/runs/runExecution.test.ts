import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { folderOf } from "../../support/folder.ts";

const source = (path: string) =>
  pathToFileURL(join(import.meta.dirname, "../../../src", path)).href;

/** A program that runs a step in its folder, and prints the outcome with what the terminal is told. */
const program = `
  import { readProject } from "${source("core/language/project/readProject.ts")}";
  import { planExecution } from "${source("core/runs/execution.ts")}";
  import { runExecution } from "${source("node/runs/runExecution.ts")}";
  const yaml = "- step: { name: S, image: i, command: 'while echo 0123456789; do :; done' }\\n";
  const { steps: [step] } = readProject("valohai.yaml", yaml);
  let told = "";
  const { status, why } = await runExecution(planExecution(step, {}), {
    folder: "run",
    repository: ".",
    payloadFile: "payload",
    identity: { executionId: "e", title: "t", commit: undefined },
    environment: process.env,
    timeout: 600,
    isInDocker: false,
    stop: new AbortController().signal,
    onOutput: (text) => { told += text; },
  });
  console.log(JSON.stringify({ status, why, told: told.replaceAll("0123456789\\n", "") }));
`;

describe("an execution whose output can no longer be kept", () => {
  it("is ended, and the terminal is told why as the record is", () => {
    const limited = ["-c", 'ulimit -f 64; exec "$@"', "sh", process.execPath];
    const printed = execFileSync(
      "sh",
      [...limited, "--input-type=module-typescript", "-e", program],
      { cwd: folderOf({}), encoding: "utf8" },
    );
    const { status, why, told } = JSON.parse(printed);
    assert.equal(status, "crashed");
    assert.equal(why, "run/output.log may not grow any more. Raise the limit for files.");
    assert.ok(told.endsWith(`\n${why}\n`) || told === `${why}\n`, told);
    assert.doesNotMatch(told, /It was stopped/);
  });
});
