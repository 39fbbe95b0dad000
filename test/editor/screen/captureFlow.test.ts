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
import { pageFrame } from "./pages.ts";
import { chooseInPick, notification, runCommand } from "./steps.ts";

const path = "/api/v0/launch/hmac-with-timestamp/";
const body = JSON.stringify({ event: "batch_done", dataset: { id: 7 } });

describe("a captured request on the screen", () => {
  const resources = new AsyncDisposableStack();
  const workspace = resources.use(exampleWorkspace()).path;
  const secret = randomBytes(24).toString("hex");
  let page: Page;
  let port: number;

  /** The inspector, once it shows this. */
  const inspector = (selector: string) => pageFrame(page, selector);
  /** Presses a button of the inspector by its words. */
  const press = async (words: string) => {
    const frame = await inspector(".deeds");
    await frame.locator("vscode-button", { hasText: words }).click();
  };
  /** Waits until the inspector says in which way its capture was made from another one. */
  const untilMade = async (words: string) => {
    await inspector(`.relatives:has-text("${words}")`);
  };

  before(async () => {
    port = await freePort();
    writeFileSync(join(workspace, ".env"), `WEBHOOK_TOKEN=${secret}\n`);
    const settings = { "hooksmith.port": port, "workbench.colorTheme": "Default Dark Modern" };
    const options = { folder: workspace, extensionPath: root, settings };
    const editor = resources.use(await startEditor(options));
    page = await openWorkbench(resources.use(await startBrowser()), editor.url);
    await showCaptures(page);
    await page.locator(".welcome-view-content a", { hasText: "Start Listener" }).click();
    await page.locator(".statusbar-item", { hasText: `Webhooks :${port}` }).waitFor();
    const hourAgo = Math.floor(Date.now() / 1000) - 3600;
    assert.equal(await sendWebhook(port, path, body, signedHeaders(secret, hourAgo, body)), 400);
  });
  after(() => resources.disposeAsync());
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await takeScreenshot(page, "capture-flow-failed");
  });

  it("is inspected by a click: which condition failed, and where it stands in the file", async () => {
    await captureRows(page, "HMAC with timestamp, refused: timestamp-out-of").click();
    const frame = await inspector(".conditions .failed");
    await frame.locator(".conditions .failed", { hasText: "60 min old" }).waitFor();
    assert.ok(!(await frame.content()).includes(secret));
    await frame.locator(".conditions .failed .icon-button").click();
    await page.locator(".tab.active", { hasText: "timestamp.trigger.yaml" }).waitFor();
    await page.locator(".statusbar-item", { hasText: /selected/ }).waitFor();
  });

  it("is judged again by the trigger as it stands in the editor", async () => {
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    await page.keyboard.type("00");
    await page.locator(".view-line", { hasText: "drift-tolerance: 6000" }).waitFor();
    await runCommand(page, "Judge All Captures Again");
    const message = await notification(page, "1 accepted now");
    await takeScreenshot(page, "capture-flow-judged-all");
    // A tooltip of the bell may lie over the button.
    await message.getByRole("button", { name: "Show Changes" }).press("Enter");
    await chooseInPick(page, "HMAC with timestamp");
    await inspector(".overview.refused");
    await press("Judge Again");
    await chooseInPick(page, "Now");
    await inspector('.again .accepted:has-text("was refused")');
    await takeScreenshot(page, "capture-flow-judged");
  });

  it("is signed anew and sent from its page, and the replay says where it came from", async () => {
    await press("Replay…");
    await takeScreenshot(page, "capture-flow-replay");
    await chooseInPick(page, "Signed anew");
    await untilMade("Signed anew from");
    await captureRows(page, "HMAC with timestamp, accepted").waitFor();
  });

  it("is edited with the keyboard, and sent", async () => {
    await press("Edit and Replay");
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await page.locator(".view-line", { hasText: "batch_done" }).waitFor();
    await page.keyboard.press("ControlOrMeta+End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    await page.keyboard.type(" ");
    await takeScreenshot(page, "capture-flow-edited");
    await page.keyboard.press("ControlOrMeta+Enter");
    await untilMade("Edited and replayed from");
  });

  it("is replayed from the command palette as it was received", async () => {
    await runCommand(page, "Replay Captured Request…");
    await chooseInPick(page, "As received");
    await untilMade("Replayed as received from");
    await takeScreenshot(page, "capture-flow-replayed");
  });

  it("is compared with another one, side by side", async () => {
    await press("Compare with…");
    await page
      .locator(".quick-input-list .monaco-list-row", { hasText: "timestamp-out-of-tolerance" })
      .click();
    await page.locator(".monaco-diff-editor .line-insert").first().waitFor();
    await takeScreenshot(page, "capture-flow-compared");
  });

  it("is filtered, opened and deleted by keyboard", async () => {
    await runCommand(page, "Filter Captured Requests…");
    await page.locator(".quick-input-title", { hasText: "Filter captured" }).waitFor();
    await takeScreenshot(page, "capture-flow-filter");
    await chooseInPick(page, "Refused");
    await page.locator(".message", { hasText: "Only: refused" }).waitFor();
    await captureRows(page, "HMAC with timestamp, accepted").first().waitFor({ state: "detached" });
    const row = captureRows(page, "HMAC with timestamp, refused");
    await row.click();
    await inspector(".overview.refused");
    await page.locator(".monaco-list", { has: row }).focus();
    await takeScreenshot(page, "capture-flow-filtered");
    await page.keyboard.press("Delete");
    await page.locator(".welcome-view-content", { hasText: "what the filter asks for" }).waitFor();
    await inspector(".gone");
    await page.locator(".welcome-view-content a", { hasText: "Clear Filter" }).click();
    await captureRows(page, "HMAC with timestamp, accepted").first().waitFor();
  });
});
