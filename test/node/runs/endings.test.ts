import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launchStateOf, type RunRecord } from "../../../src/core/runs/runRecord.ts";
import { RunStore } from "../../../src/node/runs/runStore.ts";
import { folderOf } from "../../support/folder.ts";
import { execution, pipeline, type TestRuns, testRuns } from "../../support/localRuns.ts";
import { gone } from "../../support/processes.ts";

/** A script that tells the ids of itself and of a child, of which both ignore the polite signal. */
const stubborn =
  "trap '' TERM; sh -c 'trap \"\" TERM; echo child $$; while :; do sleep 1; done' & echo self $$; wait";

const step = (command: string, more = "") => ({
  "valohai.yaml": `- step: { name: S, image: i, command: ${JSON.stringify(command)} ${more} }\n`,
});

/** Waits until a run has told the ids of its processes. */
async function idsOf(test: TestRuns, runId: string, count: number): Promise<readonly number[]> {
  const record = await test.seen(runId, ({ actions }) => actions[0]?.status === "started");
  const id = record.actions[0]?.executions[0]?.id ?? "";
  await test.seen(runId, () => [...test.output(id).matchAll(/\w+ (\d+)\n/g)].length >= count);
  return [...test.output(id).matchAll(/\w+ (\d+)\n/g)].map(([, pid]) => Number(pid));
}

describe("the end of a run", () => {
  it("comes with all its processes when it is stopped, and each is told as stopped", async () => {
    const test = testRuns(step(stubborn));
    await test.launch("run", "", [execution("S")]);
    const ids = await idsOf(test, "run", 2);
    const stopping = test.runs.stop("run");
    await test.seen("run", ({ actions }) => actions[0]?.status === "stopping");
    await stopping;
    await Promise.all(ids.map(gone));
    const record = test.store.find("run");
    assert.equal(record?.actions[0]?.status, "stopped");
    assert.equal(record.actions[0].executions[0]?.status, "stopped");
    assert.equal(launchStateOf(record).status, "error");
  });

  it("comes when its time is over, by the option or by the step's own limit", async () => {
    for (const [more, timeout] of [
      ["", 1],
      [", time-limit: 1s", 600],
    ] as const) {
      const test = testRuns(step("sleep 600", more), { timeout });
      const { actions } = await test.run("", [execution("S")]);
      assert.equal(actions[0]?.status, "error");
      assert.equal(actions[0].why, "It was stopped because it ran longer than 1 s.");
    }
  });

  it("leaves behind neither what runs in the background nor, on Linux, what left the group", async () => {
    const leaving =
      process.platform === "linux"
        ? "setsid sh -c 'echo stray $$; exec sleep 600' & "
        : "sh -c 'echo stray $$; exec sleep 600' & ";
    const test = testRuns(
      step(
        `${leaving} sh -c 'echo back $$; exec sleep 600' & while ! [ -e go ]; do sleep 0.05; done`,
      ),
    );
    await test.launch("run", "", [execution("S")]);
    const ids = await idsOf(test, "run", 2);
    writeFileSync(join(test.repository, "go"), "");
    const { actions } = await test.seen("run", ({ endedAt }) => endedAt !== undefined);
    assert.equal(actions[0]?.status, "complete");
    await Promise.all(ids.map(gone));
  });

  it("comes for all runs, begun or queued, when they are closed", async () => {
    const test = testRuns(step("sleep 600"), { limit: 1 });
    for (const id of ["a", "b", "c"]) await test.launch(id, "", [execution("S")]);
    await test.seen("a", ({ actions }) => actions[0]?.status === "started");
    await test.runs.close();
    assert.deepEqual(
      test.store.list().map(({ actions }) => actions[0]?.status),
      ["stopped", "stopped", "stopped"],
    );
  });
});

describe("a pipeline", () => {
  const statuses = ({ actions }: RunRecord) => [
    actions[0]?.status,
    ...(actions[0]?.executions.map(({ node, status }) => `${node} ${status}`) ?? []),
  ];
  const nodes = (onError: string) => ({
    "valohai.yaml": `
- step: { name: Fail, image: i, command: 'exit 1' }
- step: { name: Next, image: i, command: 'true', inputs: [{ name: in, optional: true }] }
- step: { name: Long, image: i, command: 'until [ -e go ]; do sleep 0.05; done' }
- pipeline:
    name: P
    nodes:
      - { name: bad, type: execution, step: Fail, on-error: ${onError} }
      - { name: after, type: execution, step: Next }
      - { name: beside, type: execution, step: Long }
    edges: [[bad.output.*, after.input.in]]
`,
    ...(onError === "stop-all" ? {} : { go: "" }),
  });

  for (const [onError, wanted] of [
    ["stop-all", ["error", "bad error", "beside stopped", "after stopped"]],
    ["stop-next", ["error", "bad error", "beside complete", "after stopped"]],
    ["continue", ["complete", "bad error", "beside complete", "after complete"]],
  ] as const) {
    it(`goes on as ${onError} says when a node fails`, async () => {
      const record = await testRuns(nodes(onError)).run("", [pipeline("P")]);
      assert.deepEqual(statuses(record), wanted);
    });
  }

  it("runs no node to which an edge brings a value that its parameter does not take", async () => {
    const record = await testRuns({
      "valohai.yaml": `
- step: { name: A, image: i, command: 'echo "{\\"size\\":7}"', parameters: [{ name: word, default: big }] }
- step:
    name: B
    image: i
    command: 'true'
    parameters: [{ name: size, type: integer, max: 3, optional: true }, { name: word, default: small, choices: [small] }]
- pipeline:
    name: P
    nodes:
      - { name: a, type: execution, step: A }
      - { name: b, type: execution, step: B, on-error: stop-next }
      - { name: c, type: execution, step: B, on-error: stop-next }
    edges: [[a.metadata.size, b.parameter.size], [a.parameter.word, c.parameter.word]]
`,
    }).run("", [pipeline("P")]);
    assert.deepEqual(statuses(record), ["error", "a complete", "b error", "c error"]);
    const [, b, c] = record.actions[0]?.executions ?? [];
    assert.equal(b?.why, "The parameter `size` is at most 3, not “7”.");
    assert.equal(c?.why, "The parameter `word` is one of “small”, not “big”.");
  });

  /** A node `first` whose program prints an accuracy and ends with a code, and one `next` after it. */
  const gated = (code: number, traits: string) => ({
    "valohai.yaml": `
- step: { name: First, image: i, command: ['echo "{\\"acc\\": 0.5}"', 'exit ${code}'] }
- step: { name: Next, image: i, command: 'touch ran', parameters: [{ name: size, default: 3 }] }
- pipeline:
    name: P
    nodes:
      - { name: first, type: execution, step: First, ${traits} }
      - name: next
        type: execution
        step: Next
        actions: [{ when: node-starting, if: parameter.size > 2, then: require-approval }]
    edges: [[first.metadata.acc, next.parameter.size]]
`,
  });

  for (const [what, code, traits, wanted, why] of [
    [
      "is stopped when a result is not good enough",
      0,
      "actions: [{ when: node-complete, if: metadata.acc < 0.9, then: stop-pipeline }]",
      ["stopped", "first complete", "next stopped"],
      "`first` stopped the pipeline: when node-complete if metadata.acc < 0.9 then stop-pipeline.",
    ],
    [
      "goes on when a condition does not hold",
      0,
      "actions: [{ when: node-complete, if: metadata.acc > 0.9, then: error-pipeline }]",
      ["complete", "first complete", "next complete"],
      undefined,
    ],
    [
      "ends with an error when an action of a failed node says so",
      1,
      "on-error: continue, actions: [{ when: node-error, then: error-pipeline }]",
      ["error", "first error", "next stopped"],
      "`first` ended the pipeline with an error: when node-error then error-pipeline.",
    ],
    [
      "has failed when a node has, whatever its actions do",
      1,
      "actions: [{ when: node-error, then: stop-pipeline }]",
      ["error", "first error", "next stopped"],
      "`first` failed. It failed with exit code 1.",
    ],
  ] as const) {
    it(what, async () => {
      const test = testRuns(gated(code, traits));
      const record = await test.run("", [pipeline("P")]);
      assert.deepEqual(statuses(record), wanted);
      assert.equal(record.actions[0]?.why, why);
      assert.equal(existsSync(join(test.repository, "ran")), wanted[2] === "next complete");
    });
  }

  it("stops where an approval is needed", async () => {
    const files = gated(0, "actions: []");
    const test = testRuns({ "valohai.yaml": files["valohai.yaml"].replace("0.5", "5") });
    const record = await test.run("", [pipeline("P")]);
    assert.deepEqual(statuses(record), ["stopped", "first complete", "next stopped"]);
    assert.match(record.actions[0]?.why ?? "", /^`next` needs an approval, which nobody can give/);
    assert.equal(existsSync(join(test.repository, "ran")), false);
  });

  it("runs its executions also when a deployment stands behind them", async () => {
    const record = await testRuns({
      "valohai.yaml": `
- step: { name: Train, image: i, command: 'touch $VH_OUTPUTS_DIR/model' }
- pipeline:
    name: P
    nodes: [{ name: train, type: execution, step: Train }, { name: deploy, type: deployment, deployment: D }]
    edges: [[train.output.model, deploy.file.predict.model]]
`,
    }).run("", [pipeline("P")]);
    assert.deepEqual(statuses(record), ["error", "train complete", "deploy error"]);
    assert.equal(
      record.actions[0]?.why,
      "Only execution nodes run here, and `deploy` is of type deployment.",
    );
  });

  for (const [where, edges] of [
    ["beside them", ""],
    ["between them", "[deploy.output.*, last.input.in], [train.output.*, evaluate.input.in]"],
  ] as const) {
    it(`runs its executions also when a node that cannot run here stands ${where}`, async () => {
      const record = await testRuns({
        "valohai.yaml": `
- step: { name: S, image: i, command: 'true', inputs: [{ name: in, optional: true }] }
- pipeline:
    name: P
    nodes:
      - { name: deploy, type: deployment, deployment: D }
      - { name: tune, type: task, step: S }
      - { name: train, type: execution, step: S }
      - { name: evaluate, type: execution, step: S }
      - { name: last, type: execution, step: S }
    edges: [${edges}]
`,
      }).run("", [pipeline("P")]);
      const last = edges === "" ? "complete" : "stopped";
      const [status, ...nodes] = statuses(record);
      assert.equal(status, "error");
      assert.deepEqual(nodes.toSorted(), [
        ...["deploy error", "evaluate complete", `last ${last}`],
        ...["train complete", "tune error"],
      ]);
      assert.equal(
        record.actions[0]?.why,
        "Only execution nodes run here, and `deploy` is of type deployment.",
      );
    });
  }

  for (const [what, traits, status, why] of [
    [
      "a node failed",
      "step: Fail, on-error: stop-next",
      "error",
      "`a` failed. It failed with exit code 1.",
    ],
    [
      "an action ended it",
      "step: Good, actions: [{ when: node-complete, then: stop-pipeline }]",
      "stopped",
      "`a` stopped the pipeline: when node-complete then stop-pipeline.",
    ],
  ] as const) {
    it(`tells that ${what} rather than that another node cannot run here`, async () => {
      const record = await testRuns({
        "valohai.yaml": `
- step: { name: Fail, image: i, command: 'exit 1' }
- step: { name: Good, image: i, command: 'true' }
- pipeline:
    name: P
    nodes: [{ name: deploy, type: deployment }, { name: a, type: execution, ${traits} }]
    edges: []
`,
      }).run("", [pipeline("P")]);
      assert.deepEqual([record.actions[0]?.status, record.actions[0]?.why], [status, why]);
    });
  }

  it("tries a node once more that says so, in an empty folder", async () => {
    const test = testRuns({
      "valohai.yaml": `
- step: { name: Once, image: i, command: ['ls -A $VH_OUTPUTS_DIR', 'touch $VH_OUTPUTS_DIR/x', '[ -e again ] || { touch again; exit 1; }'] }
- pipeline: { name: P, nodes: [{ name: n, type: execution, step: Once, on-error: retry }], edges: [] }
`,
    });
    const record = await test.run("", [pipeline("P")]);
    assert.deepEqual(statuses(record), ["complete", "n complete"]);
    assert.deepEqual(record.actions[0]?.executions[0]?.outputs, [{ path: "x", size: 0 }]);
  });

  it("gives what an edge brings to a program as it is, whatever it holds", async () => {
    const evil = `$(touch pwned); 'x' "y" \`z\`\n--help {parameters}`;
    const test = testRuns({
      "valohai.yaml": `
- step: { name: A, image: i, command: 'cat metadata.json; printf abc > $VH_OUTPUTS_DIR/one.txt' }
- step:
    name: B
    image: i
    command: ["printf '%s' {parameter-value:p}", "cat /valohai/inputs/in/*"]
    parameters: [{ name: p }]
    inputs: [{ name: in, filename: renamed }]
- pipeline:
    name: P
    nodes: [{ name: a, type: execution, step: A }, { name: b, type: execution, step: B }]
    edges: [[a.metadata.evil, b.parameter.p], [a.output.*.txt, b.input.in]]
`,
      "metadata.json": `${JSON.stringify({ evil })}\n`,
    });
    const { actions } = await test.run("", [pipeline("P")]);
    const [, b] = actions[0]?.executions ?? [];
    assert.equal(actions[0]?.status, "complete");
    assert.equal(test.output(b?.id ?? ""), `${evil}abc`);
  });
});

describe("RunStore", () => {
  it("tells of a run whose keeper is gone that it crashed, and takes no foreign file amiss", () => {
    const folder = folderOf({
      "lost/run.json": JSON.stringify({
        version: 1,
        id: "lost",
        trigger: "T",
        slug: "t",
        mode: "local",
        launchedAt: 5,
        actions: [
          {
            ...{ type: "run-execution", id: "e", name: "S", status: "started" },
            executions: [
              { id: "e", step: "S", status: "started", folder: "1-S", outputs: [], metadata: {} },
            ],
          },
        ],
        // No process has this id.
        keeper: { pid: 2 ** 30, began: "1" },
      }),
      "broken/run.json": '{"version":1',
      "other/x": "",
    });
    const store = new RunStore(folder);
    assert.deepEqual(
      store.list().map(({ id }) => id),
      ["lost"],
    );
    const record = store.find("lost");
    assert.equal(record?.actions[0]?.executions[0]?.status, "crashed");
    assert.equal(record.actions[0].why, "Hooksmith ended while it ran.");
    assert.equal(launchStateOf(record).status, "error");
    assert.equal(store.find("../lost"), undefined);
  });
});
