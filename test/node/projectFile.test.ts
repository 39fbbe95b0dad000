import assert from "node:assert/strict";
import { mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ProjectFiles, projectOf } from "../../src/node/projectFile.ts";
import { executionRun } from "../core/runs/project.ts";
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

describe("ProjectFiles", () => {
  it("leaves a run unresolved by a project that cannot be read, and plans it once it can", () => {
    const folder = folderOf({});
    const projects = new ProjectFiles();
    const path = join(folder, "valohai.yaml");
    const problem = () => {
      const [plan] = projects.plan([executionRun("S")], join(folder, "a.trigger.yaml")).plans;
      return plan?.kind === "unresolved" ? plan.why : plan?.kind;
    };
    mkdirSync(path);
    assert.match(problem() ?? "", /^The project file .*valohai\.yaml/);
    rmdirSync(path);
    writeFileSync(path, Uint8Array.of(0xff));
    assert.match(problem() ?? "", /is not UTF-8\. Save it/);
    writeFileSync(path, "- step: { name: S, command: a }\n");
    assert.equal(problem(), "execution");
  });
});
