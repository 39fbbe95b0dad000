import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { planView } from "../../../src/core/inspector/planView.ts";
import { planOf, planProblems } from "../../../src/core/runs/plan.ts";
import { planJson } from "../../../src/core/runs/planJson.ts";
import { planText } from "../../../src/core/runs/planText.ts";
import { executionRun, pipelineRun, projectFrom } from "./project.ts";

const example = projectFrom(readFileSync("media/examples/valohai.yaml", "utf8"));

const project = projectFrom(`
- step:
    name: Train
    image: python:3.12
    command: ["a {parameters}", b]
    inputs:
      - { name: payload, filename: body.json }
      - { name: data, default: "s3://x/{parameter:rate}.csv" }
      - { name: extra, optional: true }
      - { name: model }
    parameters:
      - { name: rate, type: float, default: 0.5 }
      - { name: topic }
- step: { name: Empty }
- step:
    name: Colon
    command:
      - cd x
      - echo '{"a": 1}'
- pipeline:
    name: P
    parameters:
      - { name: speed, targets: [one.parameter.rate], default: 0.75 }
    nodes:
      - name: two
        type: execution
        step: Train
        override: { image: other, command: c, parameters: [{ name: topic, default: t }], inputs: [{ name: data, default: s3://y }] }
      - { name: one, type: execution, step: Train }
      - { name: job, type: task, step: Train }
      - { name: pinned, type: execution, step: Train, commit: abc }
      - { name: lost, type: execution, step: Nowhere }
    edges:
      - [one.output.*.pkl, two.input.model]
      - [one.metadata.a.b, two.parameter.rate]
- pipeline:
    name: Circle
    nodes: [{ name: a, type: execution, step: Empty }, { name: b, type: execution, step: Empty }]
    edges: [[a.output.*, b.input.x], [b.output.*, a.input.x]]
- pipeline:
    name: Wrong
    nodes: [{ name: a, type: execution, step: Empty }]
    edges: [[a.output.*, b.input.x], [a.file.x, a.input.x], [a, b]]
`);

describe("planOf", () => {
  it("resolves an execution against its step", () => {
    assert.deepEqual(planJson(planOf(executionRun("Train", "payload"), project)), {
      action: "run-execution",
      id: "run-1",
      step: "Train",
      commit: "main",
      image: "python:3.12",
      commands: ["a --rate=0.5", "b"],
      parameters: { rate: 0.5 },
      inputs: [
        { name: "payload", files: [{ payload: true, path: "/valohai/inputs/payload/body.json" }] },
        { name: "data", files: [{ uri: "s3://x/0.5.csv" }] },
        { name: "extra", files: [] },
        { name: "model", files: [] },
      ],
      problems: ["Nothing fills the input `model`.", "The parameter `topic` has no value."],
    });
  });

  it("resolves a pipeline, its nodes after those that they need", () => {
    const plan = planOf(pipelineRun("P", "one.payload"), project);
    assert.ok(plan.kind === "pipeline");
    assert.deepEqual(
      plan.pipeline.nodes.map(({ node, execution, problems }) => [
        node.name,
        execution?.commands,
        problems,
      ]),
      [
        [
          "one",
          ["a --rate=0.75", "b"],
          ["Nothing fills the input `model`.", "The parameter `topic` has no value."],
        ],
        ["job", undefined, ["Only execution nodes run here, and `job` is of type task."]],
        [
          "pinned",
          undefined,
          ["The step of `pinned` is that of another commit, which is not at hand."],
        ],
        ["lost", undefined, ["There is no step `Nowhere` for `lost`."]],
        ["two", ["c"], ["Nothing fills the input `payload`."]],
      ],
    );
    const two = plan.pipeline.nodes.at(-1)?.execution;
    assert.equal(two?.step.image, "other");
    assert.deepEqual(two?.inputs.find(({ input }) => input.name === "data")?.sources, [
      { kind: "address", address: "s3://y" },
    ]);
  });

  it("says what cannot be resolved", () => {
    for (const [run, why] of [
      [executionRun("Tain"), "valohai.yaml has no step `Tain`."],
      [executionRun("Train", "pay"), "The step `Train` declares no input `pay`."],
      [executionRun("Empty"), "The step `Empty` has no command."],
      [
        executionRun("Colon"),
        "A command of the step `Colon` is no text, perhaps for a colon: quote it.",
      ],
      [pipelineRun("Q"), "valohai.yaml has no pipeline `Q`."],
      [pipelineRun("P", "payload"), "The payload input name `payload` does not read `node.input`."],
      [pipelineRun("P", "three.payload"), "The pipeline `P` has no node `three`."],
      [
        pipelineRun("P", "job.payload"),
        "Only an execution node takes a payload, and `job` is none.",
      ],
      [pipelineRun("P", "one.x"), "The step `Train` declares no input `x`."],
      [pipelineRun("Circle"), "The edges form a circle, so that no node can be first."],
    ] as const) {
      assert.equal(planProblems(planOf(run, project))[0], why);
    }
    assert.deepEqual(planProblems(planOf(pipelineRun("Wrong"), project)).slice(0, 3), [
      "An edge does not read `node.type.key` on both sides.",
      "An edge names the node `b`, which is not there.",
      "An edge from file to input is not run here.",
    ]);
    assert.deepEqual(planProblems(planOf(executionRun("Train"), undefined)), [
      "There is no valohai.yaml at or above the trigger file.",
    ]);
  });

  it("tells people what would run: parameters with values, and placeholders of those that edges bring", () => {
    const train = planText(planOf(executionRun("Train", "payload"), project), (_, text) => text);
    assert.match(train, / {6}rate = 0\.5\n {6}\$ a --rate=0\.5\n {6}\$ b\n/);
    const run = pipelineRun("Webhook Pipeline", "entry.webhook-payload");
    assert.equal(
      planText(planOf(run, example), (_, text) => text),
      [
        "  → run-pipeline  Webhook Pipeline “Title”",
        "      entry  Webhook Entry",
        "        payload → webhook-payload/payload",
        "        $ cat /valohai/inputs/webhook-payload/*",
        "      followup  Webhook Followup",
        "        entry.metadata.parsed_prompt → parameter prompt",
        "        $ echo {parameter-value:prompt}",
        "",
      ].join("\n"),
    );
  });

  it("shows no value of a parameter that an edge brings", () => {
    const later = projectFrom(`
- step:
    name: S
    command: c {parameters}
    inputs: [{ name: data, default: "s3://x/{parameter:size}" }]
    parameters: [{ name: size, type: integer, default: 3 }, { name: fast, type: flag, default: true }, { name: own, type: integer, default: 1 }]
- pipeline:
    name: P
    nodes: [{ name: a, type: execution, step: S }, { name: b, type: execution, step: S }]
    edges: [[a.metadata.size, b.parameter.size], [a.metadata.fast, b.parameter.fast]]
`);
    const plan = planOf(pipelineRun("P"), later);
    const [, ofB] = planText(plan, (_, text) => text).split("      b  S\n");
    assert.equal(
      ofB,
      [
        "a.metadata.size → parameter size",
        "a.metadata.fast → parameter fast",
        "s3://x/{parameter:size} → data",
        "own = 1",
        "$ c {parameter:size} {parameter:fast} --own=1",
      ]
        .map((line) => `        ${line}\n`)
        .join(""),
    );
    const json = planJson(plan);
    assert.ok(typeof json === "object" && json !== null && "nodes" in json);
    assert.ok(Array.isArray(json.nodes));
    const [a, b] = json.nodes as readonly { readonly parameters: object }[];
    assert.deepEqual(a?.parameters, { size: 3, fast: true, own: 1 });
    assert.deepEqual(b?.parameters, { own: 1 });
    const { executions } = planView(plan);
    assert.deepEqual(
      executions[1]?.parameters.map(({ name, value }) => [name, value]),
      [
        ["size", undefined],
        ["fast", undefined],
        ["own", "1"],
      ],
    );
  });

  it("shows the actions of nodes, and what of them is not done here", () => {
    const gated = projectFrom(`
- step: { name: S, command: c }
- pipeline:
    name: Gated
    nodes:
      - name: n
        type: execution
        step: S
        actions:
          - { when: node-complete, if: metadata.acc < 0.9, then: stop-pipeline }
          - { when: node-starting, then: require-approval }
    edges: []
`);
    const plan = planOf(pipelineRun("Gated"), gated);
    const actions = [
      "when node-complete if metadata.acc < 0.9 then stop-pipeline",
      "when node-starting then require-approval",
    ];
    const approval =
      "`n` may need an approval, which nobody can give here: the pipeline then stops.";
    assert.equal(
      planText(plan, (_, text) => text),
      [
        "  → run-pipeline  Gated “Title”",
        ...["n  S", ...[...actions, "$ c"].map((line) => `  ${line}`), approval].map(
          (line) => `      ${line}`,
        ),
        "",
      ].join("\n"),
    );
    const json = planJson(plan);
    assert.ok(typeof json === "object" && json !== null && "nodes" in json);
    assert.deepEqual(json.nodes, [
      {
        name: "n",
        type: "execution",
        step: "S",
        actions,
        commands: ["c"],
        parameters: {},
        inputs: [],
      },
    ]);
    assert.deepEqual(json.problems, [approval]);
  });
});
