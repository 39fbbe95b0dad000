import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import * as vscode from "vscode";
import { readTriggers } from "../../../src/core/language/readTriggers.ts";
import { slugOf } from "../../../src/core/trigger/address.ts";
import { freePort } from "../freePort.ts";
import { fileAt, openExample, replace, until } from "./workspace.ts";

const run = vscode.commands.executeCommand;

async function exampleTriggers() {
  const files = await vscode.workspace.findFiles("*.trigger.yaml");
  const texts = await Promise.all(
    files.map(async (uri) => ({ uri, text: String(await vscode.workspace.fs.readFile(uri)) })),
  );
  return texts.flatMap(({ uri, text }) =>
    readTriggers(text).map(({ name }) => ({ path: uri.toString(), slug: slugOf(name), text })),
  );
}

async function setEnvFile(lines: readonly string[]): Promise<void> {
  await vscode.workspace.fs.writeFile(fileAt(".env"), Buffer.from(`${lines.join("\n")}\n`));
}

async function copiedAddress(name: string): Promise<string> {
  await openExample(name);
  await run("hooksmith.copyAddress");
  return await vscode.env.clipboard.readText();
}

const post = (address: string) => fetch(address, { method: "POST", body: "{}" });

const isAnswered = (address: string) =>
  post(address).then(
    () => true,
    () => false,
  );

describe("the listener in the editor", () => {
  let port: number;

  before(async () => {
    port = await freePort();
    const names = new Set<string>();
    for (const { text } of await exampleTriggers()) {
      for (const [, name = ""] of text.matchAll(/\{env:([\w-]+)\}/g)) names.add(name);
    }
    await setEnvFile([...names].map((name) => `${name}=${randomBytes(24).toString("hex")}`));
    await section().update("port", port, vscode.ConfigurationTarget.Global);
  });
  afterEach(() => run("hooksmith.stopListener"));
  after(async () => {
    await vscode.workspace.fs.delete(fileAt(".env"));
    await section().update("port", undefined, vscode.ConfigurationTarget.Global);
  });

  it("accepts a test webhook for every trigger of the examples", async () => {
    const triggers = await exampleTriggers();
    assert.ok(triggers.length > 8);
    for (const { path, slug } of triggers) {
      const sent = await run("hooksmith.sendTestWebhook", { path, slug });
      assert.deepEqual(sent, { status: 200, verdict: "accepted" }, slug);
    }
  });

  it("answers at the copied address until it is stopped", async () => {
    const address = await copiedAddress("hmac.trigger.yaml");
    const answer = await post(address);
    assert.equal(answer.status, 400, address);
    assert.match(await answer.text(), /web-authentication: value-missing/);
    await run("hooksmith.stopListener");
    await assert.rejects(post(`http://127.0.0.1:${port}/api/v0/launch/hmac/`));
  });

  it("refuses when the secret is another one, and accepts when it is mended", async () => {
    const { path, slug } = (await exampleTriggers()).find(({ path }) =>
      path.endsWith("static-token.trigger.yaml"),
    ) as { path: string; slug: string };
    const address = await copiedAddress("static-token.trigger.yaml");
    assert.equal((await post(address)).status, 400);
    assert.deepEqual(await run("hooksmith.sendTestWebhook", { path, slug }), {
      status: 200,
      verdict: "accepted",
    });
  });

  it("follows an edit while it runs, and keeps the rules of before while the file is broken", async () => {
    const document = await openExample("hmac.trigger.yaml");
    const address = await copiedAddress("hmac.trigger.yaml");
    const answer = async () => (await post(address)).text();
    await replace(document, "conditions:", "conditions: [");
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.match(await answer(), /value-missing/);
    await run("undo");
    const whole = document.getText();
    await replace(document, whole.slice(whole.indexOf("    conditions:")), "    conditions: []\n");
    await until(async () => (await answer()) === "ok");
    await run("undo");
    await until(async () => /value-missing/.test(await answer()));
  });

  it("moves to a port that is set while it runs, once the offer is taken", async () => {
    const next = await freePort();
    // The copied address is that of the editor's proxy, which always answers.
    const [before, moved] = [port, next].map((at) => `http://127.0.0.1:${at}/`) as [string, string];
    await run("hooksmith.startListener");
    await run("notifications.clearAll");
    await section().update("port", next, vscode.ConfigurationTarget.Global);
    assert.ok(await isAnswered(before), "it moves only when it is asked to");
    await until(async () => {
      await run("notification.acceptPrimaryAction");
      return await isAnswered(moved);
    });
    assert.equal(await isAnswered(before), false);
    await run("hooksmith.stopListener");
    await section().update("port", port, vscode.ConfigurationTarget.Global);
  });

  it("does not start on a port that is in use", async () => {
    const other = createServer().listen(port, "127.0.0.1");
    try {
      const given: unknown[] = [];
      void run("hooksmith.startListener").then((listening) => given.push(listening));
      // The offer of another port is dismissed as soon as it is there.
      await until(async () => {
        await run("notifications.clearAll");
        return given.length > 0;
      });
      assert.deepEqual(given, [undefined]);
    } finally {
      other.close();
    }
  });
});

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("hooksmith");
}
