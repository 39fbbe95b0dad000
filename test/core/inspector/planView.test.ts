import assert from "node:assert/strict";
import { inspect } from "../../../src/core/inspector/inspection.ts";
import { isToInspector } from "../../../src/core/inspector/messages.ts";
import { planView } from "../../../src/core/inspector/planView.ts";
import { newRecord } from "../../../src/core/runs/newRecord.ts";
import { planOf } from "../../../src/core/runs/plan.ts";
import type { ActionRecord, ExecutionRecord } from "../../../src/core/runs/runRecord.ts";
import { freshCapture } from "../../support/captures.ts";
import { executionRun, pipelineRun, projectFrom } from "../runs/project.ts";

const project = projectFrom(`
- step:
    name: Train
    image: python:3.12
    command: ["a {parameters}", b]
    inputs:
      - { name: payload, filename: body.json }
      - { name: data, default: "s3://x/{parameter:rate}.csv" }
      - { name: model, optional: true }
    parameters:
      - { name: rate, type: float, default: 0.5 }
      - { name: fast, type: flag }
      - { name: topic, optional: true }
- pipeline:
    name: P
    nodes:
      - { name: two, type: execution, step: Train }
      - name: one
        type: execution
        step: Train
        actions: [{ when: node-complete, if: metadata.a > 1, then: stop-pipeline }]
      - { name: job, type: task, step: Train }
    edges:
      - [one.output.*.pkl, two.input.model]
      - [one.metadata.a.b, two.parameter.rate]
`);

describe("the view of a plan", () => {
  it("shows all that an execution would be given", () => {
    assert.deepEqual(planView(planOf(executionRun("Train", "payload"), project), "started"), {
      kind: "execution",
      name: "Train",
      id: "run-1",
      commit: "main",
      title: "",
      payloadInput: "payload",
      status: "started",
      executions: [
        {
          node: "",
          step: "Train",
          image: "python:3.12",
          commands: ["a --rate=0.5", "b"],
          parameters: [
            { name: "rate", value: "0.5", edges: [] },
            { name: "fast", value: "false", edges: [] },
            { name: "topic", value: undefined, edges: [] },
          ],
          inputs: [
            {
              name: "payload",
              files: [{ isPayload: true, from: "", path: "/valohai/inputs/payload/body.json" }],
              edges: [],
            },
            {
              name: "data",
              files: [{ isPayload: false, from: "s3://x/0.5.csv", path: "/valohai/inputs/data/" }],
              edges: [],
            },
            { name: "model", files: [], edges: [] },
          ],
          actions: [],
          problems: [],
        },
      ],
      problems: [],
    });
  });

  it("shows the nodes of a pipeline in their order, what edges bring, and what hinders each", () => {
    const { executions, title, kind } = planView(planOf(pipelineRun("P", "one.payload"), project));
    assert.deepEqual([kind, title], ["pipeline", "Title"]);
    assert.deepEqual(
      executions.map(({ actions }) => actions),
      [["when node-complete if metadata.a > 1 then stop-pipeline"], [], []],
    );
    assert.deepEqual(
      executions.map(({ node, step, inputs, parameters, problems }) => [
        node,
        step,
        inputs.flatMap(({ files, edges }) => [...files.map(({ path }) => path), ...edges]),
        parameters.flatMap(({ edges }) => edges),
        problems,
      ]),
      [
        ["one", "Train", ["/valohai/inputs/payload/body.json", "/valohai/inputs/data/"], [], []],
        ["job", "task", [], [], ["Only execution nodes run here, and `job` is of type task."]],
        [
          "two",
          "Train",
          ["/valohai/inputs/data/", "one.output.*.pkl"],
          ["one.metadata.a.b"],
          ["Nothing fills the input `payload`."],
        ],
      ],
    );
  });

  it("says why a plan is none", () => {
    for (const [run, of, why] of [
      [executionRun("Tain"), project, "valohai.yaml has no step `Tain`."],
      [pipelineRun("Q"), project, "valohai.yaml has no pipeline `Q`."],
      [executionRun("Train"), undefined, "There is no valohai.yaml at or above the trigger file."],
    ] as const) {
      const { problems, executions } = planView(planOf(run, of));
      assert.deepEqual([problems, executions], [[why], []]);
    }
  });
});

describe("an inspection of an accepted request", () => {
  const runs = [
    executionRun("Train", "payload"),
    pipelineRun("P", "one.payload"),
    executionRun("Tain"),
  ];
  const plans = runs.map((run, index) => planOf({ ...run, id: `run-${index}` }, project));
  const launched = { runId: "r", trigger: "Test", slug: "test", plans };
  const shown = (record: Parameters<typeof inspect>[2]) => {
    const capture = { ...freshCapture(), position: 1, pinned: false };
    const inspection = inspect(capture, { origin: undefined, replays: [] }, record);
    const message = JSON.parse(JSON.stringify({ kind: "show", inspection })) as unknown;
    assert.ok(isToInspector(message), "a page takes it");
    return inspection;
  };

  it("tells of a request that was only planned no more than the plan", () => {
    const record = newRecord(launched, "plan", 0);
    const { runs, launch, isPlannedAnew } = shown({ plans, isPlannedAnew: true, record });
    assert.deepEqual(
      runs.map(({ status }) => status),
      ["", "", ""],
    );
    assert.deepEqual([launch, isPlannedAnew], [undefined, true]);
  });

  it("tells what became of a run here, and which files it left", () => {
    const planned = newRecord(launched, "local", 0);
    const why = "The step `Train` ended with exit code 1.";
    const execution: ExecutionRecord = {
      ...{ id: "e", node: "one", step: "Train", status: "error", folder: "1-one" },
      ...{ startedAt: 1, why, outputs: [{ path: "a/b.txt", size: 3 }], metadata: {} },
    };
    const [first, ...others] = planned.actions;
    assert.ok(first);
    const failed: ActionRecord = { ...first, status: "error", why, executions: [execution] };
    const record = { ...planned, actions: [failed, ...others] };
    const { runs, launch } = shown({ plans, isPlannedAnew: false, record });
    assert.deepEqual(
      runs.map(({ status }) => status),
      ["error", "created", "created"],
    );
    assert.deepEqual(launch?.outputs, [
      { execution: "one", folder: "1-one", path: "a/b.txt", size: 3 },
    ]);
    assert.deepEqual([launch?.notes, launch?.isGoing, launch?.hasOutput], [[why], true, true]);
  });

  it("tells how the hosted service answered, and what to look at", () => {
    const finding = { message: "Accepted here, but not there.", lookAt: ["The clock."] };
    const answer = { status: 400, body: "" };
    const relay = { target: "https://hosted.example/api/v0/launch/x/", answer, finding };
    const record = { ...newRecord(launched, "relay", 0), relay, endedAt: 1 };
    const { launch, runs } = shown({ plans, isPlannedAnew: false, record });
    assert.deepEqual(
      [launch?.target, launch?.answered, launch?.finding],
      [relay.target, 400, finding],
    );
    assert.equal(launch?.outcome, "error");
    assert.deepEqual(new Set(runs.map(({ status }) => status)), new Set([""]));
  });
});
