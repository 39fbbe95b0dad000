import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RunRecord } from "../../src/core/runs/runRecord.ts";
import { canary } from "../support/canaries.ts";
import { hooksmith } from "../support/commandLine.ts";
import { fileOf, folderOf } from "../support/folder.ts";
import { addressOf, eventsOf, type Program, startProgram } from "../support/program.ts";
import { exchange } from "../support/socket.ts";

/** A listener that runs here what the trigger `Open` launches. */
function listening(files: Readonly<Record<string, string>>, store: string) {
  const folder = folderOf(files);
  const listener = startProgram(
    [
      ...["listen", join(folder, "a.trigger.yaml"), "--json", "--port", "0"],
      ...["--run", "local", "--runs", join(folder, store)],
    ],
    {},
    folder,
  );
  return { folder, listener };
}

/** The record of the one run of a listener, once it has ended. */
async function endOfRun(listener: Program): Promise<RunRecord> {
  for (let count = 1; ; count += 1) {
    const found = (await eventsOf(listener, count)).find(
      ({ event, run }) => event === "run" && (run as RunRecord).endedAt !== undefined,
    );
    if (found !== undefined) return found.run as RunRecord;
  }
}

async function stopped(listener: Program): Promise<void> {
  listener.signal("SIGINT");
  assert.equal(await listener.ended, 0, listener.stderr);
}

const launch = { target: "/api/v0/launch/open/" };

describe("an accepted webhook whose runs come to nothing", () => {
  it("runs no step in which a value of the payload could become a command", async () => {
    const { folder, listener } = listening(
      {
        "valohai.yaml": `
- step: { name: Read, image: i, command: 'cat /valohai/inputs/in/*', inputs: [{ name: in }] }
- step: { name: Say, image: i, command: 'echo "{parameter-value:word}"', parameters: [{ name: word }] }
- pipeline:
    name: P
    nodes: [{ name: read, type: execution, step: Read }, { name: say, type: execution, step: Say }]
    edges: [[read.metadata.word, say.parameter.word]]
`,
        "a.trigger.yaml":
          "- trigger: { name: Open, actions: [run-pipeline: { pipeline: P, payload-input-name: read.in }] }\n",
      },
      "kept",
    );
    const body = `${JSON.stringify({ word: "'$(touch pwned)'" })}\n`;
    const answer = await exchange(await addressOf(listener), { ...launch, body });
    assert.equal(answer.status, 200);
    const why = "Remove the quotes around `{parameter-value:word}`: its value is quoted already.";
    const { actions } = await endOfRun(listener);
    assert.equal(actions[0]?.status, "error");
    assert.deepEqual(
      actions[0].executions.map(({ status, why: reason }) => [status, reason]),
      [
        ["complete", undefined],
        ["error", why],
      ],
    );
    const request = listener.events.find(({ event }) => event === "request");
    const planned = request?.runs as readonly { readonly problems: readonly string[] }[];
    assert.deepEqual(planned[0]?.problems, [why]);
    assert.equal(existsSync(join(folder, "pwned")), false);
    await stopped(listener);
  });

  it("is answered as accepted when they cannot be kept", async () => {
    const { listener } = listening(
      {
        "valohai.yaml": "- step: { name: S, image: i, command: 'touch run' }\n",
        "a.trigger.yaml": "- trigger: { name: Open, actions: [run-execution: { step: S }] }\n",
        kept: "a file where the folder of the runs should be",
      },
      "kept",
    );
    const url = await addressOf(listener);
    for (let count = 1; count <= 2; count += 1) {
      assert.equal((await exchange(url, launch)).status, 200);
    }
    const { actions } = await endOfRun(listener);
    assert.equal(actions[0]?.status, "crashed");
    assert.match(actions[0].why ?? "", /cannot be used \(E\w+\)\. Check its folder\.$/);
    await stopped(listener);
  });
});

describe("runs show and follow, of a hosted run", () => {
  it("ask only where nobody on the way can read the question", async () => {
    const file = fileOf(
      "a.trigger.yaml",
      `- trigger:
    name: Plain
    launch-url: http://plain.invalid/api/v0/launch/0191b3c4-0000-4000-8000-000000000001/
    conditions:
      - web-authentication:
          auth-type: static
          secret-key: "{env:TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
`,
    );
    const environment = { TOKEN: canary() };
    for (const args of [
      ["show", "r-1", file],
      ["follow", "r-1", file],
      ["follow", "r-1", file, "--to", "http://plain.invalid"],
    ]) {
      const { code, stdout, stderr } = await hooksmith(["runs", ...args], { environment });
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, /^error {2}http:\/\/plain\.invalid is not encrypted\.\n/);
    }
  });
});
