import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkFiles } from "../../src/core/language/check.ts";
import { type Loaded, readSources, TriggerTable } from "../../src/node/triggerTable.ts";
import { UserError } from "../../src/node/userError.ts";
import { folderOf } from "../support/folder.ts";

function trigger(name: string, response = "ok", limit = 10): string {
  return `- trigger:
    name: ${name}
    conditions:
      - rate-limit: { period: 60, quota: ${limit} }
    actions:
      - web-response-text: ${response}
`;
}

/** The served triggers by slug, each with its response. */
function served(table: Loading): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    table.served.map(({ slug, trigger: { actions } }) => [
      slug,
      actions[0]?.type === "web-response-text" ? actions[0].text : undefined,
    ]),
  );
}

/** A table of the triggers that some files and folders hold. */
class Loading extends TriggerTable {
  readonly #paths: readonly string[];

  constructor(paths: readonly string[]) {
    super();
    this.#paths = paths;
  }

  read(): Loaded {
    return this.load(checkFiles(readSources(this.#paths), {}));
  }
}

const broken = "- trigger:\n    name: [\n";
const wrong = "- trigger: { name: Wrong, conditions: [rate-limit: { period: 60 }] }\n";

describe("TriggerTable", () => {
  it("serves the triggers of files and folders by slug and by hosted id", () => {
    const id = "0191a2b3-c4d5-4e6f-8a9b-0c1d2e3f4a5b";
    const folder = folderOf({
      "b.trigger.yaml": trigger("B"),
      "deep/er/c.trigger.yml": trigger("C"),
      "other.yaml": trigger("Not a trigger file"),
      "node_modules/d.trigger.yaml": trigger("D"),
      ".git/e.trigger.yaml": trigger("E"),
      "a.yaml": `- trigger: { name: A, launch-url: "https://app.valohai.com/api/v0/launch/${id.toUpperCase()}/" }\n`,
    });
    const table = new Loading([join(folder, "a.yaml"), folder]);
    const { keptFiles, leftOut } = table.read();
    assert.deepEqual(served(table), { a: undefined, b: "ok", c: "ok" });
    assert.equal(table.at(id), table.at("a"));
    assert.equal(table.at("d"), undefined);
    assert.deepEqual([keptFiles, leftOut], [[], []]);
  });

  it("reads a file that is named several times, however it is spelled, once", () => {
    const folder = folderOf({ "a.trigger.yaml": trigger("A") });
    const path = join(folder, "a.trigger.yaml");
    const table = new Loading([path, folder, `${folder}/./a.trigger.yaml`, path]);
    assert.deepEqual(table.read().leftOut, []);
    assert.deepEqual(Object.keys(served(table)), ["a"]);
  });

  it("says that a named file is not there", () => {
    const table = new Loading([join(folderOf({}), "none.trigger.yaml")]);
    assert.throws(
      () => table.read(),
      (error) => error instanceof UserError && error.message.startsWith("There is no trigger file"),
    );
  });

  it("leaves out what has an error, and serves the rest of a file", () => {
    const folder = folderOf({ "a.trigger.yaml": trigger("A") + wrong + trigger("C") });
    const table = new Loading([folder]);
    const { files, leftOut } = table.read();
    assert.deepEqual(served(table), { a: "ok", c: "ok" });
    assert.deepEqual(leftOut, ["Wrong"]);
    assert.deepEqual(
      files[0]?.problems.filter(({ severity }) => severity === "error").map(({ code }) => code),
      ["missing-key"],
    );
  });

  it("keeps the rules of a file that breaks, and follows the changes of the others", () => {
    const folder = folderOf({ "a.trigger.yaml": trigger("A"), "b.trigger.yaml": trigger("B") });
    const table = new Loading([folder]);
    table.read();
    writeFileSync(join(folder, "a.trigger.yaml"), trigger("A", "changed") + broken);
    writeFileSync(join(folder, "b.trigger.yaml"), trigger("B", "changed"));
    const { keptFiles } = table.read();
    assert.deepEqual(served(table), { a: "ok", b: "changed" });
    assert.deepEqual(keptFiles, [join(folder, "a.trigger.yaml")]);
    writeFileSync(join(folder, "a.trigger.yaml"), trigger("A", "mended"));
    assert.deepEqual(table.read().keptFiles, []);
    assert.deepEqual(served(table), { a: "mended", b: "changed" });
  });

  it("drops the triggers of a file that is removed, and of one that no longer has them", () => {
    const folder = folderOf({ "a.trigger.yaml": trigger("A"), "b.trigger.yaml": trigger("B") });
    const table = new Loading([folder]);
    table.read();
    rmSync(join(folder, "a.trigger.yaml"));
    writeFileSync(join(folder, "b.trigger.yaml"), trigger("Other"));
    table.read();
    assert.deepEqual(served(table), { other: "ok" });
    assert.equal(table.at("b"), undefined);
  });

  it("serves the first of two triggers with one name, and the other when the first is gone", () => {
    const folder = folderOf({
      "a.trigger.yaml": trigger("Same", "first"),
      "b.trigger.yaml": trigger("Same", "second"),
    });
    const table = new Loading([folder]);
    assert.deepEqual(table.read().leftOut, ["Same"]);
    assert.deepEqual(served(table), { same: "first" });
    rmSync(join(folder, "a.trigger.yaml"));
    table.read();
    assert.deepEqual(served(table), { same: "second" });
  });

  it("keeps serving a trigger when a new file wants its address", () => {
    const folder = folderOf({ "b.trigger.yaml": trigger("Same", "first") });
    const table = new Loading([folder]);
    table.read();
    writeFileSync(join(folder, "a.trigger.yaml"), trigger("same", "second"));
    table.read();
    // The file that comes first now has no error, and the other keeps what it had.
    assert.equal(Object.keys(served(table)).length, 1);
  });

  it("remembers over a reload how often a trigger was launched", () => {
    const folder = folderOf({ "a.trigger.yaml": trigger("A") });
    const path = join(folder, "a.trigger.yaml");
    const table = new Loading([folder]);
    table.read();
    const now = Date.now();
    const conditions = table.at("a")?.trigger.conditions ?? [];
    const limits = conditions.filter((condition) => condition.type === "rate-limit");
    table.at("a")?.launches.launch(limits, now);
    writeFileSync(path, trigger("A", "changed", 1));
    table.read();
    assert.equal(table.at("a")?.launches.countAfter(now - 60_000), 1);
    writeFileSync(path, broken);
    table.read();
    assert.equal(table.at("a")?.launches.countAfter(now - 60_000), 1);
  });

  it("starts with new keys after each load, so that a changed secret is read again", () => {
    const table = new Loading([folderOf({ "a.trigger.yaml": trigger("A") })]);
    table.read();
    const { keys } = table;
    table.read();
    assert.notEqual(table.keys, keys);
  });
});
