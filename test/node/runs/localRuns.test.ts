import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RunStore } from "../../../src/node/runs/runStore.ts";
import { fileOf, folderOf } from "../../support/folder.ts";
import { execution, pipeline, testRuns } from "../../support/localRuns.ts";
import { asNobody } from "../../support/nobody.ts";

/** A valohai.yaml with one step `S`, whose input `in` takes the payload. */
function stepOf(command: string | readonly string[], more = ""): { "valohai.yaml": string } {
  return {
    "valohai.yaml": `- step: { name: S, image: i, command: ${JSON.stringify(command)}, inputs: [{ name: in }] ${more} }\n`,
  };
}

describe("LocalRuns", () => {
  it("gives a program its files, folders and variables", async () => {
    const test = testRuns({
      "valohai.yaml": `
- step:
    name: S
    image: i
    command: ['env | sort', 'pwd', 'cat "$VH_CONFIG_DIR/inputs.json"', 'cat /valohai/inputs/in/*']
    inputs: [{ name: in, filename: body.txt }, { name: none, optional: true }]
    environment-variables: [{ name: MODE, default: fast }, { name: EMPTY }]
    parameters: [{ name: n, type: integer, default: 3 }, { name: f, type: flag }, { name: x, optional: true }]
`,
    });
    const record = await test.run("pay load", [execution("S", "in")]);
    const [ran] = record.actions[0]?.executions ?? [];
    assert.ok(ran);
    const folder = join(test.store.folderOf(record.id), ran.folder);
    const output = test.output(ran.id);
    assert.equal(readFileSync(join(folder, "output.log"), "utf8"), output);
    for (const line of [
      `VH_CONFIG_DIR=${folder}/config`,
      `VH_INPUTS_DIR=${folder}/inputs`,
      `VH_OUTPUTS_DIR=${folder}/outputs`,
      `VH_REPOSITORY_DIR=${test.repository}`,
      `VH_JOB_ID=exec-${ran.id}`,
      `VH_EXECUTION_ID=${ran.id}`,
      "MODE=fast",
      test.repository,
    ]) {
      assert.ok(output.includes(`${line}\n`), line);
    }
    assert.ok(!output.includes("EMPTY"));
    const config = (name: string) => JSON.parse(readFileSync(join(folder, "config", name), "utf8"));
    const path = join(folder, "inputs", "in", "body.txt");
    assert.deepEqual(config("inputs.json"), {
      in: {
        files: [
          {
            name: "body.txt",
            path,
            uri: null,
            size: 8,
            checksums: Object.fromEntries(
              ["md5", "sha1", "sha256"].map((name) => [
                name,
                createHash(name).update("pay load").digest("hex"),
              ]),
            ),
            metadata: [],
          },
        ],
      },
      none: { files: [] },
    });
    assert.deepEqual(config("inputs.yaml"), config("inputs.json"));
    assert.deepEqual(config("parameters.json"), { n: 3, f: false, x: null });
    assert.equal(config("execution.json")["valohai.execution-id"], ran.id);
    assert.ok(output.endsWith("pay load"));
    assert.deepEqual(
      [ran.status, ran.exitCode, record.actions[0]?.status],
      ["complete", 0, "complete"],
    );
  });

  it("lets any payload reach the program as a file, and nothing else happen", async () => {
    const canary = join(folderOf({}), "touched");
    const payloads = [
      `$(touch ${canary})\`touch ${canary}\`; touch ${canary} & | > '"\n\\`,
      `{"name": "../../../../${canary}", "in": "--help"}`,
      "\0".repeat(1 << 20),
      "",
      Uint8Array.from({ length: 256 }, (_, index) => index),
    ];
    const test = testRuns(
      stepOf("sha256sum < /valohai/inputs/in/payload; ls -A /valohai/inputs/in"),
    );
    for (const payload of payloads) {
      const record = await test.run(payload, [execution("S", "in")]);
      const [ran] = record.actions[0]?.executions ?? [];
      const digest = createHash("sha256").update(payload).digest("hex");
      assert.equal(test.output(ran?.id ?? ""), `${digest}  -\npayload\n`);
      const script = join(test.store.folderOf(record.id), ran?.folder ?? "", "command.sh");
      assert.ok(!readFileSync(script, "utf8").includes("touch"));
    }
    assert.equal(existsSync(canary), false);
  });

  it("keeps inputs and outputs within the run's folder", async () => {
    const secret = fileOf("secret", "top secret");
    const test = testRuns({
      "valohai.yaml": `
- step: { name: Up, image: i, command: 'true', inputs: [{ name: ../up }] }
- step: { name: File, image: i, command: 'true', inputs: [{ name: in, filename: ../../../up }] }
- step:
    name: Links
    image: i
    command: ["cd $VH_OUTPUTS_DIR && ln -s ${secret} link && ln -s / root && mkdir d && echo 1 > d/plain"]
- step:
    name: Swap
    image: i
    command: ["rmdir $VH_OUTPUTS_DIR && ln -s ${join(secret, "..")} $VH_OUTPUTS_DIR"]
- step: { name: Show, image: i, command: 'ls -R /valohai/inputs/in', inputs: [{ name: in, keep-directories: full }] }
- pipeline:
    name: P
    nodes: [{ name: a, type: execution, step: Links }, { name: b, type: execution, step: Show }]
    edges: [[a.output.*, b.input.in]]
`,
    });
    for (const [step, input] of [
      ["Up", "../up"],
      ["File", "in"],
    ] as const) {
      const { actions } = await test.run("x", [execution(step, input)]);
      assert.match(actions[0]?.why ?? "", /is no name for a file/);
      assert.equal(actions[0]?.status, "crashed");
    }
    const links = await test.run("x", [execution("Links")]);
    assert.deepEqual(links.actions[0]?.executions[0]?.outputs, [{ path: "d/plain", size: 2 }]);
    const swap = await test.run("x", [execution("Swap")]);
    assert.deepEqual(swap.actions[0]?.executions[0]?.outputs, []);
    const passed = await test.run("x", [pipeline("P")]);
    const [, shown] = passed.actions[0]?.executions ?? [];
    assert.doesNotMatch(test.output(shown?.id ?? ""), /secret|link|root/);
    assert.match(test.output(shown?.id ?? ""), /plain/);
    assert.deepEqual(
      readdirSync(test.repository).toSorted(),
      [".hooksmith", "valohai.yaml"],
      "nothing beside the runs",
    );
  });

  for (const [what, command, status, why, exitCode] of [
    ["a failing command", "exit 3", "error", "It failed with exit code 3.", 3],
    ["a missing program", "no-such-python x.py", "error", /not found \(exit code 127\)/, 127],
    ["a missing interpreter", "#!/no/such/python\nprint()", "error", /exit code 12[67]/, undefined],
    [
      "a file that may not run",
      "./valohai.yaml",
      "error",
      /may not be executed \(exit code 126\)/,
      126,
    ],
    ["a crash", "kill -SEGV $$", "crashed", "It was ended by SIGSEGV.", undefined],
    ["a crash of a child", "sh -c 'kill -SEGV $$'", "error", /ended by signal 11/, 139],
  ] as const) {
    it(`tells of ${what}`, async () => {
      const { actions } = await testRuns(stepOf(command)).run("", [execution("S", "in")]);
      assert.equal(actions[0]?.status, status);
      if (typeof why === "string") assert.equal(actions[0].why, why);
      else assert.match(actions[0].why ?? "", why);
      if (exitCode !== undefined) assert.equal(actions[0].executions[0]?.exitCode, exitCode);
    });
  }

  it("ends a script with its first command that fails, and lets one shell run all", async () => {
    const test = testRuns(stepOf(["export A=1 # comment", "echo $A", "false", "echo never"]));
    const { actions } = await test.run("", [execution("S", "in")]);
    assert.equal(actions[0]?.status, "error");
    assert.match(
      test.output(actions[0].executions[0]?.id ?? ""),
      /^1\nIt failed with exit code 1\.\n$/,
    );
  });

  it("says when its folder cannot be written", async () => {
    const store = new RunStore(join(fileOf("file", ""), "runs"));
    const test = testRuns(stepOf("true"), { store });
    const { id, actions, endedAt } = await test.run("", [execution("S", "in")]);
    assert.match(actions[0]?.why ?? "", /cannot be used \(ENOTDIR\)/);
    assert.equal(actions[0]?.status, "crashed");
    assert.ok(endedAt !== undefined && test.problems.length === 1);
    assert.deepEqual(test.runs.stateOf("test", id), { status: "error", result: [] });
  });

  it("says once when its folder may not be written, and leaves nothing behind", async () => {
    const folder = folderOf({});
    chmodSync(folder, 0o555);
    const test = testRuns(stepOf("true"), { store: new RunStore(join(folder, "runs")) });
    const { id, actions } = await asNobody(() =>
      test.run("", [execution("S", "in"), execution("S", "in")]),
    );
    for (const { status, why } of actions) {
      assert.equal(status, "crashed");
      assert.match(why ?? "", /may not be written\. Check the permissions of its folder\.$/);
    }
    assert.equal(test.problems.length, 1);
    assert.match(test.problems[0] ?? "", /run\.json may not be written\.$/);
    assert.deepEqual(readdirSync(folder), []);
    assert.deepEqual(test.runs.stateOf("test", id), { status: "error", result: [] });
    assert.deepEqual(
      test.store.list().map((record) => record.id),
      [id],
    );
  });

  it("takes stored files from where valohai-utils keeps them, and fetches nothing", async () => {
    const yaml =
      "- step: { name: S, image: i, command: 'cat /valohai/inputs/data/*', inputs: [{ name: data, default: 's3://b/x.csv' }] }\n";
    const without = await testRuns({ "valohai.yaml": yaml }).run("", [execution("S")]);
    assert.match(
      without.actions[0]?.why ?? "",
      /comes from s3:\/\/b\/x\.csv, which is not fetched here\. Put the files into .*\.valohai\/inputs\/S\/data/,
    );
    const test = testRuns({ "valohai.yaml": yaml, ".valohai/inputs/S/data/x.csv": "1,2" });
    const { actions } = await test.run("", [execution("S")]);
    assert.equal(test.output(actions[0]?.executions[0]?.id ?? ""), "1,2");
  });

  it("tells run info of its own trigger only, and of a run that failed in part", async () => {
    const test = testRuns(stepOf("true"));
    const { id } = await test.run("", [execution("S", "in"), execution("Nowhere")]);
    const state = test.runs.stateOf("test", id);
    assert.equal(state?.status, "complete_with_error");
    assert.equal(state.result.length, 1);
    assert.equal(test.runs.stateOf("other", id), undefined);
    assert.equal(test.runs.stateOf("test", "../../../etc"), undefined);
  });

  it("queues what is beyond its limit", async () => {
    const test = testRuns(stepOf("until [ -e go ]; do sleep 0.05; done"), { limit: 1 });
    await test.launch("first", "", [execution("S", "in")]);
    await test.seen("first", ({ actions }) => actions[0]?.status === "started");
    await test.launch("second", "", [execution("S", "in")]);
    const second = await test.seen("second", ({ actions }) => actions[0]?.status === "queued");
    assert.equal(test.runs.stateOf("test", second.id)?.status, "pending");
    writeFileSync(join(test.repository, "go"), "");
    for (const id of ["first", "second"]) {
      const ended = await test.seen(id, ({ endedAt }) => endedAt !== undefined);
      assert.equal(ended.actions[0]?.status, "complete");
    }
  });
});
