import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RunStore } from "../../../src/node/runs/runStore.ts";
import { folderOf } from "../../support/folder.ts";

/** A store with a record as it may come with a repository. */
function storeWith(changes: object, execution: object = {}): RunStore {
  const folder = folderOf({});
  const executions = [
    {
      id: "e",
      step: "S",
      status: "complete",
      folder: "0",
      outputs: [],
      metadata: {},
      ...execution,
    },
  ];
  const actions = [{ type: "run-execution", id: "x", name: "S", status: "complete", executions }];
  const record = { version: 1, id: "a", mode: "local", launchedAt: 1, endedAt: 2, actions };
  mkdirSync(join(folder, "a"));
  writeFileSync(join(folder, "a", "run.json"), JSON.stringify({ ...record, ...changes }));
  return new RunStore(folder);
}

describe("a record of a run that comes from elsewhere", () => {
  it("is read when it leads nowhere but into its own run", () => {
    const outputs = [{ path: "models/a.bin", size: 1 }];
    assert.equal(storeWith({}, { outputs }).list().length, 1);
  });

  for (const [what, changes, execution] of [
    ["another id than its folder's", { id: "../b" }, {}],
    ["no actions", { actions: undefined }, {}],
    ["a folder outside", {}, { folder: "../../etc" }],
    ["an absolute folder", {}, { folder: "/etc" }],
    ["an output outside", {}, { outputs: [{ path: "a/../../../b", size: 1 }] }],
    ["outputs that are no list", {}, { outputs: 1 }],
  ] as const) {
    it(`is left out when it has ${what}`, () => {
      assert.deepEqual(storeWith(changes, execution).list(), []);
    });
  }
});
