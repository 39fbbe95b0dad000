import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openFile, openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { type EditorOptions, startEditor } from "../editor.ts";
import { exampleWorkspace, root, temporaryFolder } from "../workspace.ts";
import { answerOf, chooseInPick, freePort, isBound, runCommand, typeSecret } from "./steps.ts";

const themes = {
  light: "Default Light Modern",
  dark: "Default Dark Modern",
  "high-contrast": "Default High Contrast",
  "high-contrast-light": "Default High Contrast Light",
};

async function open(resources: AsyncDisposableStack, options: EditorOptions): Promise<Page> {
  const editor = resources.use(await startEditor({ extensionPath: root, ...options }));
  return await openWorkbench(resources.use(await startBrowser()), editor.url);
}

async function showViews(page: Page): Promise<void> {
  await page.locator('.activitybar a[aria-label^="Webhook Triggers"]').click();
  await page.locator(".pane-header", { hasText: "Triggers" }).first().waitFor();
}

for (const [name, theme] of Object.entries(themes)) {
  describe(`the views on the screen, ${theme}`, () => {
    const resources = new AsyncDisposableStack();
    const workspace = resources.use(exampleWorkspace()).path;
    let page: Page;
    let port: number;

    before(async () => {
      port = await freePort();
      const settings = { "hooksmith.port": port, "workbench.colorTheme": theme };
      page = await open(resources, { folder: workspace, settings });
      await showViews(page);
    });
    after(() => resources.disposeAsync());

    it("shows the files, their triggers and the secrets that they need", async () => {
      await page.locator('[aria-label^="timestamp.trigger.yaml, 1 triggers"]').waitFor();
      await page.locator('[aria-label^="WEBHOOK_TOKEN, not set"]').waitFor();
      await page.locator('[aria-label^="HMAC with timestamp"]').first().waitFor();
    });

    it("sets a secret that is typed into a password box, and never shows it", async () => {
      const value = crypto.randomUUID();
      await runCommand(page, "Set Secret…");
      await chooseInPick(page, "WEBHOOK_TOKEN");
      await typeSecret(page, "WEBHOOK_TOKEN", value);
      await page.locator('[aria-label^="WEBHOOK_TOKEN, in the secret storage"]').waitFor();
      assert.ok(!(await page.content()).includes(value));
    });

    it("shows how the last request fared, condition by condition", async () => {
      await runCommand(page, "Start Listener");
      await page.locator(".statusbar-item", { hasText: `Webhooks :${port}` }).waitFor();
      await answerOf(port, "/api/v0/launch/hmac/", `127.0.0.1:${port}`);
      const trigger = page.locator('.monaco-list-row[aria-label^="HMAC, refused: value-missing"]');
      await trigger.locator(".monaco-tl-twistie").click();
      await page.locator('[aria-label^="web-authentication, failed, value-missing"]').waitFor();
      await takeScreenshot(page, `views-${name}`);
    });

    afterEach(async function () {
      if (this.currentTest?.state === "failed") await takeScreenshot(page, "views-failed");
    });

    it("gives every row a name that says what it is", async () => {
      const rows = page.locator(".pane-body .monaco-list-row");
      for (const label of await rows.evaluateAll((all) =>
        all.map((each) => each.getAttribute("aria-label")),
      )) {
        assert.match(label ?? "", /\S/);
      }
    });
  });
}

describe("the views in an empty folder", () => {
  const resources = new AsyncDisposableStack();
  after(() => resources.disposeAsync());

  it("welcome whoever opens them, and lead by keyboard to a trigger without problems", async () => {
    const folder = resources.use(temporaryFolder()).path;
    const page = await open(resources, { folder });
    await showViews(page);
    const button = page.locator(".welcome-view-content a", { hasText: "New Trigger" });
    await button.waitFor();
    await takeScreenshot(page, "views-welcome");
    await button.click();
    await page.locator(".quick-input-title", { hasText: "New Trigger" }).waitFor();
    await takeScreenshot(page, "new-trigger");
    await page.keyboard.press("Enter");
    await page
      .locator(".quick-input-message", { hasText: "its address is made from it" })
      .waitFor();
    await page.keyboard.type("First");
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: "first.trigger.yaml" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "Send Test Webhook" }).waitFor();
    await page.locator('[aria-label^="FIRST_SECRET, not set"]').waitFor();
    await takeScreenshot(page, "new-trigger-written");
  });
});

describe("two folders with one trigger name", () => {
  const resources = new AsyncDisposableStack();
  after(() => resources.disposeAsync());

  it("say which of the two is served, and lead to the other", async () => {
    const folder = resources.use(temporaryFolder()).path;
    for (const [index, name] of ["one", "two"].entries()) {
      const text = `- trigger:
    name: Same
    conditions:
      - rate-limit: { period: 60, quota: ${index + 1} }
`;
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "same.trigger.yaml"), text);
    }
    const workspaceFile = join(folder, "both.code-workspace");
    writeFileSync(workspaceFile, JSON.stringify({ folders: [{ path: "one" }, { path: "two" }] }));
    const page = await open(resources, { folder: workspaceFile });
    await showViews(page);
    await page.locator('[aria-label^="one/same.trigger.yaml, 1 triggers"]').waitFor();
    const taken = page.locator(
      '[aria-label^="Same, not served: its name is taken in one/same.trigger.yaml"]',
    );
    await taken.first().hover();
    await takeScreenshot(page, "views-two-folders");
    await page.locator(".monaco-list-row .codicon-go-to-file").click();
    await page.locator(".tab.active", { hasText: "same.trigger.yaml" }).waitFor();
    await page.locator(".view-line", { hasText: "quota: 1 " }).waitFor();
  });
});

describe("a workspace that is not trusted", () => {
  const resources = new AsyncDisposableStack();
  after(() => resources.disposeAsync());

  it("shows the language and neither offers nor starts anything that listens or sends", async () => {
    const folder = resources.use(exampleWorkspace()).path;
    const port = await freePort();
    const page = await open(resources, {
      folder,
      asksForTrust: true,
      settings: {
        "hooksmith.port": port,
        "hooksmith.startWithWorkspace": true,
        "security.workspace.trust.startupPrompt": "never",
        "security.workspace.trust.untrustedFiles": "open",
      },
    });
    await openFile(page, "timestamp.trigger.yaml");
    await page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
    await page.locator(".view-line", { hasText: "1 minute" }).waitFor();
    const lenses = page.locator(".codelens-decoration a");
    assert.deepEqual(
      (await lenses.allTextContents()).filter((it) => !/Open as Form/.test(it)),
      [],
    );
    assert.equal(await page.locator('a[aria-label="Send Test Webhook"]').count(), 0);
    assert.equal(await isBound(port), false);
    await takeScreenshot(page, "untrusted");
  });
});
