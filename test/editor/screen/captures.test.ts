import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { exampleWorkspace, root } from "../workspace.ts";
import { captureRows, sendWebhook, showCaptures, signedHeaders } from "./captureSteps.ts";
import { pageFrame, violationsIn } from "./pages.ts";
import { freePort, runCommand } from "./steps.ts";
import { chooseTheme, themeKinds, themes } from "./themes.ts";

const path = "/api/v0/launch/hmac-with-timestamp/";

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
  });
}
