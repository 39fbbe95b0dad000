import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { openFile, openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { exampleWorkspace, root } from "../workspace.ts";
import { pageFrame, resize, themes, violationsIn } from "./pages.ts";
import { runCommand } from "./steps.ts";

for (const [name, theme] of Object.entries(themes)) {
  describe(`the form on the screen, ${theme}`, () => {
    const resources = new AsyncDisposableStack();
    const workspace = resources.use(exampleWorkspace()).path;
    let page: Page;

    before(async () => {
      const settings = { "workbench.colorTheme": theme };
      const options = { folder: workspace, extensionPath: root, settings };
      const editor = resources.use(await startEditor(options));
      page = await openWorkbench(resources.use(await startBrowser()), editor.url);
    });
    after(() => resources.disposeAsync());

    afterEach(async function () {
      if (this.currentTest?.state === "failed") await takeScreenshot(page, `form-${name}-failed`);
    });

    it("opens in the place of the text, and the text in its place", async () => {
      await openFile(page, "launch.trigger.yaml");
      await runCommand(page, "Open as Form");
      const frame = await pageFrame(page, "h1");
      await frame.locator("nav .row", { hasText: "Parse one payload" }).waitFor();
      await takeScreenshot(page, `form-${name}`);
      assert.deepEqual(await violationsIn(frame), []);
      await resize(page, { width: 1280, height: 800, zoom: 2 });
      assert.deepEqual(await violationsIn(frame), []);
      await takeScreenshot(page, `form-${name}-zoomed`);
      await resize(page, { width: 1280, height: 800 });
      await page.locator('a[aria-label="Open as Text"]').click();
      await page.locator(".view-line", { hasText: "Parse one payload" }).first().waitFor();
      assert.equal(await page.locator(".tab").count(), 1);
    });
  });
}
