import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunRecord } from "../../src/core/runs/runRecord.ts";
import { RunStore } from "../../src/node/runs/runStore.ts";
import { canary } from "../support/canaries.ts";
import { hooksmith } from "../support/commandLine.ts";
import { fileOf, folderOf } from "../support/folder.ts";
import { interpreters, itWith } from "../support/interpreters.ts";
import { gone } from "../support/processes.ts";
import { addressOf, eventsOf, type Program, startProgram } from "../support/program.ts";
import { quickstart } from "../support/quickstart.ts";
import { exchange } from "../support/socket.ts";

type Event = Program["events"][number];

/** Waits for an event of which something holds. */
async function eventOf(program: Program, holds: (event: Event) => boolean): Promise<Event> {
  for (let count = 1; ; count += 1) {
    const found = (await eventsOf(program, count)).find(holds);
    if (found !== undefined) return found;
  }
}

const isEnded = ({ event, run }: Event) =>
  event === "run" && (run as RunRecord).endedAt !== undefined;

/** Runs a command to its end, and gives its exit code and stdout. */
async function ran(args: readonly string[], environment = {}): Promise<[unknown, string, string]> {
  const program = startProgram(args, environment);
  const code = await program.ended;
  return [code, program.stdout, program.stderr];
}

describe("listen --run local", () => {
  itWith(interpreters.python, "runs the quickstart from one send to a completed run", async () => {
    const folder = quickstart();
    const file = join(folder, "quick.trigger.yaml");
    const store = join(folder, "kept");
    const environment = { WEBHOOK_TOKEN: canary() };
    const listener = startProgram(
      ["listen", file, "--json", "--port", "0", "--run", "local", "--runs", store],
      environment,
    );
    const url = await addressOf(listener);
    const [sent, answer] = await ran(
      [
        ...["send", file, "--to", url, "--json", "--body", "hello=valohai&prompt=draw+me+a+shark"],
        ...["--content-type", "application/x-www-form-urlencoded"],
      ],
      environment,
    );
    assert.equal(sent, 0);
    const runId: string = JSON.parse(JSON.parse(answer).response.body).run;
    const request = await eventOf(listener, ({ event }) => event === "request");
    const [planned] = request.runs as [Record<string, unknown>];
    assert.deepEqual(
      [planned.pipeline, planned.commit, planned.title, planned.problems],
      [...["Webhook Pipeline", "main", "Sharks", []]],
    );

    // Run info, signed as the trigger demands, until it has ended.
    const ask = ["runs", "follow", runId, file, "--to", url, "--json"];
    const [followed, info] = await ran(ask, environment);
    assert.equal(followed, 0);
    const { status, result } = JSON.parse(info);
    assert.equal(status, "completed");
    assert.deepEqual(result, [
      { action: "run_pipeline", pipeline_name: "Webhook Pipeline", pipeline_id: planned.id },
    ]);
    const [refused, , complaint] = await ran(ask, { WEBHOOK_TOKEN: canary() });
    assert.equal(refused, 2);
    assert.match(complaint, /answered 400 to the question for run info: web-authentication/);

    listener.signal("SIGINT");
    assert.equal(await listener.ended, 0);
    const [listed, list] = await ran(["runs", "list", "--runs", store]);
    assert.equal(listed, 0);
    assert.match(list, new RegExp(`^${runId}  .{10} .{8}  completed  local  Quick\n$`));
    const [shown, text] = await ran(["runs", "show", runId.slice(0, 8), "--runs", store, "--log"]);
    assert.equal(shown, 0);
    for (const part of [
      "  run-pipeline  Webhook Pipeline  complete\n",
      "    entry (Webhook Entry)  complete",
      '      parsed_prompt: "draw me a shark"\n',
      "      prompt.txt  15 bytes\n",
      "received hello, prompt\n",
    ]) {
      assert.ok(text.includes(part), `${part} in ${text}`);
    }
    const output = join(store, runId, "1.2-followup", "outputs", "prompt.txt");
    assert.equal(readFileSync(output, "utf8"), "draw me a shark");
  });

  it("keeps the secrets of triggers from the programs", async () => {
    const folder = quickstart({
      "valohai.yaml": "- step: { name: S, image: i, command: 'env' }\n",
      "quick.trigger.yaml": `
- trigger:
    name: Quick
    conditions:
      - web-authentication:
          auth-type: static
          secret-key: "{env:WEBHOOK_TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
    actions: [run-execution: { step: S }]
`,
    });
    const secret = canary();
    const listener = startProgram(
      [
        ...["listen", join(folder, "quick.trigger.yaml"), "--json", "--port", "0"],
        ...["--run", "local", "--runs", join(folder, "kept")],
      ],
      { WEBHOOK_TOKEN: secret, VH_JOB_ID: "another", PLAIN: "yes" },
    );
    const url = await addressOf(listener);
    await exchange(url, { target: "/api/v0/launch/quick/", headers: [["Authorization", secret]] });
    await eventOf(listener, isEnded);
    const output = listener.events.map(({ text }) => text ?? "").join("");
    assert.match(output, /^PLAIN=yes$/m);
    assert.doesNotMatch(output, /WEBHOOK_TOKEN|another/);
    assert.ok(!listener.stdout.includes(secret));
    listener.signal("SIGINT");
    assert.equal(await listener.ended, 0);
  });

  it("leaves no process behind when it is killed, and the run counts as failed", async () => {
    const folder = folderOf({
      "valohai.yaml":
        "- step: { name: S, image: i, command: 'sh -c \"echo pid $$; exec sleep 600\"' }\n",
      "a.trigger.yaml": "- trigger: { name: Open, actions: [run-execution: { step: S }] }\n",
    });
    const store = join(folder, "kept");
    const listener = startProgram([
      ...["listen", join(folder, "a.trigger.yaml"), "--json", "--port", "0"],
      ...["--run", "local", "--runs", store],
    ]);
    const url = await addressOf(listener);
    await exchange(url, { target: "/api/v0/launch/open/" });
    const { text, runId } = await eventOf(listener, ({ event }) => event === "output");
    const [, pid] = /pid (\d+)/.exec(String(text)) ?? [];
    listener.signal("SIGKILL");
    assert.equal(await listener.ended, "SIGKILL");
    await gone(Number(pid));
    const [code, shown] = await ran(["runs", "follow", String(runId), "--runs", store]);
    assert.equal(code, 1);
    assert.match(shown, /crashed\n {4}Hooksmith ended while it ran\.\n/);
  });

  it("tells people how runs go, line by line", async () => {
    const folder = folderOf({
      "valohai.yaml": `- step: { name: S, image: i, command: ['printf "a\\\\nb"', 'exit 2'] }\n`,
      "a.trigger.yaml":
        "- trigger: { name: Open, actions: [run-execution: { step: S }, run-execution: { step: T }] }\n",
    });
    const listener = startProgram([
      ...["listen", join(folder, "a.trigger.yaml"), "--port", "0"],
      ...["--run", "local", "--runs", join(folder, "kept")],
    ]);
    const url = await addressOf(listener);
    await exchange(url, { target: "/api/v0/launch/open/" });
    await listener.seen("  error\n");
    listener.signal("SIGINT");
    assert.equal(await listener.ended, 0);
    const said = listener.stdout.slice(listener.stdout.indexOf("accepted"));
    assert.equal(
      said.replaceAll(/\d\d:\d\d:\d\d/g, "12:00:00").replaceAll(/[0-9a-f-]{36}/g, "ID"),
      [
        "accepted  200  Open  run ID",
        "  → run-execution  S",
        '      $ printf "a\\\\nb"',
        "      $ exit 2",
        "  → run-execution  T",
        "      valohai.yaml has no step `T`.",
        "12:00:00    S  started",
        "  S | a",
        "  S | b",
        "  S | It failed with exit code 2.",
        "12:00:00    S  error  It failed with exit code 2.",
        "12:00:00    T  error  valohai.yaml has no step `T`.",
        "12:00:00  run ID  error",
        "Stopped.",
        "",
      ].join("\n"),
    );
  });
});

describe("listen --run relay", () => {
  it("sends an accepted webhook on, and shows the hosted answer and run beside its own verdict", async () => {
    const id = "0191b3c4-0000-4000-8000-000000000001";
    const trigger = (origin: string) => `- trigger:
    name: Open
    launch-url: ${origin}/api/v0/launch/${id}/
    conditions: [rate-limit: { period: 60, quota: 1 }]
    actions: [web-response-text: "run {run_id}", run-execution: { step: S }]
`;
    const hostedFile = fileOf("a.trigger.yaml", trigger("https://app.example"));
    const hosted = startProgram(["listen", hostedFile, "--json", "--port", "0"]);
    const file = fileOf(
      "b.trigger.yaml",
      trigger(await addressOf(hosted)).replace("quota: 1", "quota: 2"),
    );
    const here = startProgram([
      ...["listen", file, "--port", "0", "--run", "relay"],
      ...["--runs", join(folderOf({}), "runs")],
    ]);
    const url = await addressOf(here);
    const answer = await exchange(url, { target: "/api/v0/launch/open/" });
    assert.equal(answer.status, 200);
    await here.seen("completed");
    const request = await eventOf(hosted, ({ event }) => event === "request");
    assert.match(here.stdout, new RegExp(`hosted run ${String(request.runId)}\\n`));
    assert.match(here.stdout, /answered 200 {2}run /);
    await exchange(url, { target: "/api/v0/launch/open/" });
    await here.seen("may name the condition");
    assert.match(here.stdout, /the hosted service answered 400\. Look at:\n/);
    assert.match(here.stdout, /- The rate limits: launches that were not sent from here count/);
    for (const program of [here, hosted]) {
      program.signal("SIGINT");
      assert.equal(await program.ended, 0);
    }
  });
});

describe("runs", () => {
  it("says what is not there, and how it is used", async () => {
    const folder = folderOf({});
    assert.deepEqual(await ran(["runs", "list", "--runs", folder]), [
      0,
      `There are no runs in ${folder}.\n`,
      "",
    ]);
    const [code, , complaint] = await ran(["runs", "show", "x", "--runs", folder]);
    assert.deepEqual(
      [code, complaint.split("\n")[0]],
      [2, `error  There is no run x in ${folder}.`],
    );
    for (const id of ["aa-1", "aa-2"]) {
      const record = { version: 1, id, mode: "local", launchedAt: 0, endedAt: 1, actions: [] };
      mkdirSync(join(folder, id));
      writeFileSync(join(folder, id, "run.json"), JSON.stringify({ ...record, keeper: {} }));
    }
    const [several, , ambiguous] = await ran(["runs", "show", "aa", "--runs", folder]);
    assert.equal(several, 2);
    assert.match(ambiguous, /^error {2}The ids of several runs begin with aa\.\n/);
    for (const args of [[], ["show"], ["open", "x"], ["list", "x"], ["show", "a", "b", "c"]]) {
      assert.equal((await ran(["runs", ...args]))[0], 2);
    }
    assert.equal((await ran(["listen", "x.yaml", "--docker"]))[0], 2);
  });

  it("are deleted when they are named, or are not the newest, and have ended", async () => {
    const runs = join(folderOf({}), "runs");
    const store = new RunStore(runs);
    const about = { version: 1, trigger: "T", slug: "t", mode: "local", actions: [] } as const;
    for (const [index, id] of ["one", "two", "three", "four"].entries()) {
      const ended = id === "two" ? {} : { endedAt: 9 };
      store.save({ ...about, id, launchedAt: index, ...ended });
    }
    const clear = async (...args: readonly string[]) => {
      const { code, stdout, stderr } = await hooksmith(["runs", "clear", "--runs", runs, ...args]);
      return [code, stdout + stderr.split("\n")[0]];
    };
    const [code, said] = await clear();
    assert.equal(code, 2);
    assert.match(String(said), /would delete 3 runs with all files: say so with --yes\./);
    assert.deepEqual((await clear("one", "--keep", "1", "--yes"))[0], 2);
    assert.deepEqual((await clear("zero", "--yes"))[0], 2);
    assert.deepEqual(await clear("one", "--yes"), [0, "1 run deleted.\n"]);
    assert.deepEqual(await clear("--keep", "1", "--yes"), [
      0,
      "1 run deleted. 1 run not deleted: still going on.\n",
    ]);
    assert.deepEqual(await clear("--yes", "--json"), [0, '{"deleted":1,"going":1}\n']);
    assert.deepEqual(readdirSync(runs), [".gitignore", "two"]);
    assert.equal((await hooksmith(["runs", "list", "--keep", "1"])).code, 2);
  });
});
