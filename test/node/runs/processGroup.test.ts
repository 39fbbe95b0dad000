import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runGroup } from "../../../src/node/runs/processGroup.ts";
import { folderOf } from "../../support/folder.ts";
import { gone } from "../../support/processes.ts";

const module = pathToFileURL(join(import.meta.dirname, "../../../src/node/runs/processGroup.ts"));

describe("a process group", () => {
  it("is ended with its last command when the program that runs it is killed", async () => {
    const folder = folderOf({});
    const script = `import { runGroup } from "${module.href}";
      await runGroup({
        argv: ["sh", "-c", "echo $$; exec sleep 100"],
        cwd: ".",
        environment: process.env,
        mark: "",
        lastCommand: "touch last",
        timeout: 100_000,
        stop: new AbortController().signal,
        onOutput: (_, chunk) => process.stdout.write(chunk),
      });`;
    const program = spawn(process.execPath, ["--input-type=module-typescript", "-e", script], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [pid] = (await once(program.stdout, "data")) as [Buffer];
    assert.equal(existsSync(join(folder, "last")), false);
    program.kill("SIGKILL");
    await gone(Number(pid));
    assert.equal(existsSync(join(folder, "last")), true);
  });

  for (const [what, value, why] of [
    [
      "a NUL in a variable",
      "a\0b",
      "A NUL stands in its environment variables, which no program takes: remove it.",
    ],
    [
      "more than a program takes",
      "x".repeat(1 << 23),
      "Its environment variables hold more than a program takes: put it into a file.",
    ],
  ] as const) {
    it(`says that it did not start for ${what}`, async () => {
      const end = await runGroup({
        argv: ["true"],
        cwd: ".",
        environment: { PATH: process.env.PATH, SIZE: value },
        mark: "",
        timeout: 100_000,
        stop: new AbortController().signal,
        onOutput: () => undefined,
      });
      assert.deepEqual(end, { kind: "not-started", why });
    });
  }
});
