import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openExample } from "./workspace.ts";

describe("the listener in the editor", () => {
  after(() => vscode.commands.executeCommand("hooksmith.stopListener"));

  it("answers at the copied address until it is stopped", async () => {
    await openExample("hmac.trigger.yaml");
    await vscode.commands.executeCommand("hooksmith.copyAddress");
    const address = await vscode.env.clipboard.readText();
    const answer = await fetch(address, { method: "POST", body: "{}" });
    assert.equal(answer.status, 400, address);
    console.log(address);
    assert.match(await answer.text(), /web-authentication: value-missing/);
    await vscode.commands.executeCommand("hooksmith.stopListener");
    await assert.rejects(fetch("http://127.0.0.1:7357/api/v0/launch/hmac/"));
  });
});
