import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fileAt, replace, until } from "./workspace.ts";

const file = `- trigger:
    name: One
    conditions:
      - rate-limit: { period: 60, quota: 1 }
- trigger:
    name: Two
    conditions:
      - rate-limit: { period: 60, quota: 1 }
`;

describe("the form and the text", () => {
  let uri: vscode.Uri;
  let document: vscode.TextDocument;

  beforeEach(async () => {
    uri = fileAt("form.trigger.yaml");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(file));
    document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(uri);
  });

  it("takes the place of the text, and gives it back", async () => {
    await vscode.commands.executeCommand("hooksmith.openAsForm");
    await until(() => activeInput() instanceof vscode.TabInputCustom);
    assert.equal(tabs().length, 1);
    await vscode.commands.executeCommand("hooksmith.openAsText");
    await until(() => activeInput() instanceof vscode.TabInputText);
    assert.equal(tabs().length, 1);
  });

  it("opens beside the text, as often as wanted, and follows no other file", async () => {
    await vscode.commands.executeCommand("hooksmith.openFormToTheSide", uri);
    await until(() => tabs().length === 2);
    await vscode.commands.executeCommand("hooksmith.openFormToTheSide", uri);
    await until(() => tabs().length === 3);
    const inputs = tabs().map(({ input }) => (input as vscode.TabInputText).uri.toString());
    assert.deepEqual(new Set(inputs), new Set([uri.toString()]));
    await replace(document, "name: One", "name: Uno");
    assert.ok(tabs().every(({ isDirty }) => isDirty));
    await document.save();
    await until(() => tabs().every(({ isDirty }) => !isDirty));
  });

  it("is offered above each trigger, and opens with it", async () => {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      uri,
    );
    const offers = lenses.flatMap(({ command }) =>
      command?.command === "hooksmith.openAsForm" ? [command] : [],
    );
    assert.deepEqual(
      offers.map((command) => command.arguments?.[0].offset),
      [file.indexOf("One"), file.indexOf("Two")],
    );
    await vscode.commands.executeCommand("hooksmith.openAsForm", ...(offers[1]?.arguments ?? []));
    await until(() => activeInput() instanceof vscode.TabInputCustom);
  });
});

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

function activeInput(): unknown {
  return vscode.window.tabGroups.activeTabGroup.activeTab?.input;
}
