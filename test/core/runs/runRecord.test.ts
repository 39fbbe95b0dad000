import assert from "node:assert/strict";
import { relayText } from "../../../src/core/runs/recordText.ts";
import {
  type ExecutionStatus,
  launchStateOf,
  outcomeOf,
  type RelayRecord,
  type RunRecord,
} from "../../../src/core/runs/runRecord.ts";

function recordOf(...statuses: readonly ExecutionStatus[]): RunRecord {
  const execution = { id: "e", step: "S", folder: "1-S", outputs: [], metadata: {} } as const;
  return {
    ...{ version: 1, id: "r", trigger: "T", slug: "t", mode: "local", launchedAt: 1, endedAt: 2 },
    actions: statuses.map((status) => ({
      ...{ type: "run-execution", id: "e", name: "S", status },
      executions: [{ ...execution, status }],
    })),
  };
}

function relayed(relay: Partial<RelayRecord>, endedAt?: number): RunRecord {
  const { endedAt: _, ...record } = recordOf("created");
  const base = { ...record, mode: "relay", relay: { target: "u", ...relay } } as const;
  return endedAt === undefined ? base : { ...base, endedAt };
}

describe("launchStateOf", () => {
  it("is pending until every action has ended, and tells nothing before", () => {
    assert.deepEqual(launchStateOf(recordOf("complete", "started")), {
      status: "pending",
      result: [],
    });
  });

  it("tells whether all, some or none of the actions failed", () => {
    for (const [statuses, status] of [
      [["complete", "complete"], "completed"],
      [["complete", "error"], "complete_with_error"],
      [["crashed", "stopped"], "error"],
      [[], "completed"],
    ] as const) {
      const state = launchStateOf(recordOf(...statuses));
      assert.equal(state.status, status);
      assert.equal(state.result.length, statuses.length);
    }
  });

  it("is what the hosted service says of a run that was sent on", () => {
    const info = { status: "complete_with_error", result: [{ a: 1 }] } as const;
    assert.deepEqual(launchStateOf(relayed({ info })), info);
    assert.equal(launchStateOf(relayed({})).status, "pending");
    const answer = (status: number) => ({ answer: { status, body: "" } });
    assert.equal(launchStateOf(relayed(answer(200), 2)).status, "completed");
    assert.equal(launchStateOf(relayed(answer(400), 2)).status, "error");
    assert.equal(launchStateOf(relayed({}, 2)).status, "error");
  });
});

describe("outcomeOf", () => {
  it("knows plans and stopping too", () => {
    assert.equal(outcomeOf({ ...recordOf("created"), mode: "plan" }), "planned");
    assert.equal(outcomeOf(recordOf("stopped")), "stopped");
    assert.equal(outcomeOf(recordOf("stopped", "complete")), "stopped");
    assert.equal(outcomeOf(recordOf("stopped", "error")), "error");
    assert.equal(outcomeOf(recordOf("complete")), "completed");
  });
});

describe("relayText", () => {
  it("names the target where there is one, and only says why where there is none", () => {
    const plain = (_: unknown, text: string) => text;
    assert.equal(relayText(relayed({ why: "It is down." }), plain), "  → u\n    It is down.\n");
    assert.equal(relayText(relayed({ target: "", why: "None." }), plain), "    None.\n");
  });
});
