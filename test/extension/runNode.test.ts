import assert from "node:assert/strict";
import type { RunRecord } from "../../src/core/runs/runRecord.ts";
import { childrenOf, type RunNode } from "../../src/extension/runs/runNode.ts";

const execution = {
  id: "e",
  step: "S",
  status: "error",
  folder: "1-S",
  why: "It failed.",
  outputs: [{ path: "a/b.txt", size: 3 }],
  metadata: { loss: 0.5 },
} as const;

function recordOf(changes: Partial<RunRecord>): RunRecord {
  const base = {
    version: 1,
    id: "r",
    trigger: "T",
    slug: "t",
    mode: "local",
    launchedAt: 1,
  } as const;
  return { ...base, actions: [], ...changes };
}

/** The rows below a run and all that is below them, each in a few words. */
function linesBelow(node: RunNode, indent = ""): readonly string[] {
  return childrenOf(node, []).flatMap((child) => {
    const words = {
      run: () => "",
      action: (row: RunNode & { node: "action" }) => row.action.name,
      execution: (row: RunNode & { node: "execution" }) => row.execution.node ?? row.execution.step,
      output: (row: RunNode & { node: "output" }) => row.path,
      note: (row: RunNode & { node: "note" }) => row.text,
    }[child.node] as (row: RunNode) => string;
    return [`${indent}${child.node} ${words(child)}`, ...linesBelow(child, `${indent}  `)];
  });
}

describe("the rows of runs", () => {
  const action = { id: "a", name: "P", status: "error", why: "`n` failed." } as const;

  it("show the nodes of a pipeline with reasons, metadata and outputs", () => {
    const run = recordOf({
      actions: [{ ...action, type: "run-pipeline", executions: [{ ...execution, node: "n" }] }],
    });
    assert.deepEqual(linesBelow({ node: "run", run }), [
      "action P",
      "  note `n` failed.",
      "  execution n",
      "    note It failed.",
      "    note loss: 0.5",
      "    output a/b.txt",
    ]);
  });

  it("show an execution by itself once, and an action that launched none with its reason", () => {
    const run = recordOf({
      actions: [
        { ...action, type: "run-execution", executions: [execution] },
        { ...action, type: "run-execution", executions: [] },
      ],
    });
    assert.deepEqual(
      linesBelow({ node: "run", run }).filter((line) => !line.startsWith("  ")),
      ["execution S", "action P"],
    );
  });

  it("show the hosted answer, its run, and where to look when the verdicts differ", () => {
    const run = recordOf({
      mode: "relay",
      relay: {
        target: "https://app.example/",
        answer: { status: 400, body: "no\n" },
        finding: { message: "Refused there.", lookAt: ["The clock."] },
      },
    });
    assert.deepEqual(linesBelow({ node: "run", run }), [
      "note https://app.example/",
      "note 400  no",
      "note Refused there.",
      "note The clock.",
    ]);
  });
});
