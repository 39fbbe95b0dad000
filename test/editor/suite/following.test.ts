import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { freePort } from "../freePort.ts";
import { fileAt, openExample, replace, until } from "./workspace.ts";

const run = vscode.commands.executeCommand;
let port: number;
const launch = (slug: string) => `http://127.0.0.1:${port}/api/v0/launch/${slug}/`;

const post = (slug: string, headers: Readonly<Record<string, string>> = {}, body = "{}") =>
  fetch(launch(slug), { method: "POST", body, headers });

async function statusOf(...args: Parameters<typeof post>): Promise<number | "no listener"> {
  try {
    return (await post(...args)).status;
  } catch {
    return "no listener";
  }
}

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("hooksmith");
}

function trigger(name: string, secret = "X"): string {
  return `- trigger:
    name: ${name}
    conditions:
      - web-authentication:
          auth-type: static
          secret-key: "{env:${secret}}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Token
`;
}

async function lensesOf(document: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await run<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 100);
  return lenses.map(({ command }) => command?.title ?? "");
}

describe("the listener, while things change around it", () => {
  before(async () => {
    port = await freePort();
    await section().update("port", port, vscode.ConfigurationTarget.Global);
  });
  afterEach(async () => {
    await run("hooksmith.stopListener");
    await run("workbench.action.closeAllEditors");
  });
  after(() => section().update("port", undefined, vscode.ConfigurationTarget.Global));

  it("ends as it was asked last, when starts and stops meet", async () => {
    await run("hooksmith.startListener");
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    // A stop takes as long as a request that has begun.
    socket.write(
      "POST /api/v0/launch/hmac/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{",
    );
    await post("hmac");
    const turns = ["stop", "start", "stop"].map((turn) => run(`hooksmith.${turn}Listener`));
    socket.write("}");
    await Promise.all(turns);
    assert.equal(await statusOf("hmac"), "no listener");
    await Promise.all(["start", "stop", "start"].map((turn) => run(`hooksmith.${turn}Listener`)));
    assert.equal(await statusOf("hmac"), 400);
  });

  it("serves a file that came while it was starting", async () => {
    for (let round = 0; round < 8; round += 1) {
      const file = fileAt(`new-${round}.trigger.yaml`).fsPath;
      writeFileSync(file, trigger(`New ${round}`));
      // Until the editor tells of a file, and until it was checked, takes its time.
      await new Promise((resolve) => setTimeout(resolve, round * 40));
      await run("hooksmith.startListener");
      await until(async () => (await statusOf(`new-${round}`)) === 400);
      await run("hooksmith.stopListener");
      rmSync(file);
    }
  });

  it("serves no longer what is deleted with its folder", async () => {
    const folder = fileAt("deeply").fsPath;
    await run("hooksmith.startListener");
    mkdirSync(`${folder}/nested`, { recursive: true });
    writeFileSync(`${folder}/nested/deep.trigger.yaml`, trigger("Deep"));
    await until(async () => (await statusOf("deep")) === 400);
    rmSync(folder, { recursive: true });
    await until(async () => (await statusOf("deep")) === 404);
  });

  it("serves what comes with a folder that is moved in", async () => {
    const outside = mkdtempSync(join(tmpdir(), "hooksmith-moved-"));
    const inside = fileAt("moved").fsPath;
    writeFileSync(`${outside}/moved.trigger.yaml`, trigger("Moved"));
    await run("hooksmith.startListener");
    renameSync(outside, inside);
    await until(async () => (await statusOf("moved")) === 400);
    renameSync(inside, outside);
    await until(async () => (await statusOf("moved")) === 404);
    rmSync(outside, { recursive: true });
  });

  it("follows an env file of any name", async () => {
    const file = fileAt("config/dev.secrets").fsPath;
    mkdirSync(fileAt("config").fsPath);
    writeFileSync(fileAt("env.trigger.yaml").fsPath, trigger("Env", "OF_DEV"));
    await section().update("envFile", "config/dev.secrets", vscode.ConfigurationTarget.Workspace);
    await run("hooksmith.startListener");
    for (const token of [randomBytes(16).toString("hex"), randomBytes(16).toString("hex")]) {
      writeFileSync(file, `OF_DEV=${token}\n`);
      await until(async () => (await statusOf("env", { "X-Token": token })) === 200);
    }
    await section().update("envFile", undefined, vscode.ConfigurationTarget.Workspace);
    rmSync(fileAt("config").fsPath, { recursive: true });
    rmSync(fileAt("env.trigger.yaml").fsPath);
  });

  it("holds a body limit that is changed while it runs", async () => {
    await run("hooksmith.startListener");
    assert.equal(await statusOf("hmac"), 400);
    await section().update("bodyLimit", 1, vscode.ConfigurationTarget.Global);
    assert.equal(await statusOf("hmac"), 413);
    await section().update("bodyLimit", undefined, vscode.ConfigurationTarget.Global);
    assert.equal(await statusOf("hmac"), 400);
  });

  it("is sent to by the rules of before while a file is broken", async () => {
    await vscode.workspace.fs.writeFile(fileAt(".env"), Buffer.from("WEBHOOK_TOKEN=of-before\n"));
    const document = await openExample("static-token.trigger.yaml");
    const before = document.getText();
    await run("hooksmith.startListener");
    await replace(document, "token-lookup-key:", "token-lookup-key: [");
    await until(async () => (await lensesOf(document)).some((title) => /Not read/.test(title)));
    assert.deepEqual(await run("hooksmith.sendTestWebhook"), { status: 200, verdict: "accepted" });
    await vscode.env.clipboard.writeText("");
    await run("hooksmith.copyAddress");
    assert.match(await vscode.env.clipboard.readText(), /\/launch\/static-token\/$/);
    await replace(document, document.getText(), before);
    await vscode.workspace.fs.delete(fileAt(".env"));
  });

  it("no longer shows a verdict as that of the trigger when its conditions were changed", async () => {
    const document = await openExample("timestamp.trigger.yaml");
    await run("hooksmith.startListener");
    assert.equal(await statusOf("hmac-with-timestamp"), 400);
    const verdict = async () => (await lensesOf(document)).find((title) => /refused/.test(title));
    await until(async () => (await verdict()) !== undefined);
    assert.doesNotMatch((await verdict()) ?? "", /before/);
    await replace(document, "drift-tolerance: 60", "drift-tolerance: 61");
    assert.match((await verdict()) ?? "", /by the rules of before/);
    await replace(document, "drift-tolerance: 61", "drift-tolerance: 60");
    assert.doesNotMatch((await verdict()) ?? "", /before/);
  });
});
