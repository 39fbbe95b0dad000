import assert from "node:assert/strict";
import { bring, fitsPattern } from "../../../src/core/runs/edges.ts";
import { inputFileName, planExecution } from "../../../src/core/runs/execution.ts";
import { metadataIn } from "../../../src/core/runs/metadata.ts";
import { valueFrom } from "../../../src/core/runs/parameters.ts";
import { planPipeline } from "../../../src/core/runs/pipeline.ts";
import type { Json } from "../../../src/core/trigger/trigger.ts";
import { projectFrom } from "./project.ts";

describe("fitsPattern", () => {
  it("understands wildcards, across folders", () => {
    for (const [path, pattern, fits] of [
      ["model.pkl", "*", true],
      ["a/b/model.pkl", "*.pkl", true],
      ["model.pkl", "model.pkl", true],
      ["modelxpkl", "model.pkl", false],
      ["m1.pkl", "m?.pkl", true],
      ["m1.pkl", "m[12].pkl", true],
      ["m3.pkl", "m[!12].pkl", true],
      ["a(b", "a(b", true],
      ["[", "[", true],
      ["x", "[z-a]", false],
    ] as const) {
      assert.equal(fitsPattern(path, pattern), fits, `${path} ${pattern}`);
    }
  });
});

describe("bring", () => {
  const project = projectFrom(`
- step: { name: A, command: a, parameters: [{ name: p, default: v }], inputs: [{ name: in, optional: true }] }
- step:
    name: B
    command: b
    parameters: [{ name: p }, { name: n, type: integer }]
    inputs: [{ name: files, keep-directories: suffix }, { name: maybe, optional: true }]
- pipeline:
    name: P
    nodes: [{ name: a, type: execution, step: A }, { name: b, type: execution, step: B }]
    edges:
      - [a.output.out/*, b.input.files]
      - [a.output.none*, b.input.maybe]
      - [a.parameter.p, b.parameter.p]
      - [a.metadata.count, b.parameter.n]
`);
  const [stepA, stepB] = project.steps;
  const [pipeline] = project.pipelines;
  assert.ok(stepA && stepB && pipeline);
  const { edges } = planPipeline(project, pipeline, undefined);
  const [, nodeB] = pipeline.nodes;
  assert.ok(nodeB);
  const broughtWith = (metadata: { readonly [key: string]: Json }, outputs: readonly string[]) =>
    bring(
      nodeB,
      stepB,
      edges,
      new Map([
        [
          "a",
          {
            execution: planExecution(stepA, {}),
            outputsFolder: "/o",
            outputs: outputs.map((path) => ({ path, size: 1 })),
            metadata,
          },
        ],
      ]),
    );

  it("passes outputs, metadata and parameters on", () => {
    const brought = broughtWith({ count: 3 }, ["out/x/1.csv", "log"]);
    assert.deepEqual(brought.problems, []);
    assert.deepEqual(
      [...brought.files],
      [
        [
          "files",
          [{ kind: "file", path: "/o/out/x/1.csv", name: "out/x/1.csv", suffix: "x/1.csv" }],
        ],
        ["maybe", []],
      ],
    );
    assert.deepEqual(
      [...brought.values],
      [
        ["p", [{ value: "v", text: "v" }]],
        ["n", [{ value: 3, text: "3" }]],
      ],
    );
  });

  it("says what an edge did not bring", () => {
    assert.deepEqual(broughtWith({}, []).problems, [
      "`a` has no output `out/*` for the input `files`.",
      "`a` printed no metadata `count`.",
    ]);
    assert.deepEqual(broughtWith({ count: "many" }, ["out/x"]).problems, [
      "The parameter `n` takes a whole number, not “many”.",
    ]);
    assert.equal(broughtWith(JSON.parse('{"__proto__": 1}'), []).problems.length, 2);
  });

  it("keeps as many folders as the input says", () => {
    const file = { name: "a/b/c.txt", suffix: "b/c.txt" };
    assert.equal(inputFileName({ keepDirectories: "none" }, file), "c.txt");
    assert.equal(inputFileName({ keepDirectories: "suffix" }, file), "b/c.txt");
    assert.equal(inputFileName({ keepDirectories: "full" }, file), "a/b/c.txt");
  });

  it("takes only values that a parameter can have", () => {
    const [text, number] = stepB.parameters;
    assert.ok(text && number);
    assert.deepEqual(valueFrom(text, "a\0b"), {
      why: "The parameter `p` takes text without NUL, not “a\0b”.",
    });
    assert.deepEqual(valueFrom(text, null), { why: "The parameter `p` gets no value." });
    assert.deepEqual(valueFrom(text, ["a", "b"]), {
      why: "The parameter `p` takes one value only.",
    });
    assert.deepEqual(valueFrom(text, { a: 1 }), { value: [{ value: '{"a":1}', text: '{"a":1}' }] });
    assert.deepEqual(valueFrom(number, "12"), { value: [{ value: "12", text: "12" }] });
  });
});

describe("metadataIn", () => {
  it("is a JSON object alone on a line", () => {
    assert.deepEqual(metadataIn(' {"a": 1} \r'), { a: 1 });
    for (const line of ["", "1", "[1]", "x {}", '{"a"', "null", '"{}"']) {
      assert.equal(metadataIn(line), undefined, line);
    }
  });
});
