import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { type Listening, listening } from "../../support/listening.ts";
import { freePort } from "../freePort.ts";
import { fileAt, until } from "./workspace.ts";

const run = vscode.commands.executeCommand;
const uuid = "0191b3c4-0000-4000-8000-00000000000a";

/** What the command that judges says of each capture. */
interface Judged {
  readonly capture: { readonly id: string };
}

const triggerFor = (origin: string) => `- trigger:
    name: Handed on
    launch-url: ${origin}/api/v0/launch/${uuid}/
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:HANDED_TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
    actions:
      - web-response-json: { run: "{run_id}" }
      - run-execution: { step: Webhook Entry, payload-input-name: webhook-payload }
`;

describe("a capture that is handed on to the hosted service", () => {
  const token = randomBytes(24).toString("hex");
  const file = fileAt("handed-on.trigger.yaml");
  const section = () => vscode.workspace.getConfiguration("hooksmith");
  const shown = () => vscode.window.activeTextEditor?.document.getText() ?? "";
  const keep = (secret: string) =>
    vscode.workspace.fs.writeFile(fileAt(".env"), Buffer.from(`HANDED_TOKEN=${secret}\n`));
  let hosted: Listening;
  let port = 0;
  let questions = 0;

  before(async () => {
    const result = [{ action: "run_execution", execution_step: "Webhook Entry" }];
    hosted = await listening(triggerFor("http://127.0.0.1:9"), {
      secrets: { HANDED_TOKEN: token },
      // A run takes a while: the first question comes too early.
      stateOf: async () => {
        questions += 1;
        return questions === 1
          ? { status: "pending", result: [] }
          : { status: "completed", result };
      },
    });
    await keep(token);
    await vscode.workspace.fs.writeFile(file, Buffer.from(triggerFor(hosted.url)));
    port = await freePort();
    await section().update("port", port, vscode.ConfigurationTarget.Global);
    await run("hooksmith.startListener");
  });
  after(async () => {
    await run("hooksmith.stopListener");
    await run("hooksmith.clearCaptureFilter");
    await run("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(file);
    await vscode.workspace.fs.delete(fileAt(".env"));
    await section().update("port", undefined, vscode.ConfigurationTarget.Global);
  });

  it("is signed anew and sent there, and its run is followed until it has ended", async () => {
    const address = `http://127.0.0.1:${port}/api/v0/launch/handed-on/`;
    await until(async () => (await fetch(address, { method: "POST", body: "{}" })).status === 400);
    await run("hooksmith.filterCaptures", { trigger: "handed-on" });
    const [judged] = await run<readonly Judged[]>("hooksmith.judgeAllCaptures");
    await run("notifications.clearAll");
    await run("hooksmith.replayCapture", judged?.capture.id, [], "hosted");
    assert.deepEqual(
      hosted.received.map(({ verdict }) => verdict.verdict),
      ["accepted"],
    );
    // The message is there before the command ends, and its first button follows the run.
    await run("notification.acceptPrimaryAction");
    await until(() => shown().includes("run_id"));
    const [received] = hosted.received;
    assert.ok(received?.verdict.verdict === "accepted");
    assert.deepEqual(JSON.parse(shown()), {
      run_id: received.verdict.runId,
      status: "completed",
      result: [{ action: "run_execution", execution_step: "Webhook Entry" }],
    });
    assert.equal(questions, 2);
    await run("workbench.action.revertAndCloseActiveEditor");
  });

  it("shows what was answered there when it is refused", async () => {
    await keep(randomBytes(24).toString("hex"));
    const [judged] = await run<readonly Judged[]>("hooksmith.judgeAllCaptures");
    await run("notifications.clearAll");
    await run("hooksmith.replayCapture", judged?.capture.id, [], "hosted");
    await run("notification.acceptPrimaryAction");
    await until(() => /^web-authentication: signature-mismatch$/m.test(shown()));
    assert.equal(hosted.received.at(-1)?.verdict.verdict, "refused");
  });
});
