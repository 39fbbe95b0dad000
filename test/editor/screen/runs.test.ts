import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { freePort } from "../freePort.ts";
import { root, temporaryFolder } from "../workspace.ts";
import { pageFrame, violationsIn } from "./pages.ts";
import { answerOf, chooseInPick, runCommand } from "./steps.ts";
import { chooseTheme, themeKinds, themes } from "./themes.ts";

const yaml = `- step:
    name: Webhook Entry
    image: python:3.12
    command:
      - cat /valohai/inputs/webhook-payload/* && echo
      - echo '{"parsed_prompt":"draw me a shark"}'
    inputs: [{ name: webhook-payload }]
- step:
    name: Webhook Followup
    image: python:3.12
    command: echo {parameter-value:prompt} > /valohai/outputs/prompt.txt
    parameters: [{ name: prompt }]
- step: { name: Brief, image: i, command: "true" }
- step: { name: Endless, image: i, command: "while :; do echo tick; sleep 0.2; done" }
- pipeline:
    name: Webhook Pipeline
    nodes:
      - name: entry
        type: execution
        step: Webhook Entry
        actions: [{ when: node-complete, if: metadata.parsed_prompt == stop, then: stop-pipeline }]
      - { name: followup, type: execution, step: Webhook Followup }
    edges: [[entry.metadata.parsed_prompt, followup.parameter.prompt]]
`;

const triggers = (hosted: string) => `- trigger:
    name: Quick
    actions: [run-pipeline: { pipeline: Webhook Pipeline, payload-input-name: entry.webhook-payload }]
- trigger:
    name: Endless
    actions: [run-execution: { step: Endless }]
- trigger:
    name: Hosted
    launch-url: ${hosted}/api/v0/launch/0191b3c4-0000-4000-8000-000000000001/
    actions: [run-execution: { step: Brief }]
`;

for (const name of themeKinds) {
  describe(`runs on the screen, ${themes[name]}`, () => {
    const resources = new AsyncDisposableStack();
    const folder = resources.use(temporaryFolder()).path;
    let page: Page;
    let port: number;

    const launch = (slug: string) => answerOf(port, `/api/v0/launch/${slug}/`, `127.0.0.1:${port}`);
    const row = (label: string) => page.locator(`.monaco-list-row[aria-label^="${label}"]`).first();

    /** The newest captured request that a trigger accepted. */
    const capture = (trigger: string) =>
      page
        .locator(`.monaco-list-row[aria-label^="${trigger}, accepted"][aria-label*="POST"]`)
        .first();

    const expand = async (label: string) => {
      await row(label).waitFor();
      if ((await row(label).getAttribute("aria-expanded")) === "true") return;
      await row(label).locator(".monaco-tl-twistie").click();
    };

    before(async () => {
      port = await freePort();
      writeFileSync(join(folder, "valohai.yaml"), yaml);
      writeFileSync(join(folder, "a.trigger.yaml"), triggers("http://127.0.0.1:9"));
      const settings = {
        ...{ "hooksmith.port": port, "hooksmith.run": "local" },
        "window.dialogStyle": "custom",
      };
      const editor = resources.use(await startEditor({ extensionPath: root, folder, settings }));
      page = await openWorkbench(resources.use(await startBrowser()), editor.url);
      await chooseTheme(page, name);
      await page.locator('.activitybar a[aria-label^="Webhook Triggers"]').click();
      await page.locator('[aria-label^="a.trigger.yaml"]').waitFor();
      await page.locator(".welcome-view-content", { hasText: "Open the Setting" }).waitFor();
      await runCommand(page, "Start Listener");
      await page.locator(".statusbar-item", { hasText: `Webhooks :${port}` }).waitFor();
    });
    after(() => resources.disposeAsync());
    afterEach(async function () {
      if (this.currentTest?.state === "failed") await takeScreenshot(page, "runs-failed");
    });

    it("only plans after a no, and asks again once somebody replays an edited request", async () => {
      await launch("quick");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText("Cancel", { exact: true }).click();
      await row("run of Quick, planned").waitFor();
      await launch("endless");
      await row("run of Endless, planned").waitFor();
      assert.equal(await dialog.count(), 0);
      await capture("Endless").click();
      const frame = await pageFrame(page, ".deeds");
      await frame.locator("vscode-button", { hasText: "Edit and Replay" }).click();
      await page.locator(".editor-instance .monaco-editor.focused").waitFor();
      await page.locator(".view-line", { hasText: "launch/endless" }).waitFor();
      await page.keyboard.press("ControlOrMeta+Enter");
      await dialog.getByText("Cancel", { exact: true }).click();
    });

    it("asks again once somebody sends a webhook from here, before commands run, and runs what was accepted meanwhile", async () => {
      await runCommand(page, "Send Test Webhook");
      await chooseInPick(page, "Quick");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText("will run commands on this machine, as you").waitFor();
      await dialog.getByText("$ cat /valohai/inputs/webhook-payload/* && echo").waitFor();
      await takeScreenshot(page, `runs-question-${name}`);
      await dialog.getByText("Run on This Machine").click();
      await row("run of Quick, completed").waitFor();
      assert.equal(readdirSync(join(folder, ".hooksmith", "runs")).includes(".gitignore"), true);
    });

    it("shows nodes, metadata and outputs, and opens an output", async () => {
      await expand("run of Quick, completed");
      await row("Webhook Pipeline, complete").waitFor();
      await row("entry, complete").waitFor();
      await row("output prompt.txt, 16 bytes").waitFor();
      await page.locator(".terminal-wrapper").first().waitFor();
      await takeScreenshot(page, `runs-completed-${name}`);
      await row("output prompt.txt").click();
      await page.locator(".tab.active", { hasText: "prompt.txt" }).waitFor();
      await page.locator(".view-line", { hasText: "draw me a shark" }).waitFor();
    });

    it("shows beside the captured request what became of it, with the way to its output", async () => {
      await capture("Quick").click();
      const frame = await pageFrame(page, ".launch");
      await frame.getByText("Run on this machine: completed").waitFor();
      await frame.getByText("if metadata.parsed_prompt == stop then stop-pipeline").waitFor();
      assert.deepEqual(await violationsIn(frame), []);
      await frame.locator(".launch").scrollIntoViewIfNeeded();
      await takeScreenshot(page, `runs-inspected-${name}`);
      await frame.locator(".outputs button", { hasText: "prompt.txt" }).click();
      await page.locator(".tab.active", { hasText: "prompt.txt" }).waitFor();
    });

    it("asks no second time, and stops a run with all its processes", async () => {
      await launch("endless");
      const going = row("run of Endless, pending");
      await going.waitFor();
      await row("Endless, started").waitFor();
      await takeScreenshot(page, `runs-going-${name}`);
      await going.hover();
      await going.locator('.action-label[aria-label="Stop Run"]').click();
      await row("run of Endless, stopped").waitFor();
      await row("Endless, stopped").waitFor();
    });

    it("tells all of a run in a document", async () => {
      await row("run of Quick, completed").click();
      await page.locator(".tab.active", { hasText: ".txt" }).waitFor();
      await page.locator(".view-line", { hasText: "What was planned" }).waitFor();
      await takeScreenshot(page, `runs-document-${name}`);
    });

    it("asks before a webhook is sent on, and says why that came to nothing", async () => {
      mkdirSync(join(folder, ".vscode"));
      const settings = JSON.stringify({ "hooksmith.run": "relay" });
      writeFileSync(join(folder, ".vscode", "settings.json"), settings);
      const dialog = page.locator(".monaco-dialog-box");
      // Until the editor has read the setting the run goes on here, as before.
      do await launch("hosted");
      while (!(await dialog.isVisible()));
      await dialog.getByText("Send accepted webhooks on to http://127.0.0.1:9?").waitFor();
      await takeScreenshot(page, `runs-relay-question-${name}`);
      await dialog.getByText("Send On", { exact: true }).click();
      await expand("run of Hosted, error");
      await row("Nothing listens at http://127.0.0.1:9.").waitFor();
      await takeScreenshot(page, `runs-relay-${name}`);
      await capture("Hosted").click();
      const frame = await pageFrame(page, '.launch:has-text("Sent on: error")');
      await frame.getByText("Nothing listens at http://127.0.0.1:9.").waitFor();
      assert.deepEqual(await violationsIn(frame), []);
      await frame.locator(".launch").scrollIntoViewIfNeeded();
      await takeScreenshot(page, `runs-relay-inspected-${name}`);
    });

    it("deletes all runs after a question, and their folders with them", async () => {
      await runCommand(page, "Delete All Runs…");
      const dialog = page.locator(".monaco-dialog-box");
      await dialog.getByText("Payloads, outputs and logs are deleted too.").waitFor();
      await takeScreenshot(page, `runs-delete-question-${name}`);
      await dialog.getByText("Delete", { exact: true }).click();
      await page.locator(".welcome-view-content", { hasText: "Open the Setting" }).waitFor();
      assert.deepEqual(readdirSync(join(folder, ".hooksmith", "runs")), [".gitignore"]);
    });
  });
}
