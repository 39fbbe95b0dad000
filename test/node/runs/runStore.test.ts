import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
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

describe("a run that is deleted", () => {
  it("is gone with all its files, and nothing else is", () => {
    const elsewhere = folderOf({ "kept.txt": "" });
    const store = storeWith({});
    mkdirSync(join(store.folder, "a", "0", "outputs"), { recursive: true });
    writeFileSync(join(store.folder, "a", "0", "outputs", "x"), "");
    symlinkSync(elsewhere, join(store.folder, "a", "0", "outputs", "link"));
    mkdirSync(join(store.folder, "b"));
    assert.equal(store.delete("a"), true);
    assert.deepEqual(readdirSync(store.folder), ["b"]);
    assert.ok(existsSync(join(elsewhere, "kept.txt")));
    assert.deepEqual(store.list(), []);
    assert.equal(store.delete("a"), false);
  });

  it("is none that a link leads to", () => {
    const elsewhere = storeWith({});
    const store = new RunStore(join(folderOf({}), "runs"));
    mkdirSync(store.folder);
    symlinkSync(join(elsewhere.folder, "a"), join(store.folder, "a"));
    assert.deepEqual(store.list(), []);
    assert.equal(store.find("a"), undefined);
    assert.equal(store.delete("a"), false);
    assert.deepEqual(readdirSync(join(elsewhere.folder, "a")), ["run.json"]);
    assert.equal(elsewhere.list().length, 1);
  });

  it("is none that goes on, has no record, or lies outside", () => {
    const store = new RunStore(join(folderOf({ "out/run.json": "{}" }), "runs"));
    const about = { version: 1, trigger: "T", slug: "t", mode: "local", launchedAt: 1 } as const;
    store.save({ ...about, id: "going", actions: [] });
    mkdirSync(join(store.folder, "other"));
    for (const id of ["going", "other", "../out", "..", ""]) assert.equal(store.delete(id), false);
    assert.deepEqual(readdirSync(store.folder).toSorted(), [".gitignore", "going", "other"]);
    assert.ok(existsSync(join(store.folder, "../out/run.json")));
  });
});
