import assert from "node:assert/strict";
import { planExecution } from "../../../src/core/runs/execution.ts";
import { valueFrom } from "../../../src/core/runs/parameters.ts";
import type { Json } from "../../../src/core/trigger/trigger.ts";
import { projectFrom } from "./project.ts";

/** A step with one parameter `p` of these traits. */
function stepWith(traits: string) {
  const text = `- step: { name: S, command: c, parameters: [{ name: p, ${traits} }] }\n`;
  return projectFrom(text).steps[0] ?? assert.fail("no step");
}

/** Each value with what the parameter says of it; undefined when it takes it. */
const cases: readonly (readonly [traits: string, value: string, wrong: string | undefined])[] = [
  ["type: integer, min: 1, max: 3", "1", undefined],
  ["type: integer, min: 1, max: 3", "3", undefined],
  ["type: integer, min: 1, max: 3", "0", "is at least 1, not “0”"],
  ["type: integer, min: 1, max: 3", "4", "is at most 3, not “4”"],
  ["type: integer", "1.5", "takes a whole number, not “1.5”"],
  ["type: integer, choices: [8, 16]", "16", undefined],
  ["type: integer, choices: [8, 16]", "9", "is one of “8”, “16”, not “9”"],
  ["type: float, min: 0.1", "0.05", "is at least 0.1, not “0.05”"],
  ["type: float, max: 1", "1.0", undefined],
  ["type: float, choices: [0.5, 1]", "1.0", undefined],
  ["choices: [adam, sgd]", "sgd", undefined],
  ["choices: [adam, sgd]", "Adam", "is one of “adam”, “sgd”, not “Adam”"],
  ["choices: []", "any", undefined],
  // Limits are those of numbers.
  ["min: 5", "2", undefined],
  ["multiple: repeat, type: integer, max: 2", "[1, 2]", undefined],
  ["multiple: repeat, type: integer, max: 2", "[1, 3, 4]", "is at most 2, not “3”"],
  ["type: integer", "[1, 2]", "takes one value only"],
];

describe("a parameter", () => {
  for (const [traits, value, wrong] of cases) {
    const expected = wrong === undefined ? [] : [`The parameter \`p\` ${wrong}.`];
    it(`{ ${traits} } ${wrong === undefined ? "takes" : "does not take"} ${value}`, () => {
      assert.deepEqual(
        planExecution(stepWith(`${traits}, default: ${value}`), {}).problems,
        expected,
      );
      const [parameter] = stepWith(traits).parameters;
      assert.ok(parameter);
      const brought = valueFrom(parameter, JSON.parse(value.replace(/^[a-z]+$/i, '"$&"')) as Json);
      assert.deepEqual("why" in brought ? [brought.why] : [], expected);
    });
  }

  it("need not fit by its default when an edge brings another value, which then must fit", () => {
    const step = stepWith("type: integer, max: 3, default: 9");
    const fromEdges = new Set(["p"]);
    assert.deepEqual(planExecution(step, { setLater: fromEdges }).problems, []);
    const values = new Map([["p", [{ value: 5, text: "5" }]]]);
    assert.deepEqual(planExecution(step, { fromEdges, values }).problems, [
      "The parameter `p` is at most 3, not “5”.",
    ]);
  });

  it("that is a flag takes any default, which does not set it", () => {
    assert.deepEqual(planExecution(stepWith("type: flag, default: maybe"), {}).problems, []);
  });
});
