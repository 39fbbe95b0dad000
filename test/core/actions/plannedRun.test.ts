import assert from "node:assert/strict";
import { planRuns } from "../../../src/core/actions/plannedRun.ts";
import { triggerOf } from "../../support/context.ts";

describe("planRuns", () => {
  it("plans each run with an id of its own, in the order of the file", () => {
    const options = { commit: "main", title: undefined, payloadInputName: undefined };
    const execution = { type: "run-execution", step: "train", ...options } as const;
    const pipeline = { type: "run-pipeline", pipeline: "all", ...options } as const;
    const text = { type: "web-response-text", text: "hello" } as const;
    let ids = 0;
    const runs = planRuns({ ...triggerOf(), actions: [pipeline, text, execution] }, () => {
      ids += 1;
      return `id-${ids}`;
    });
    assert.deepEqual(runs, [
      { action: pipeline, id: "id-1" },
      { action: execution, id: "id-2" },
    ]);
  });
});
