import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Project } from "../../../../src/core/language/project/project.ts";
import { readProject } from "../../../../src/core/language/project/readProject.ts";
import { brokenTexts, isInText, textsLike } from "./brokenText.ts";

const read = (text: string) => readProject("valohai.yaml", text);

const full = `---
# A project with all that triggers care about.
- step:
    name: "Webhook Entry"
    image: python:3.12
    command: [a, b]
    inputs:
      - name: payload
        filename: body.json
      - { name: data, default: [s3://a, s3://b] }
      - { name: none, default: [] }
      - { name: maybe, optional: yes }
      - { name: sure, optional: false }
    parameters:
      - { name: rate, type: float, default: 0.1 }
      - { name: prompt }
      - { name: dry, type: flag }
      - { name: topic, optional: true }
- endpoint: { name: x }
- blueprint:
    name: Old
    nodes: []
    edges: []
- pipeline:
    name: Webhook Pipeline
    nodes:
      - name: entry
        type: execution
        step: Webhook Entry
        override:
          inputs: [{ name: data }]
      - { name: pinned, type: execution, step: Other, commit: 0123abc }
      - { name: grid, type: task, step: Webhook Entry }
      - { name: live, type: deployment, deployment: D }
    edges:
      - [entry.output.*, pinned.input.model]
      - source: entry.metadata.a.b
        target: grid.parameter.c
        configuration: {}
`;

describe("readProject", () => {
  it("reads steps with their inputs and parameters", () => {
    const [step] = read(full).steps;
    assert.equal(step?.name, "Webhook Entry");
    assert.deepEqual(
      step?.inputs.map(({ name, isRequired, hasDefault, filename }) => [
        name,
        isRequired,
        hasDefault,
        filename,
      ]),
      [
        ["payload", true, false, "body.json"],
        ["data", false, true, undefined],
        ["none", false, false, undefined],
        ["maybe", false, false, undefined],
        ["sure", true, false, undefined],
      ],
    );
    assert.deepEqual(
      step?.parameters.map(({ name, isRequired }) => [name, isRequired]),
      [
        ["rate", false],
        ["prompt", true],
        ["dry", false],
        ["topic", false],
      ],
    );
  });

  it("reads pipelines, under either name, with nodes and both forms of edges", () => {
    const [old, pipeline] = read(full).pipelines;
    assert.equal(old?.name, "Old");
    assert.deepEqual(
      pipeline?.nodes.map(({ name, type, step, hasOwnCommit, overriddenInputs }) => [
        name,
        type,
        step,
        hasOwnCommit,
        overriddenInputs.map((input) => input.name),
      ]),
      [
        ["entry", "execution", "Webhook Entry", false, ["data"]],
        ["pinned", "execution", "Other", true, []],
        ["grid", "task", undefined, false, []],
        ["live", "deployment", undefined, false, []],
      ],
    );
    assert.deepEqual(pipeline?.edges, [
      { source: "entry.output.*", target: "pinned.input.model" },
      { source: "entry.metadata.a.b", target: "grid.parameter.c" },
    ]);
  });

  it("gives each name its place, without quotes", () => {
    const project = read(full);
    for (const { name, range } of namesIn(project)) {
      assert.equal(full.slice(range.start, range.end), name);
    }
  });

  it("understands aliases and merged mappings, whose own keys win", () => {
    const { steps } = read(`
- step: &base
    name: A
    inputs: &inputs
      - name: payload
- step:
    <<: [*base, { name: C, parameters: [name: p] }]
    name: B
`);
    assert.deepEqual(
      steps.map(({ name, inputs, parameters }) => [name, inputs.length, parameters.length]),
      [
        ["A", 1, 0],
        ["B", 1, 1],
      ],
    );
  });

  it("leaves out what has no name, and takes nothing amiss", () => {
    for (const text of [
      "- step:\n- step: {}\n- step: { name: }\n- step: hello\n- pipeline: [a]\n- 1\n-\n",
      "- step: { name: '' , inputs: hello }\n",
      "- pipeline: { nodes: { a: b }, edges: [1, [a], {}] }\n",
      "",
    ]) {
      const { steps, pipelines, isWhole } = read(text);
      assert.deepEqual([steps, pipelines, isWhole], [[], [], true], text);
    }
  });

  it("says when some of it could not be read", () => {
    const broken = read("- step:\n    name: A\n- step: { name: [\n- step: { name: C }\n");
    assert.deepEqual(
      broken.steps.map(({ name }) => name),
      ["A", "C"],
    );
    for (const text of ["step: { name: A }", "- step: { name: *nobody }\n", "[]\n---\n- a\n"]) {
      assert.equal(read(text).isWhole, false, text);
    }
    assert.equal(broken.isWhole, false);
  });

  it("reads the example's file", () => {
    const text = readFileSync("media/examples/valohai.yaml", "utf8");
    const { steps, pipelines, isWhole } = read(text);
    assert.deepEqual([steps.length, pipelines.length, isWhole], [2, 1, true]);
  });

  it("reads any text, and keeps to it", () => {
    for (const text of brokenTexts(full)) assertSound(text);
    fc.assert(fc.property(textsLike(full), assertSound), { numRuns: 1000 });
  });
});

function assertSound(text: string): void {
  for (const { range } of namesIn(read(text))) assert.ok(isInText(range, text));
}

function namesIn({ steps, pipelines }: Project) {
  return [
    ...steps.flatMap((step) => [step, ...step.inputs, ...step.parameters]),
    ...pipelines.flatMap((pipeline) => [pipeline, ...pipeline.nodes]),
  ];
}
