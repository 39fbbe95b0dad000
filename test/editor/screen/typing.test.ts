import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openFile, openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { exampleWorkspace, root } from "../workspace.ts";

describe("a trigger file on the screen", () => {
  const resources = new AsyncDisposableStack();
  const workspace = resources.use(exampleWorkspace()).path;
  let page: Page;

  before(async () => {
    const options = { folder: workspace, extensionPath: root };
    const editor = resources.use(await startEditor(options));
    page = await openWorkbench(resources.use(await startBrowser()), editor.url);
  });
  after(() => resources.disposeAsync());

  it("has its language's name in the status bar", async () => {
    await openFile(page, "hmac.trigger.yaml");
    await page.locator(".statusbar-item", { hasText: "Webhook Trigger" }).waitFor();
    await takeScreenshot(page, "language");
  });

  it("is changed by what is typed", async () => {
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("# typed\n");
    await page.locator(".tab.active.dirty").waitFor();
    await page.keyboard.press("Control+S");
    await page.locator(".tab.active:not(.dirty)").waitFor();
    const text = readFileSync(join(workspace, "hmac.trigger.yaml"), "utf8");
    assert.match(text, /^# typed\n/);
  });
});
