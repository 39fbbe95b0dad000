import assert from "node:assert/strict";
import { checkFiles } from "../../../../src/core/language/check.ts";
import { readProject } from "../../../../src/core/language/project/readProject.ts";
import { assertProblems, problemsIn, withRest } from "../marked.ts";

const project = readProject(
  "valohai.yaml",
  `
- step:
    name: Webhook Entry
    inputs:
      - { name: payload }
      - { name: images, default: s3://images }
- step:
    name: Strict
    inputs: [{ name: payload }, { name: model }]
- pipeline:
    name: Retrain
    nodes:
      - { name: entry, type: execution, step: Webhook Entry }
      - { name: train, type: execution, step: Strict }
      - { name: pinned, type: execution, step: Strict, commit: v1 }
      - { name: lost, type: execution, step: Nowhere }
      - { name: sweep, type: task, step: Strict }
    edges:
      - [entry.output.model, train.input.model]
      - { source: entry.output.*, target: train.input.payload }
- pipeline:
    name: Overridden
    nodes:
      - name: train
        type: execution
        step: Strict
        override: { inputs: [{ name: model, default: s3://m }] }
    edges: []
`,
);

const actions = (...lines: readonly string[]) =>
  withRest(`    actions:\n${lines.map((line) => `      - ${line}\n`).join("")}`);
const execution = (fields: string) => actions(`run-execution: { ${fields} }`);
const pipeline = (fields: string) => actions(`run-pipeline: { ${fields} }`);

describe("a trigger beside its valohai.yaml", () => {
  it("has a problem where it names what is not declared", () => {
    for (const text of [
      execution("step: «unknown-step webhook entry»"),
      execution("step: Webhook Entry, payload-input-name: «unknown-input Payload»"),
      pipeline("pipeline: «unknown-pipeline Retrian»"),
      pipeline("pipeline: Retrain, payload-input-name: «unknown-node enter».payload"),
      pipeline('pipeline: Retrain, payload-input-name: "entry.«unknown-input body»"'),
      pipeline("pipeline: Retrain, payload-input-name: «node-not-execution sweep».payload"),
    ]) {
      assertProblems(text, { project });
    }
  });

  it("has one where an input is filled twice, or not at all", () => {
    for (const text of [
      execution("step: «input-not-filled Webhook Entry»"),
      execution("step: «input-not-filled Strict», payload-input-name: payload"),
      execution(
        "step: «input-not-filled Webhook Entry», payload-input-name: «payload-input-filled images»",
      ),
      pipeline("pipeline: «input-not-filled Retrain»"),
      pipeline(
        "pipeline: «input-not-filled Retrain», payload-input-name: train.«payload-input-filled model»",
      ),
    ]) {
      assertProblems(text, { project });
    }
  });

  it("has none where all is well, or nobody can tell", () => {
    for (const text of [
      execution("step: Webhook Entry, payload-input-name: payload, commit: main"),
      pipeline("pipeline: Retrain, payload-input-name: entry.payload"),
      pipeline("pipeline: Overridden, payload-input-name: train.payload"),
      execution("step: Nothing, commit: 0123456789abcdef0123456789abcdef01234567"),
      pipeline("pipeline: Nothing, commit: ~0123abc"),
      execution("step: Webhook Entry, payload-input-name: payload").replace(
        "run-execution",
        "web-response-text: hi\n      - run-execution",
      ),
    ]) {
      assertProblems(text, { project });
    }
    const ofNodes = ["pinned.anything", "lost.anything"].map((name) =>
      problemsIn(pipeline(`pipeline: Retrain, payload-input-name: ${name}`), { project }),
    );
    for (const problems of ofNodes) {
      assert.ok(problems.every(({ code }) => !/unknown|execution$/.test(code)));
    }
  });

  it("has none where there is no valohai.yaml, or it cannot be read", () => {
    const text = execution("step: Nothing");
    for (const path of ["- step: [", "step: { name: A }"]) {
      assertProblems(text, { project: readProject("valohai.yaml", path) });
    }
    assertProblems(text, { project: undefined });
  });

  it("is not called wrong twice", () => {
    assertProblems(
      pipeline("pipeline: Retrain, payload-input-name: «payload-input-malformed payload»"),
      { project },
    );
    assertProblems(execution("«unknown-key steb»: Nothing"), { project });
  });

  it("is asked whether it meant a name that is close", () => {
    const problems = problemsIn(execution("step: webhook-entry"), { project });
    const found = problems.find(({ code }) => code === "unknown-step");
    assert.match(found?.message ?? "", /Did you mean `Webhook Entry`\?$/);
  });

  it("is served nevertheless", () => {
    const text = execution("step: Nothing");
    const [file] = checkFiles([{ path: "a", text }], { project });
    assert.ok(file?.problems.some(({ code }) => code === "unknown-step"));
    assert.ok(file?.triggers[0]?.trigger);
  });
});
