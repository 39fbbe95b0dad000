import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import * as vscode from "vscode";
import { freePort } from "../freePort.ts";
import { codesOf, fileAt, openExample, replace, until, untilCodes } from "./workspace.ts";

const run = vscode.commands.executeCommand;

/** What the commands that judge and replay say of each capture. */
const openFiles = "/proc/self/fd";

interface Change {
  readonly capture: { readonly id: string; readonly outcome: string };
  readonly after: { readonly outcome: string; readonly reasons: readonly string[] };
}

/** What the commands that send an edited capture say. */
interface Sent {
  readonly answer: { readonly status: number };
  readonly finding: unknown;
  readonly kept: string | undefined;
}

describe("the captured requests in the editor", () => {
  const token = randomBytes(24).toString("hex");
  let address: string;

  const send = async (headers: Readonly<Record<string, string>>) =>
    (await fetch(address, { method: "POST", body: '{"a":1}', headers })).status;
  const judgeAll = () => run<readonly Change[]>("hooksmith.judgeAllCaptures");

  before(async () => {
    const port = await freePort();
    address = `http://127.0.0.1:${port}/api/v0/launch/static-token/`;
    await vscode.workspace.fs.writeFile(fileAt(".env"), Buffer.from(`WEBHOOK_TOKEN=${token}\n`));
    await section().update("port", port, vscode.ConfigurationTarget.Global);
    await run("hooksmith.startListener");
  });
  after(async () => {
    await run("hooksmith.stopListener");
    await run("hooksmith.clearCaptureFilter");
    await run("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(fileAt(".env"));
    await section().update("port", undefined, vscode.ConfigurationTarget.Global);
  });

  it("are judged again without anything being sent", async () => {
    const before = (await judgeAll()).length;
    assert.equal(await send({ Authorization: token }), 200);
    assert.equal(await send({ Authorization: "wrong" }), 400);
    const outcomes = (await judgeAll()).slice(before);
    assert.deepEqual(
      outcomes.map(({ after: { outcome, reasons } }) => [outcome, reasons]),
      [
        ["accepted", []],
        ["refused", ["token-mismatch"]],
      ],
    );
    assert.equal((await judgeAll()).length, before + 2);
  });

  it("are only those that the filter wants", async () => {
    await run("hooksmith.filterCaptures", { outcome: "refused", trigger: "static-token" });
    assert.deepEqual(
      (await judgeAll()).map(({ after }) => after.outcome),
      ["refused"],
    );
    await run("hooksmith.filterCaptures", { text: "no such text" });
    assert.deepEqual(await judgeAll(), []);
    await run("hooksmith.clearCaptureFilter");
  });

  it("are also those that no trigger was asked about", async () => {
    const elsewhere = address.replace("static-token", "nowhere");
    assert.equal((await fetch(elsewhere, { method: "POST", body: "lost" })).status, 404);
    await run("hooksmith.filterCaptures", { text: "launch/nowhere" });
    assert.deepEqual(await judgeAll(), []);
    const file = fileAt("nowhere.har");
    await run("hooksmith.exportCaptures", undefined, undefined, file);
    const text = String(await vscode.workspace.fs.readFile(file));
    assert.match(text, /"text": "lost"[\s\S]*"status": 404/);
    await vscode.workspace.fs.delete(file);
    await run("hooksmith.clearCaptureFilter");
  });

  it("say which verdicts change when the trigger is edited", async () => {
    const document = await openExample("static-token.trigger.yaml");
    const text = document.getText();
    await replace(document, text.slice(text.indexOf("    conditions:")), "    conditions: []\n");
    const outcomes = (await judgeAll()).slice(-2);
    assert.deepEqual(
      outcomes.map(({ capture, after }) => [capture.outcome, after.outcome]),
      [
        ["accepted", "accepted"],
        ["refused", "accepted"],
      ],
    );
    await run("undo");
  });

  it("are replayed as they were and signed anew, and the replay is kept too", async () => {
    const refused = (await judgeAll()).at(-1)?.capture.id;
    const count = (await judgeAll()).length;
    const replayed = await run<Change[]>("hooksmith.replayCapture", refused, [], "as-received");
    assert.deepEqual(
      replayed.map(({ after }) => after.outcome),
      ["refused"],
    );
    const signed = await run<Change[]>("hooksmith.replayCapture", refused, [], "signed-anew");
    assert.deepEqual(
      signed.map(({ after }) => after.outcome),
      ["accepted"],
    );
    assert.equal((await judgeAll()).length, count + 2);
  });

  it("are edited in a document, with headers completed, and sent", async () => {
    const id = (await judgeAll()).at(-1)?.capture.id;
    await run("hooksmith.editCapture", id);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.ok(!document.getText().includes(token));
    await replace(document, '{"a":1}', '{"a":2}');
    const end = document.getText().indexOf("\n\n");
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, document.positionAt(end), "\nX-Eve");
    await vscode.workspace.applyEdit(edit);
    const completion = await run<vscode.CompletionList>(
      "vscode.executeCompletionItemProvider",
      document.uri,
      document.positionAt(end + "\nX-Eve".length),
    );
    assert.ok(completion.items.some(({ label }) => label === "X-Event-Type"));
    await replace(document, "X-Eve", "X-Event-Type: a");
    const sent = await run<{ received: { request: { body: Uint8Array } } }>(
      "hooksmith.signAndSendCapture",
    );
    assert.equal(Buffer.from(sent.received.request.body).toString(), '{"a":2}');
    await run("workbench.action.revertAndCloseActiveEditor");
  });

  it("are followed to what the listener turned away when it was a replay", async () => {
    const id = (await judgeAll()).at(-1)?.capture.id;
    await run("hooksmith.editCapture", id);
    const document = vscode.window.activeTextEditor?.document ?? assert.fail("nothing is open");
    await replace(document, "launch/static-token/", "launch/turned-away/");
    const sent = await run<Sent>("hooksmith.signAndSendCapture");
    assert.equal(sent.answer.status, 404);
    assert.equal(sent.finding, undefined);
    assert.match(sent.kept ?? "", /^[\w-]{36}$/);
    await run("hooksmith.deleteCapture", sent.kept);
    await run("workbench.action.closeAllEditors");
  });

  it("keep no secret", async () => {
    const outcomes = await judgeAll();
    const id = outcomes.find(({ after }) => after.outcome === "accepted")?.capture.id;
    await run("hooksmith.openCaptureBody", id);
    const uri = vscode.Uri.from({
      scheme: "hooksmith-capture",
      authority: "request",
      query: id ?? "",
    });
    const text = (await vscode.workspace.openTextDocument(uri.with({ path: "/a.http" }))).getText();
    assert.match(text, /Authorization: \{env:WEBHOOK_TOKEN\}/i);
  });

  it("go out and come back as they were, their credentials masked", async () => {
    const id = (await judgeAll()).at(-1)?.capture.id ?? "";
    for (const name of ["out.har", "out.http"]) {
      const file = fileAt(name);
      await run("hooksmith.exportCaptures", id, [id], file);
      const text = String(await vscode.workspace.fs.readFile(file));
      assert.ok(!text.includes(token));
      await run("hooksmith.deleteCapture", id);
      assert.ok(!(await judgeAll()).some(({ capture }) => capture.id === id));
      assert.equal(await run("hooksmith.importCaptures", file), 1);
      const back = (await judgeAll()).find(({ capture }) => capture.id === id);
      assert.ok(back);
      await vscode.workspace.fs.delete(file);
    }
  });

  it("are copied for other tools", async () => {
    const id = (await judgeAll()).at(-1)?.capture.id;
    await run("hooksmith.copyCaptureAs", id, undefined, "curl");
    assert.match(await vscode.env.clipboard.readText(), /^curl --request POST http:/);
    await run("hooksmith.copyCaptureAs", id, undefined, "http");
    assert.match(await vscode.env.clipboard.readText(), /^POST http:/m);
  });

  it("become a test beside the trigger file, without a problem in it", async () => {
    const id = (await judgeAll()).at(-1)?.capture.id;
    await run("hooksmith.saveCaptureAsTest", id);
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.getText() ?? "", /tests:\n +- name: accepted as on .*\n +request: /);
    const [, path = ""] = /capture: (\S+\.har)/.exec(document?.getText() ?? "") ?? [];
    assert.match(String(await vscode.workspace.fs.readFile(fileAt(path))), /"version": "1.2"/);
    assert.ok(document);
    await untilCodes(
      document.uri,
      codesOf(document.uri).filter((code) => code === "no-rate-limit"),
    );
    await run("undo");
  });

  it("are deleted, and those that are pinned after a question only", async () => {
    const ids = (await judgeAll()).map(({ capture }) => capture.id);
    await run("hooksmith.deleteCapture", ids[0]);
    assert.equal((await judgeAll()).length, ids.length - 1);
    await run("hooksmith.pinCapture", ids[1]);
    await run("hooksmith.filterCaptures", { pinned: true });
    assert.deepEqual(
      (await judgeAll()).map(({ capture }) => capture.id),
      [ids[1]],
    );
    await run("hooksmith.unpinCapture", ids[1]);
    assert.deepEqual(await judgeAll(), []);
  });

  it("are compared side by side", async () => {
    await run("hooksmith.clearCaptureFilter");
    const [first, second] = (await judgeAll()).map(({ capture }) => capture.id);
    await run("hooksmith.compareCaptures", undefined, [first, second]);
    await until(
      () =>
        vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff,
    );
  });

  it("are kept in a new database as soon as it takes the place of the old one", async () => {
    await run("hooksmith.renewCaptures");
    assert.deepEqual(await judgeAll(), []);
    assert.equal(await send({ Authorization: "wrong" }), 400);
    const kept = async () => (await judgeAll()).map(({ after }) => after.outcome);
    await until(async () => (await kept()).length > 0);
    assert.deepEqual(await kept(), ["refused"]);
  });

  for (const [what, spoil] of [
    ["is damaged", (database: string) => writeFileSync(database, "no database ".repeat(1000))],
    ["cannot be written", (database: string) => mkdirSync(database)],
  ] as const) {
    const title = `are answered when the database ${what}, and kept again in a new one beside it`;
    if (!existsSync(openFiles)) {
      it.skip(`${title} (SKIPPED: this system does not show which files are open)`);
      continue;
    }
    it(title, async () => {
      await judgeAll();
      const database = openDatabase() ?? assert.fail("no database is open");
      await untilClosed(database);
      for (const suffix of ["", "-wal", "-shm"]) rmSync(database + suffix, { force: true });
      spoil(database);
      const size = statSync(database).size;
      await run("hooksmith.stopListener");
      await run("hooksmith.startListener");
      assert.equal(await send({ Authorization: "wrong" }), 400);
      assert.equal(openDatabase(), undefined);
      await run("hooksmith.renewCaptures");
      assert.deepEqual(await judgeAll(), []);
      assert.equal(await send({ Authorization: "wrong" }), 400);
      assert.deepEqual(
        (await judgeAll()).map(({ after }) => after.outcome),
        ["refused"],
      );
      const folder = dirname(database);
      const aside = readdirSync(folder).filter((name) => /^captures\.db\.\d+\.old$/.test(name));
      assert.ok(aside.some((name) => statSync(`${folder}/${name}`).size === size));
      await run("notifications.clearAll");
    });
  }
});

/** The database of captures that this extension host has open. */
function openDatabase(): string | undefined {
  const paths = readdirSync(openFiles).flatMap((name) => {
    try {
      return readlinkSync(`${openFiles}/${name}`);
    } catch {
      // It was closed meanwhile.
      return [];
    }
  });
  return paths.find((path) => path.endsWith("/captures.db"));
}

/** Has the database closed, as when the window is: a new one cannot be made where no folder is. */
async function untilClosed(database: string): Promise<void> {
  const folder = dirname(database);
  renameSync(folder, `${folder}.aside`);
  writeFileSync(folder, "");
  // It ends when somebody has read its message.
  void run("hooksmith.renewCaptures");
  await until(() => openDatabase() === undefined);
  rmSync(folder);
  renameSync(`${folder}.aside`, folder);
}

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration("hooksmith");
}
