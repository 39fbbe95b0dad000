import assert from "node:assert/strict";
import * as vscode from "vscode";
import { fileAt, until } from "./workspace.ts";

const run = vscode.commands.executeCommand;

describe("runs in the editor", () => {
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const file = fileAt("plain.trigger.yaml");
  const section = () => vscode.workspace.getConfiguration("hooksmith");

  before(async () => {
    await section().update("port", port, vscode.ConfigurationTarget.Global);
    const text = `- trigger:
    name: Plain
    actions:
      - web-response-text: "{run_id}"
      - run-pipeline: { pipeline: Webhook Pipeline, payload-input-name: entry.webhook-payload }
`;
    await vscode.workspace.fs.writeFile(file, Buffer.from(text));
  });
  after(async () => {
    await run("hooksmith.stopListener");
    await vscode.workspace.fs.delete(file);
    await section().update("port", undefined, vscode.ConfigurationTarget.Global);
  });

  it("are only planned unless a setting says otherwise, and the plan can be read", async () => {
    await until(async () => (await vscode.workspace.findFiles("plain.trigger.yaml")).length === 1);
    await run("hooksmith.startListener");
    const address = `http://127.0.0.1:${port}/api/v0/launch/plain`;
    let runId = "";
    await until(async () => {
      const answer = await fetch(`${address}/`, { method: "POST", body: "{}" });
      runId = await answer.text();
      return answer.status === 200;
    });
    const uri = vscode.Uri.parse(`hooksmith-run:/${runId}.txt`);
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(text, /→ run-pipeline {2}Webhook Pipeline/);
    assert.match(text, /payload → webhook-payload\/payload/);
    assert.match(text, /\$ cat \/valohai\/inputs\/webhook-payload\/\*/);
    const info = await fetch(`${address}/run/?run_id=${runId}`);
    assert.equal(((await info.json()) as { status: string }).status, "completed");
    const kept = vscode.workspace.fs.stat(fileAt(".hooksmith/runs"));
    await assert.rejects(Promise.resolve(kept), "nothing is written for a plan");
  });
});
