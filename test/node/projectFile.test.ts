import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectOf } from "../../src/node/projectFile.ts";
import { folderOf } from "../support/folder.ts";

describe("projectOf", () => {
  it("reads the nearest valohai.yaml at or above a file", () => {
    const folder = folderOf({ "valohai.yaml": "- step: { name: Outer }\n" });
    mkdirSync(join(folder, "inner/deep"), { recursive: true });
    assert.equal(projectOf(join(folder, "inner/deep/a.trigger.yaml"))?.steps[0]?.name, "Outer");
    writeFileSync(join(folder, "inner/valohai.yaml"), "- step: { name: Inner }\n");
    assert.equal(projectOf(join(folder, "inner/deep/a.trigger.yaml"))?.steps[0]?.name, "Inner");
  });

  it("does not look beyond the repository of the file", () => {
    const folder = folderOf({ "valohai.yaml": "- step: { name: Outer }\n" });
    mkdirSync(join(folder, "inner/.git"), { recursive: true });
    assert.equal(projectOf(join(folder, "inner/a.trigger.yaml")), undefined);
  });
});
