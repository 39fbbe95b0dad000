import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { freshCapture, storeOf } from "../../support/captures.ts";
import { post } from "../../support/context.ts";
import { openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { freePort } from "../freePort.ts";
import { exampleWorkspace, root } from "../workspace.ts";
import { captureRows, firstCapture } from "./captureSteps.ts";
import { runCommand, runEditorCommand } from "./steps.ts";

const many = 100_000;
const pageSize = 200;

describe("a hundred thousand captured requests on the screen", () => {
  const resources = new AsyncDisposableStack();
  const workspace = resources.use(exampleWorkspace()).path;
  let page: Page;

  /** How many rows the view has, of which the editor draws only those in sight. */
  const rows = () => captureRows(page, "Test").first().getAttribute("aria-setsize");
  const untilRows = (count: number) =>
    page.locator(`.monaco-list-row[aria-label^="Test"][aria-setsize="${count}"]`).first().waitFor();

  before("keeps them beside the editor", async () => {
    const port = await freePort();
    const settings = { "hooksmith.port": port };
    const editor = await startEditor({ folder: workspace, extensionPath: root, settings });
    resources.use(editor);
    const browser = resources.use(await startBrowser());
    page = await openWorkbench(browser, editor.url);
    const store = storeOf(await firstCapture(page, editor, port));
    const begin = Date.now() - many * 1000;
    for (let start = 0; start < many; start += 1000) {
      store.add(
        Array.from({ length: 1000 }, (_, index) =>
          freshCapture({
            receivedAt: begin + (start + index) * 1000,
            request: post(`{"number":${start + index}}`),
          }),
        ),
      );
    }
    store.close();
  });
  after(() => resources.disposeAsync());
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await takeScreenshot(page, "many-failed");
  });

  it("are shown a page at a time, never all of them", async () => {
    await runCommand(page, "Refresh Captured Requests");
    await untilRows(pageSize + 1);
    for (let pages = 2; pages <= 4; pages += 1) {
      // A click would open a page, which takes the focus.
      await runEditorCommand(page, "Webhook Triggers: Focus on Captured Requests View");
      await page.locator(".pane-body .monaco-list:focus").waitFor();
      await page.keyboard.press("End");
      await captureRows(page, "Show more captured requests").click();
      await untilRows(pages * pageSize + 1);
    }
    assert.equal(await rows(), String(4 * pageSize + 1));
    await takeScreenshot(page, "captures-many");
  });
});
