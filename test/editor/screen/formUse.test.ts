import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Frame, Page } from "playwright-core";
import { openFile, openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { freePort } from "../freePort.ts";
import { exampleWorkspace, root } from "../workspace.ts";
import { addCard, cardTitles, chooseWord, fieldAt, fillField, saved, until } from "./formSteps.ts";
import { pageFrame } from "./pages.ts";
import { runCommand, typeSecret } from "./steps.ts";

/** The reference's “Web Timestamp with HMAC authentication example”. */
const signed = `- trigger:
    name: HMAC by form
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:WEBHOOK_TOKEN}"
          basestring-format: "prefix.{body}.{header:Request-Timestamp}"
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: Request-Timestamp
          drift-tolerance: 60
`;

/** The lines of the one text that is open. */
const textLines = ".editor-group-container .view-lines";

describe("a form that is used", () => {
  const resources = new AsyncDisposableStack();
  const workspace = resources.use(exampleWorkspace()).path;
  const file = join(workspace, "new.trigger.yaml");
  let page: Page;
  let frame: Frame;

  before(async () => {
    writeFileSync(file, "");
    const port = await freePort();
    const settings = { "hooksmith.port": port, "workbench.colorTheme": "Default Dark Modern" };
    const editor = resources.use(
      await startEditor({ folder: workspace, extensionPath: root, settings }),
    );
    page = await openWorkbench(resources.use(await startBrowser()), editor.url);
  });
  after(() => resources.disposeAsync());

  afterEach(async function () {
    if (this.currentTest?.state === "failed") await takeScreenshot(page, "form-use-failed");
  });

  it("makes the reference's signed trigger from an empty file", async () => {
    await openFile(page, "new.trigger.yaml");
    await runCommand(page, "Open as Form");
    frame = await pageFrame(page, ".new-trigger");
    await takeScreenshot(page, "form-empty");
    await frame.getByRole("textbox", { name: "Title" }).fill("HMAC by form");
    await frame.getByRole("combobox", { name: "Sent by" }).click();
    await frame.getByRole("option", { name: "Something else" }).click();
    await frame.locator("vscode-button", { hasText: "Add Trigger" }).click();
    await frame.locator("h1", { hasText: "HMAC by form" }).waitFor();

    await addCard(frame, "conditions", "HMAC");
    await fillField(frame, "0/conditions/0/secret-key", "{env:WEBHOOK_TOKEN}");
    await fillField(frame, "0/conditions/0/token-lookup-key", "Authorization");
    await chooseWord(frame, "0/conditions/0/token-lookup-namespace", "HTTP Header");
    await addCard(frame, "conditions", "Web Timestamp");
    await chooseWord(frame, "0/conditions/1/timestamp-lookup-namespace", "HTTP Header");
    await fillField(frame, "0/conditions/1/timestamp-lookup-key", "Request-Timestamp");
    await fillField(frame, "0/conditions/1/drift-tolerance", "60");

    const basestring = fieldAt(frame, "0/conditions/0/basestring-format");
    await basestring.locator("input").fill("prefix..");
    await basestring.locator("input").press("ArrowLeft");
    await basestring.locator(".chip", { hasText: "{body}" }).click();
    await basestring.locator("input").press("End");
    await basestring.locator(".chip", { hasText: "{header:Request-Timestamp}" }).click();
    const text = await saved(page, file, (now) => now.includes(".{header:Request-Timestamp}"));
    assert.equal(text, signed);
    await takeScreenshot(page, "form-built");
  });

  it("sends a test webhook, which is accepted", async () => {
    await frame.locator("vscode-button", { hasText: "Send Test Webhook" }).click();
    await typeSecret(page, "WEBHOOK_TOKEN", crypto.randomUUID());
    await page.locator(".view-line", { hasText: "✓ web-timestamp" }).waitFor();
    await frame.locator(".secret", { hasText: "is set, in the secret storage" }).waitFor();
    await takeScreenshot(page, "form-sent");
  });

  it("says in place what is wrong, and mends it", async () => {
    const drift = fieldAt(frame, "0/conditions/1/drift-tolerance");
    await fillField(frame, "0/conditions/1/drift-tolerance", "soon");
    await drift.locator(".refused", { hasText: "must be a whole number above 0" }).waitFor();
    await drift.locator(".refused button", { hasText: "Discard" }).click();
    await until(async () => (await drift.locator("input").inputValue()) === "60");
    await fillField(frame, "0/conditions/0/basestring-format", "{body}{header:Request-Timestamp}");
    const basestring = fieldAt(frame, "0/conditions/0/basestring-format");
    await basestring.locator(".problem").first().waitFor();
    await takeScreenshot(page, "form-problem");
    await page.keyboard.press("Control+Z");
    await basestring.locator(".problem").first().waitFor({ state: "hidden" });
    assert.equal(await saved(page, file, (now) => now === signed), signed);
  });

  it("moves a condition with the arrow keys, and back by dragging", async () => {
    const order = async (...titles: readonly string[]) =>
      await until(async () => String(await cardTitles(frame, "conditions")) === String(titles));
    await frame.locator('[data-focus="conditions/1"]').press("ArrowUp");
    await order("Web Timestamp", "Web Authentication");
    await frame.locator('[data-focus="conditions/0"]:focus').waitFor();
    await page.keyboard.press("ArrowDown");
    await order("Web Authentication", "Web Timestamp");
    await drag(frame, page);
    await order("Web Timestamp", "Web Authentication");
    await page.keyboard.press("Control+Z");
    await order("Web Authentication", "Web Timestamp");
    assert.equal(await saved(page, file, (now) => now === signed), signed);
  });

  it("shows the text beside it, and what is written on either side is on both", async () => {
    await frame.locator('button[aria-label="Show HMAC by form in the text"]').click();
    const text = page.locator(textLines);
    await text.locator(".view-line", { hasText: "name: HMAC by form" }).waitFor();
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("# typed in the text\n");
    const name = fieldAt(frame, "0/name").locator("input");
    await name.fill("Renamed");
    await text.locator(".view-line", { hasText: "name: Renamed" }).waitFor();
    await text.locator(".view-line", { hasText: "# typed in the text" }).waitFor();
    await frame.locator("nav .row", { hasText: "Renamed" }).waitFor();
    await takeScreenshot(page, "form-both");
    await text.locator(".view-line", { hasText: "name: Renamed" }).click();
    await page.keyboard.press("End");
    await page.keyboard.type(" twice");
    await until(async () => (await name.inputValue()) === "Renamed twice");
  });

  it("is undone to its beginning, from the one side and from the other", async () => {
    await page.keyboard.press("Control+Z");
    await until(async () => (await titleIn(frame)) === "Renamed");
    await frame.locator("h1").click();
    await page.keyboard.press("Control+Z");
    await until(async () => (await titleIn(frame)) === "HMAC by form");
    const line = page.locator(textLines).locator(".view-line").first();
    await line.click();
    for (
      let words = await line.innerText();
      words.startsWith("#");
      words = await line.innerText()
    ) {
      await page.keyboard.press("Control+Z");
      await until(async () => (await line.innerText()) !== words);
    }
    await page.locator(".tab.dirty").first().waitFor({ state: "detached" });
    assert.equal(readFileSync(file, "utf8"), signed);
  });

  it("says when the text cannot be read, leads there, and goes on when it is mended", async () => {
    await page.locator(textLines).locator(".view-line", { hasText: "token-lookup-key" }).click();
    await page.keyboard.press("Home");
    await page.keyboard.type("? [");
    await frame.locator("h1", { hasText: "cannot be read" }).waitFor();
    await takeScreenshot(page, "form-broken");
    await frame.locator("vscode-button", { hasText: "Go to the Place" }).click();
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await page.keyboard.press("Control+Z");
    await frame.locator("h1", { hasText: /^HMAC by form$/ }).waitFor();
    assert.deepEqual(await cardTitles(frame, "conditions"), [
      "Web Authentication",
      "Web Timestamp",
    ]);
  });
});

async function titleIn(frame: Frame): Promise<string> {
  return await fieldAt(frame, "0/name").locator("input").inputValue();
}

/** Drags the second condition above the first one by its handle. */
async function drag(frame: Frame, page: Page): Promise<void> {
  const handle = frame.locator('[data-focus="conditions/1"]');
  await handle.scrollIntoViewIfNeeded();
  const from = await handle.boundingBox();
  const first = await frame.locator(".card").first().boundingBox();
  assert.ok(from && first);
  await page.mouse.move(from.x + 8, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, first.y + 40, { steps: 4 });
  await frame.locator(".card.drop-before").waitFor();
  await page.mouse.up();
}
