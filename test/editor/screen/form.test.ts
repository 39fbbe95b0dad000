import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openFile, openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { exampleWorkspace, root } from "../workspace.ts";
import { pageFrame, resize, violationsIn } from "./pages.ts";
import { runCommand } from "./steps.ts";
import { chooseTheme, themeKinds, themes } from "./themes.ts";

/** Something of everything that a form shows. */
const shown = `- trigger:
    name: Everything
    description: Sent by the labeling tool when a batch is done
    labels: [kept]
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:WEBHOOK_TOKEN}"
          basestring-format: "{header:X-Time}{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
          value-prefix: "v0="
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Time
          drift-tolerance: soon
      - rate-limit: { period: 3600, quota: 10 }
    actions:
      - web-response-json: { status: accepted, run: "{run_id}" }
      - run-pipeline: { pipeline: Webhook Pipeline, commit: main }
- trigger:
    name: A second one
    conditions:
      - web-authentication:
          auth-type: static
          secret-key: "{env:WEBHOOK_TOKEN}"
          token-lookup-namespace: querystring
          token-lookup-key: token
          labels: kept
    actions:
      - run-execution: { step: Webhook Entry, payload-input-name: webhook-payload }
    tests:
      - name: a token launches
        request: { json: { event: batch_done } }
        expect: accepted
`;

for (const name of themeKinds) {
  describe(`the form on the screen, ${themes[name]}`, () => {
    const resources = new AsyncDisposableStack();
    const workspace = resources.use(exampleWorkspace()).path;
    let page: Page;

    before(async () => {
      writeFileSync(join(workspace, "shown.trigger.yaml"), shown);
      const options = { folder: workspace, extensionPath: root };
      const editor = resources.use(await startEditor(options));
      page = await openWorkbench(resources.use(await startBrowser()), editor.url);
      await chooseTheme(page, name);
    });
    after(() => resources.disposeAsync());

    afterEach(async function () {
      if (this.currentTest?.state === "failed") await takeScreenshot(page, `form-${name}-failed`);
    });

    it("opens in the place of the text, and the text in its place", async () => {
      await openFile(page, "shown.trigger.yaml");
      await runCommand(page, "Open as Form");
      const frame = await pageFrame(page, "h1");
      await frame.locator("nav .row", { hasText: "A second one" }).waitFor();
      await frame.locator(".problem").first().waitFor();
      await frame.evaluate("document.fonts.ready.then(() => {})");
      await takeScreenshot(page, `form-${name}`);
      await page.locator('a[aria-label="Open as Text"]').click();
      await page.locator(".view-line", { hasText: "A second one" }).first().waitFor();
      assert.equal(await page.locator(".tab").count(), 1);
    });

    it("shuts nobody out, wide, narrow or enlarged", async () => {
      await runCommand(page, "Open as Form");
      const frame = await pageFrame(page, "nav .row");
      assert.deepEqual(await violationsIn(frame), []);
      await frame.locator("nav .row", { hasText: "A second one" }).click();
      await frame.locator(".preview").first().waitFor();
      await frame.evaluate(
        "for (const one of document.querySelectorAll('details')) one.open = true",
      );
      assert.deepEqual(await violationsIn(frame), []);
      for (const part of ["#conditions-heading", ".kept", "#tests-heading", ".checklist"]) {
        await frame.locator(part).first().scrollIntoViewIfNeeded();
        await takeScreenshot(page, `form-${name}${part.replace(/\W/, "-")}`);
      }
      await resize(page, { width: 1280, height: 800, zoom: 2 });
      assert.deepEqual(await violationsIn(frame), []);
      const spills = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
      assert.equal(await frame.evaluate(spills), false);
      await frame.locator("#conditions-heading").scrollIntoViewIfNeeded();
      await takeScreenshot(page, `form-${name}-enlarged`);
      await resize(page, { width: 1280, height: 800 });
    });
  });
}
