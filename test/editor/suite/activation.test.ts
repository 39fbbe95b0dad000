import assert from "node:assert/strict";
import * as vscode from "vscode";
import manifest from "../../../package.json" with { type: "json" };
import { commands } from "../../../src/extension/ids.ts";
import { openExample, until } from "./workspace.ts";

describe("the extension", () => {
  it("is started by a trigger file", async () => {
    const document = await openExample("hmac.trigger.yaml");
    assert.equal(document.languageId, "webhook-trigger");
    await until(() => vscode.extensions.getExtension("hooksmith.hooksmith")?.isActive === true);
  });

  it("leaves other YAML files alone", async () => {
    const document = await openExample("valohai.yaml");
    assert.equal(document.languageId, "yaml");
  });

  it("has every command that its manifest names, and names no other", async () => {
    const all = await vscode.commands.getCommands(true);
    const ours = all.filter((command) => command.startsWith("hooksmith."));
    assert.deepEqual(ours.toSorted(), Object.values(commands).toSorted());
    for (const { command } of manifest.contributes.commands) assert.ok(ours.includes(command));
  });
});
