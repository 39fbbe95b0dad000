import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { type Listening, listening } from "../../support/listening.ts";
import { execution, testRuns } from "../../support/localRuns.ts";
import { codesOf, fileAt, until } from "./workspace.ts";

const run = vscode.commands.executeCommand;
const token = randomBytes(24).toString("hex");
const idOf = (name: string) =>
  `0191b3c4-0000-4000-8000-${Buffer.from(name).toString("hex").padEnd(12, "0")}`;
const file = fileAt("followed.trigger.yaml");

const trigger = (name: string, origin: string) => `- trigger:
    name: ${name}
    launch-url: ${origin}/api/v0/launch/${idOf(name)}/
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:WEBHOOK_TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
    actions:
      - web-response-text: "{run_id}"
      - run-execution: { step: Webhook Entry }
`;

/** Follows a webhook that a trigger sent on, and that was accepted there as this run. */
function follow(slug: string, hostedRunId: string): Promise<unknown> {
  const relay = { target: "", hostedRunId };
  const row = { version: 1, id: "here", trigger: slug, slug, mode: "relay", launchedAt: 0 };
  const node = { node: "run", run: { ...row, actions: [], relay } };
  return Promise.resolve(run("hooksmith.followRun", node));
}

const shown = () => vscode.window.activeTextEditor?.document;

describe("a run of the hosted service, followed in the editor", () => {
  const test = testRuns({
    "valohai.yaml": `- step: { name: Wait, image: i, command: 'until [ -e go ]; do sleep 0.05; done' }
- step: { name: Fail, image: i, command: 'exit 3' }
`,
  });
  let hosted: Listening;
  let questions = 0;

  before(async () => {
    await vscode.workspace.fs.writeFile(fileAt(".env"), Buffer.from(`WEBHOOK_TOKEN=${token}\n`));
    hosted = await listening(trigger("Near", "https://app.example"), {
      secrets: { WEBHOOK_TOKEN: token },
      onRequest: async ({ verdict, request }) => {
        if (verdict.verdict !== "accepted") return;
        await test.launch(verdict.runId, request.body, [execution("Wait"), execution("Fail")]);
      },
      stateOf: ({ slug }, runId) => {
        questions += 1;
        return slug === "near" ? test.runs.stateOf("test", runId) : undefined;
      },
    });
    const origins = { Near: hosted.url, Far: "https://far.invalid", Plain: "http://plain.invalid" };
    const text = Object.entries(origins).map(([name, origin]) => trigger(name, origin));
    await vscode.workspace.fs.writeFile(file, Buffer.from(text.join("")));
    await vscode.workspace.openTextDocument(file);
    await until(() => codesOf(file).length > 0);
    const errors = vscode.languages.getDiagnostics(file).filter(({ severity }) => severity === 0);
    assert.deepEqual(errors, []);
  });
  beforeEach(() => run("workbench.action.closeAllEditors"));
  after(async () => {
    await run("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(file);
    await vscode.workspace.fs.delete(fileAt(".env"));
  });

  it("is asked about, signed as its trigger demands, until it has ended, and shown", async () => {
    const Authorization = createHmac("sha256", token).update("{}").digest("hex");
    const answer = await fetch(`${hosted.url}/api/v0/launch/${idOf("Near")}/`, {
      ...{ method: "POST", body: "{}", headers: { Authorization } },
    });
    const runId = await answer.text();
    assert.equal(answer.status, 200, runId);
    const following = follow("near", runId);
    await until(() => questions >= 2);
    assert.equal(shown(), undefined, "nothing is shown while it is pending");
    writeFileSync(join(test.repository, "go"), "");
    await following;
    const { actions } = await test.seen(runId, ({ endedAt }) => endedAt !== undefined);
    assert.deepEqual(JSON.parse(shown()?.getText() ?? ""), {
      run_id: runId,
      status: "complete_with_error",
      result: [
        { action: "run_execution", execution_step: "Wait", execution_id: actions[0]?.id },
        { action: "run_execution", execution_step: "Fail", execution_id: actions[1]?.id },
      ],
    });
  });

  it("is asked about elsewhere only after a question to the user", async () => {
    // An editor under test shows no dialog, and says which one it refused to show.
    await assert.rejects(follow("far", "r-1"), /Ask https:\/\/far\.invalid about the run\?/);
    assert.equal(shown(), undefined);
  });

  it("is not asked about where the question could be read on the way", async () => {
    let isOver = false;
    // A dialog would make it fail; an error is shown until it is dismissed.
    const following = follow("plain", "r-1").finally(() => {
      isOver = true;
    });
    await until(async () => {
      await run("notifications.clearAll");
      return isOver;
    });
    await following;
    assert.equal(shown(), undefined);
  });
});
