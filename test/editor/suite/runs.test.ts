import assert from "node:assert/strict";
import * as vscode from "vscode";
import { freePort } from "../freePort.ts";
import { fileAt, until } from "./workspace.ts";

const run = vscode.commands.executeCommand;

/** All that the editor tells of a run. */
async function textOf(runId: string): Promise<string> {
  const uri = vscode.Uri.parse(`hooksmith-run:/${runId}.txt`);
  return (await vscode.workspace.openTextDocument(uri)).getText();
}

describe("runs in the editor", () => {
  let address: string;
  const file = fileAt("plain.trigger.yaml");
  const section = () => vscode.workspace.getConfiguration("hooksmith");

  before(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}/api/v0/launch/plain/`;
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
    await run("notifications.clearAll");
    await vscode.workspace.fs.delete(file);
    await vscode.workspace.fs.delete(fileAt(".hooksmith"), { recursive: true });
    await section().update("run", undefined, vscode.ConfigurationTarget.Global);
    await section().update("port", undefined, vscode.ConfigurationTarget.Global);
  });

  it("are only planned unless a setting says otherwise, and the plan can be read", async () => {
    await until(async () => (await vscode.workspace.findFiles("plain.trigger.yaml")).length === 1);
    await run("hooksmith.startListener");
    let runId = "";
    await until(async () => {
      const answer = await fetch(address, { method: "POST", body: "{}" });
      runId = await answer.text();
      return answer.status === 200;
    });
    const text = await textOf(runId);
    assert.match(text, /→ run-pipeline {2}Webhook Pipeline/);
    assert.match(text, /payload → webhook-payload\/payload/);
    assert.match(text, /\$ cat \/valohai\/inputs\/webhook-payload\/\*/);
    const info = await fetch(`${address}run/?run_id=${runId}`);
    assert.equal(((await info.json()) as { status: string }).status, "completed");
    const kept = vscode.workspace.fs.stat(fileAt(".hooksmith/runs"));
    await assert.rejects(Promise.resolve(kept), "nothing is written for a plan");
  });

  it("leave the answer to a webhook alone, even when they cannot be kept", async () => {
    await vscode.workspace.fs.writeFile(fileAt(".hooksmith/runs"), Buffer.from("no folder"));
    await section().update("run", "relay", vscode.ConfigurationTarget.Global);
    const answer = await fetch(address, { method: "POST", body: "{}" });
    assert.equal(answer.status, 200);
    assert.match(await textOf(await answer.text()), /The trigger “Plain” has no launch-url\./);
    const info = await vscode.workspace.fs.stat(fileAt(".hooksmith/runs"));
    assert.equal(info.type, vscode.FileType.File);
  });

  it("wait for a yes before commands run here, and the sender does not", async () => {
    await section().update("run", "local", vscode.ConfigurationTarget.Global);
    // An editor under test shows no dialog, which is no yes.
    const answer = await fetch(address, { method: "POST", body: "{}" });
    assert.equal(answer.status, 200);
    const text = await textOf(await answer.text());
    assert.match(text, /^\S+ {2}Plain\n {2}→ run-pipeline {2}Webhook Pipeline\n/);
    const info = await fetch(`${address}run/?run_id=${text.split(" ", 1)[0]}`);
    assert.equal(((await info.json()) as { status: string }).status, "completed");
  });
});
