import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { noted } from "../support/canaries.ts";
import { folderOf } from "../support/folder.ts";
import { itWith } from "../support/interpreters.ts";
import { mainFile, startProgram } from "../support/program.ts";

/** Of util-linux: runs a command on a terminal of its own. */
const script = "script";

const problem = "- trigger: { name: Test, bogus: 1 }\n";

/** Runs a command line of the shell on a terminal, with the program as `hooksmith`, and gives what that shows. */
function onTerminal(line: string, environment: Readonly<NodeJS.ProcessEnv> = {}): string {
  const command = line.replace("hooksmith", `"${process.execPath}" "${mainFile}"`);
  const { stdout } = spawnSync(script, ["-qec", command, "/dev/null"], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, TERM: "xterm-256color", ...environment },
  });
  return noted(stdout ?? "");
}

const terminal =
  spawnSync(script, ["-qec", "true", "/dev/null"]).status === 0
    ? ({ outcome: "found", command: script, extension: "" } as const)
    : ({ outcome: "missing", what: "script (of util-linux), which gives a terminal," } as const);

describe("the program", () => {
  const folder = folderOf({ "a.trigger.yaml": problem });
  const path = join(folder, "a.trigger.yaml");

  it("exits with the code of the command, and writes no colors to a pipe", async () => {
    for (const [args, code] of [
      [["--version"], 0],
      [["check", path], 1],
      [["check", "nowhere.yaml"], 2],
    ] as const) {
      const program = startProgram(args, { FORCE_COLOR: "1" });
      assert.equal(await program.ended, code);
      assert.ok(!`${program.stdout}${program.stderr}`.includes("\u001b"));
    }
  });

  it("stays quiet when who reads its output has gone", () => {
    const command = `"${process.execPath}" "${mainFile}" check "${path}" | true`;
    const { stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
    assert.equal(stderr, "");
  });

  itWith(terminal, "uses colors on a terminal, and never with NO_COLOR", async () => {
    assert.ok(onTerminal(`hooksmith check ${path}`).includes("\u001b[31merror"));
    assert.ok(!onTerminal(`hooksmith check ${path}`, { NO_COLOR: "1" }).includes("\u001b"));
    assert.ok(!onTerminal(`hooksmith check --json ${path}`).includes("\u001b"));
  });

  itWith(terminal, "writes no colors into a file, whichever stream goes there", async () => {
    const file = join(folder, "errors.txt");
    onTerminal(`hooksmith check nowhere.yaml 2>${file}`);
    assert.match(
      readFileSync(file, "utf8"),
      /^error {2}There is no trigger file nowhere\.yaml\.\n/,
    );
    onTerminal(`hooksmith check ${path} >${file}`);
    assert.ok(!readFileSync(file, "utf8").includes("\u001b"));
  });
});
