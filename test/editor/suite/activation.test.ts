import assert from "node:assert/strict";
import { readdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import manifest from "../../../package.json" with { type: "json" };
import { commands } from "../../../src/extension/ids.ts";
import { fileAt, openExample, until } from "./workspace.ts";

describe("the extension", () => {
  it("reads no trigger file and binds no port before it is used", async () => {
    const extension = vscode.extensions.getExtension("hooksmith.hooksmith");
    const folder = fileAt(".").fsPath;
    const files = readdirSync(folder).filter((name) => /\.trigger\.yaml$/.test(name));
    // A file that is read for the first time after it was changed gets a new time of access.
    const isRead = (name: string) => {
      const { atimeMs, mtimeMs } = statSync(join(folder, name));
      return atimeMs > mtimeMs;
    };
    for (const name of files) utimesSync(join(folder, name), 1, 2);
    await extension?.activate();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.deepEqual(files.filter(isRead), []);
    assert.ok(!process.getActiveResourcesInfo().includes("TCPServerWrap"));
    await openExample("hmac.trigger.yaml");
    await until(() => files.every(isRead));
    assert.ok(!process.getActiveResourcesInfo().includes("TCPServerWrap"));
    await vscode.commands.executeCommand("hooksmith.startListener");
    assert.ok(process.getActiveResourcesInfo().includes("TCPServerWrap"));
    await vscode.commands.executeCommand("hooksmith.stopListener");
    await until(() => !process.getActiveResourcesInfo().includes("TCPServerWrap"));
  });

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
    const ours = all.filter((command) => /^hooksmith\.\w+$/.test(command));
    assert.deepEqual(ours.toSorted(), Object.values(commands).toSorted());
    for (const { command } of manifest.contributes.commands) assert.ok(ours.includes(command));
  });
});
