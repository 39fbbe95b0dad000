import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { RunRecord } from "../../src/core/runs/runRecord.ts";
import { folderOf } from "../support/folder.ts";
import { gone } from "../support/processes.ts";
import { addressOf, eventsOf, type Program, startProgram } from "../support/program.ts";
import { exchange } from "../support/socket.ts";

/** Waits until a run has ended, and gives its record. */
async function endOf(program: Program, runId: string): Promise<RunRecord> {
  for (let count = 1; ; count += 1) {
    for (const { event, run } of await eventsOf(program, count)) {
      const record = run as RunRecord;
      if (event === "run" && record.id === runId && record.endedAt !== undefined) return record;
    }
    count = program.events.length;
  }
}

/** Gives a program a small disk at a folder, which only it and what it starts can see. */
const smallDisk = (folder: string) => [
  ...["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"],
  ...['mount -t tmpfs -o size=256k tmpfs "$0" && exec "$@"', folder],
];

/** Lets a program make no file of more than 64 KiB, on a system that counts in 512 or in 1024 bytes. */
const smallFiles = () => ["sh", "-c", 'ulimit -f 64 && exec "$@"', "sh"];

const hasSmallDisks =
  spawnSync("unshare", smallDisk(folderOf({})).slice(1).concat("true")).status === 0;

describe("listen --run local, when what a program writes cannot be kept", () => {
  for (const [what, isPossible, through, why] of [
    ["on a full disk", hasSmallDisks, smallDisk, /^The disk is full: .*output\.log cannot be wri/],
    [
      "beyond a limit for files",
      process.platform !== "win32",
      smallFiles,
      /output\.log may not grow any more\. Raise the/,
    ],
  ] as const) {
    const title = `ends the program ${what}, says why, and goes on to answer`;
    if (!isPossible) {
      it.skip(`${title} (SKIPPED: this system lets nobody make such a limit)`);
      continue;
    }
    it(title, async () => {
      const folder = folderOf({
        "valohai.yaml": `- step: { name: Flood, image: i, command: ['echo pid $$', 'exec yes flood'] }
- step: { name: Brief, image: i, command: 'true' }
`,
        "a.trigger.yaml": `- trigger:
    name: Flood
    actions: [web-response-text: "{run_id}", run-execution: { step: Flood }]
- trigger:
    name: Brief
    actions: [web-response-text: "{run_id}", run-execution: { step: Brief }]
`,
        "kept/x": "",
      });
      const listener = startProgram(
        [
          ...["listen", join(folder, "a.trigger.yaml"), "--json", "--port", "0"],
          ...["--run", "local", "--runs", join(folder, "kept")],
        ],
        {},
        folder,
        through(join(folder, "kept")),
      );
      const url = await addressOf(listener);
      const launch = async (slug: string) => {
        const { status, body } = await exchange(url, { target: `/api/v0/launch/${slug}/` });
        assert.equal(status, 200, body);
        return body;
      };
      const runId = await launch("flood");
      const { actions } = await endOf(listener, runId);
      assert.equal(actions[0]?.status, "crashed");
      assert.match(actions[0].why ?? "", why);
      const output = listener.events.find(({ event }) => event === "output");
      await gone(Number(/pid (\d+)/.exec(String(output?.text))?.[1]));
      const target = `/api/v0/launch/flood/run/?run_id=${runId}`;
      const info = await exchange(url, { method: "GET", target });
      assert.equal(JSON.parse(info.body).status, "error");
      const next = await endOf(listener, await launch("brief"));
      assert.equal(next.actions[0]?.status, through === smallDisk ? "crashed" : "complete");
      listener.signal("SIGINT");
      assert.equal(await listener.ended, 0, listener.stderr);
    });
  }
});
