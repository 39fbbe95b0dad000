import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { FormChange } from "../../../src/core/form/change.ts";
import { FormDocument } from "../../../src/extension/form/formDocument.ts";
import { fileAt, replace } from "./workspace.ts";

const text = `- trigger:
    name: One
    conditions:
      - rate-limit: { period: 60, quota: 1 }
`;

const named = (value: string): FormChange => ({
  change: "set",
  at: { trigger: 0 },
  key: "name",
  value,
});

const quota = (value: string): FormChange => ({
  change: "set",
  at: { trigger: 0, list: "conditions", index: 0 },
  key: "quota",
  value,
});

describe("changes of a form", () => {
  let count = 0;
  let uri: vscode.Uri;
  let document: vscode.TextDocument;
  let form: FormDocument;

  beforeEach(async () => {
    // A name of its own, since the editor remembers what can be undone by the name.
    count += 1;
    uri = fileAt(`queue-${count}.trigger.yaml`);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    ({ document } = await vscode.window.showTextDocument(uri));
    form = new FormDocument(document);
    form.file();
  });
  afterEach(async () => {
    form.dispose();
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.workspace.fs.delete(uri);
  });

  it("are made one by one, though all are asked for at once", async () => {
    const { version } = document;
    const outcomes = await Promise.all([
      form.change(named("Two"), version),
      form.change(quota("5"), version),
    ]);
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      ["made", "made"],
    );
    assert.equal(document.getText(), text.replace("One", "Two").replace("quota: 1", "quota: 5"));
  });

  it("lose no character that is typed in the text meanwhile", async () => {
    const { version } = document;
    const typing = replace(document, "period: 60", "period: 3600");
    const change = form.change(named("Two"), version);
    await Promise.all([typing, change]);
    assert.equal(
      document.getText(),
      text.replace("One", "Two").replace("period: 60", "period: 3600"),
    );
  });

  it("take nothing back that was typed in the same field", async () => {
    const { version } = document;
    await replace(document, "name: One", "name: Eins");
    const outcome = await form.change(named("Two"), version);
    assert.deepEqual({ ...outcome, why: "" }, { outcome: "refused", why: "", because: "stale" });
    assert.equal(document.getText(), text.replace("One", "Eins"));
  });

  it("wait for a text that can be read", async () => {
    const { version } = document;
    await replace(document, "- trigger:", "# half - trigger:");
    const outcome = await form.change(named("Two"), version);
    assert.equal(outcome.outcome === "refused" && outcome.because, "unreadable");
    await replace(document, "# half - trigger:", "# half\n- trigger:");
    assert.equal((await form.change(named("Two"), version)).outcome, "made");
    assert.equal(document.getText(), `# half\n${text.replace("One", "Two")}`);
  });

  it("are undone one by one by the editor", async () => {
    await form.change(named("Two"), document.version);
    await form.change(quota("5"), document.version);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text.replace("One", "Two"));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
  });
});
