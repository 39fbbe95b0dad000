import assert from "node:assert/strict";
import type { Atom } from "../../../src/core/language/project/project.ts";
import { actionProblems, endAt, nodeActionText } from "../../../src/core/runs/nodeActions.ts";
import { projectFrom } from "./project.ts";

/** A node with these actions. */
function nodeWith(...actions: readonly string[]) {
  const text = `- pipeline: { name: P, edges: [], nodes: [{ name: n, type: execution, step: S, actions: [${actions.join(", ")}] }] }\n`;
  return projectFrom(text).pipelines[0]?.nodes[0] ?? assert.fail("no node");
}

const facts = {
  values: new Map<string, readonly Atom[]>([
    ["epochs", [{ value: 5, text: "5" }]],
    ["names", ["a", "b"].map((value) => ({ value, text: value }))],
  ]),
  metadata: { acc: 0.9, text: "0.91", label: "good", ok: true, list: [1], "a.b": 1, none: null },
};

describe("the condition of a node's action", () => {
  for (const [condition, holds] of [
    ["metadata.acc >= 0.9", true],
    ["metadata.acc > 0.9", false],
    ["metadata.acc<1", true],
    ["metadata.acc <= 0.89", false],
    ["metadata.acc == 0.90", true],
    ["metadata.acc != 0.9", false],
    ["metadata.text > 0.9", true],
    ["metadata.a.b == 1", true],
    ["metadata.label == good", true],
    ['metadata.label == "good"', true],
    ["metadata.label != 'bad'", true],
    ["metadata.label > 1", false],
    ["metadata.ok == true", true],
    ["metadata.ok == True", true],
    ["parameter.epochs >= 5", true],
    ["parameter.epochs < 5", false],
    // What is not there, or is no single value, meets no condition.
    ["metadata.other == 1", false],
    ["metadata.other != 1", false],
    ["metadata.toString != 1", false],
    ["metadata.list != 2", false],
    ["metadata.none != 1", false],
    ["parameter.names != c", false],
    ["acc > 0", false],
  ] as const) {
    it(`${condition} ${holds ? "holds" : "does not hold"}`, () => {
      const node = nodeWith(
        `{ when: node-complete, if: ${JSON.stringify(condition)}, then: stop-pipeline }`,
      );
      assert.equal(endAt("node-complete", node, facts) !== undefined, holds);
    });
  }
});

describe("the actions of a node", () => {
  it("end the pipeline at their moment, if all their conditions hold", () => {
    const node = nodeWith(
      "{ when: node-error, then: [noop, error-pipeline] }",
      "{ when: [node-starting, node-complete], if: [metadata.ok == true, metadata.acc > 0.5], then: stop-pipeline }",
      "{ when: node-complete, then: require-approval }",
    );
    assert.deepEqual(endAt("node-error", node, facts), {
      status: "error",
      why: "`n` ended the pipeline with an error: when node-error then noop, error-pipeline.",
    });
    assert.deepEqual(endAt("node-complete", node, facts), {
      status: "stopped",
      why: "`n` stopped the pipeline: when node-starting or node-complete if metadata.ok == true and metadata.acc > 0.5 then stop-pipeline.",
    });
    const empty = { values: new Map(), metadata: {} };
    assert.equal(endAt("node-starting", node, empty), undefined);
    assert.match(endAt("node-complete", node, empty)?.why ?? "", /^`n` needs an approval, /);
  });

  it("are reported where they are not done here as on the hosted service", () => {
    const node = nodeWith(
      "{ when: node-done, if: acc > 1, then: [cheer] }",
      "{ when: Node-Starting, then: require-approval }",
    );
    assert.deepEqual(actionProblems(node), [
      "An action of `n` is never taken: there is no `node-done`.",
      "An action of `n` is never taken here: its condition `acc > 1` does not read `metadata.KEY >= VALUE`.",
      "An action of `n` does nothing: there is no `cheer`.",
      "`n` may need an approval, which nobody can give here: the pipeline then stops.",
    ]);
    assert.deepEqual(node.actions.map(nodeActionText), [
      "when node-done if acc > 1 then cheer",
      "when node-starting then require-approval",
    ]);
  });

  for (const [action, problem] of [
    [
      "{ when: node-complete, if: [metadata.label == warn: high], then: error-pipeline }",
      "An action of `n` is never taken here: something in its `if` is no text, perhaps for a colon: quote it.",
    ],
    [
      "{ when: [node-complete, [x]], then: error-pipeline }",
      "An action of `n` is never taken here: something in its `when` is no text, perhaps for a colon: quote it.",
    ],
    [
      "{ when: node-complete, then: [error-pipeline, { a: b }] }",
      "An action of `n` is never taken here: something in its `then` is no text, perhaps for a colon: quote it.",
    ],
    ["{ then: error-pipeline }", "An action of `n` is never taken: it has no `when`."],
    ["{ when: [], then: error-pipeline }", "An action of `n` is never taken: it has no `when`."],
    ["{ when: node-complete }", "An action of `n` does nothing: it has no `then`."],
  ] as const) {
    it(`are not taken, and reported, when one reads ${action}`, () => {
      const node = nodeWith(action);
      assert.equal(endAt("node-complete", node, facts), undefined);
      assert.deepEqual(actionProblems(node), [problem]);
    });
  }
});
