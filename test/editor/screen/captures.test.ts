import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { freePort } from "../freePort.ts";
import { exampleWorkspace, root } from "../workspace.ts";
import { captureRows, sendWebhook, showCaptures, signedHeaders } from "./captureSteps.ts";
import { pageFrame, violationsIn } from "./pages.ts";
import { runCommand, runEditorCommand } from "./steps.ts";
import { chooseTheme, themeKinds, themes } from "./themes.ts";

const path = "/api/v0/launch/hmac-with-timestamp/";

/** A webhook that launches what the examples declare, and something that they do not. */
const nightly = `- trigger:
    name: Nightly
    actions:
      - run-pipeline:
          pipeline: Webhook Pipeline
          commit: main
          title: Every night
          payload-input-name: entry.webhook-payload
      - run-execution: { step: Tune }
`;

for (const name of themeKinds) {
  describe(`the captured requests on the screen, ${themes[name]}`, () => {
    const resources = new AsyncDisposableStack();
    const workspace = resources.use(exampleWorkspace()).path;
    const secret = randomBytes(24).toString("hex");
    let page: Page;
    let port: number;

    before(async () => {
      port = await freePort();
      writeFileSync(join(workspace, ".env"), `WEBHOOK_TOKEN=${secret}\n`);
      writeFileSync(join(workspace, "nightly.trigger.yaml"), nightly);
      const settings = { "hooksmith.port": port };
      const options = { folder: workspace, extensionPath: root, settings };
      const editor = resources.use(await startEditor(options));
      page = await openWorkbench(resources.use(await startBrowser()), editor.url);
      await chooseTheme(page, name);
    });
    after(() => resources.disposeAsync());
    afterEach(async function () {
      if (this.currentTest?.state === "failed")
        await takeScreenshot(page, `captures-${name}-failed`);
    });

    it("lists what the listener received, with its verdict", async () => {
      await showCaptures(page);
      await page.locator(".welcome-view-content", { hasText: "Every webhook" }).waitFor();
      await takeScreenshot(page, `captures-${name}-empty`);
      await runCommand(page, "Start Listener");
      await page.locator(".statusbar-item", { hasText: `Webhooks :${port}` }).waitFor();
      const body = JSON.stringify({ event: "batch_done", dataset: { id: 7, labels: ["a", "b"] } });
      const now = Math.floor(Date.now() / 1000);
      for (const time of [now, now - 3600]) {
        await sendWebhook(port, path, body, signedHeaders(secret, time, body));
      }
      await captureRows(page, "HMAC with timestamp, refused: timestamp-out-of").waitFor();
      await captureRows(page, "HMAC with timestamp, accepted").waitFor();
    });

    it("shows a capture as a page that reads well by eye and ear", async () => {
      await captureRows(page, "HMAC with timestamp, refused").click();
      const frame = await pageFrame(page, ".conditions .failed");
      await takeScreenshot(page, `captures-${name}-refused`);
      assert.deepEqual(await violationsIn(frame), []);
      await captureRows(page, "HMAC with timestamp, accepted").click();
      await frame.locator(".overview.accepted").waitFor();
      assert.deepEqual(await violationsIn(frame), []);
      await takeScreenshot(page, `captures-${name}-accepted`);
      await page.setViewportSize({ width: 1800, height: 1000 });
      await takeScreenshot(page, `captures-${name}-wide`);
      await page.setViewportSize({ width: 760, height: 800 });
      await takeScreenshot(page, `captures-${name}-narrow`);
      assert.deepEqual(await violationsIn(frame), []);
    });

    it("shows all that a request would launch, and what cannot be resolved", async () => {
      await page.setViewportSize({ width: 1280, height: 1000 });
      await sendWebhook(port, "/api/v0/launch/nightly/", "{}", {});
      await captureRows(page, "Nightly, accepted").click();
      const frame = await pageFrame(page, ".runs details");
      const runs = frame.locator(".runs");
      await runs.getByText("the payload at /valohai/inputs/webhook-payload/payload").waitFor();
      await runs.getByText("cat /valohai/inputs/webhook-payload/*").waitFor();
      await runs.getByText("from entry.metadata.parsed_prompt").waitFor();
      await runs.getByText("valohai.yaml has no step `Tune`.").waitFor();
      assert.equal(await frame.getByText("Planned anew").count(), 0);
      assert.deepEqual(await violationsIn(frame), []);
      await runs.scrollIntoViewIfNeeded();
      await takeScreenshot(page, `captures-${name}-planned`);
      await page.setViewportSize({ width: 1900, height: 1000 });
      await takeScreenshot(page, `captures-${name}-planned-wide`);
      await page.setViewportSize({ width: 860, height: 1100 });
      await takeScreenshot(page, `captures-${name}-planned-narrow`);
    });

    it("is there again in a window that was loaded anew, and says that its plan is a new one", async () => {
      await runEditorCommand(page, "Developer: Reload Window");
      const frame = await pageFrame(page, ":text('Planned anew, by valohai.yaml as it is now')");
      await frame.getByText("the payload at /valohai/inputs/webhook-payload/payload").waitFor();
      await takeScreenshot(page, `captures-${name}-restored`);
    });
  });
}
