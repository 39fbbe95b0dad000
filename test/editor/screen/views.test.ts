import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openFile, openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { type EditorOptions, startEditor } from "../editor.ts";
import { freePort } from "../freePort.ts";
import { exampleWorkspace, root, temporaryFolder } from "../workspace.ts";
import {
  answerOf,
  chooseInPick,
  isBound,
  runCommand,
  runEditorCommand,
  typeNewSecret,
  typeSecret,
} from "./steps.ts";
import { chooseTheme, themeKinds, themes } from "./themes.ts";

const examples = [
  "hmac.trigger.yaml, 1 trigger",
  "jwt.trigger.yaml, 1 trigger",
  "launch.trigger.yaml, 2 triggers",
  "more-examples.trigger.yaml, 3 triggers",
  "static-token.trigger.yaml, 1 trigger",
  "timestamp.trigger.yaml, 1 trigger",
];
const exampleTriggers = ["HMAC", "JWT", "Retrain", "Parse", "Static token", "HMAC with timestamp"];

/** A row of our views by the beginning of what a screen reader says of it. */
const row = (page: Page, label: string) =>
  page.locator(`.pane-body .monaco-list-row[aria-label^="${label}"]`).first();

async function open(resources: AsyncDisposableStack, options: EditorOptions): Promise<Page> {
  const editor = resources.use(await startEditor({ extensionPath: root, ...options }));
  return await openWorkbench(resources.use(await startBrowser()), editor.url);
}

async function showViews(page: Page): Promise<void> {
  await page.locator('.activitybar a[aria-label^="Webhook Triggers"]').click();
  await page.locator(".pane-header", { hasText: "Triggers" }).first().waitFor();
}

describe("the views on the screen", () => {
  const resources = new AsyncDisposableStack();
  const workspace = resources.use(exampleWorkspace()).path;
  let page: Page;
  let port: number;

  before(async () => {
    port = await freePort();
    page = await open(resources, { folder: workspace, settings: { "hooksmith.port": port } });
    // Rows that are not in sight are not there.
    await page.setViewportSize({ width: 1280, height: 2400 });
    await showViews(page);
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await takeScreenshot(page, "views-failed");
  });
  after(() => resources.disposeAsync());

  it("show the files, their triggers and the secrets that they need", async () => {
    for (const label of [...examples, ...exampleTriggers]) await row(page, label).waitFor();
    await row(page, "WEBHOOK_TOKEN, not set").waitFor();
  });

  it("set a secret that is typed into a password box, and never show it", async () => {
    const value = crypto.randomUUID();
    await runCommand(page, "Set Secret…");
    await chooseInPick(page, "WEBHOOK_TOKEN");
    await typeSecret(page, "WEBHOOK_TOKEN", value);
    await row(page, "WEBHOOK_TOKEN, in the secret storage").waitFor();
    assert.ok(!(await page.content()).includes(value));
  });

  it("show how the last request fared, condition by condition", async () => {
    await runCommand(page, "Start Listener");
    await page.locator(".statusbar-item", { hasText: `Webhooks :${port}` }).waitFor();
    await answerOf(port, "/api/v0/launch/hmac/", `127.0.0.1:${port}`);
    await row(page, "HMAC, refused: value-missing").locator(".monaco-tl-twistie").click();
    await row(page, "web-authentication, failed, value-missing").waitFor();
    await page.getByRole("tab", { name: "1 trigger refused its last webhook" }).waitFor();
  });

  it("keep all their rows while files and verdicts change", async () => {
    const file = join(workspace, "timestamp.trigger.yaml");
    const other = join(workspace, "z.trigger.yaml");
    const text = readFileSync(file, "utf8");
    for (let round = 0; round < 20; round += 1) {
      writeFileSync(file, `# ${round}\n${text}`);
      writeFileSync(other, text.replace(/name: .*/, `name: Z ${round}`));
      await answerOf(port, "/api/v0/launch/hmac/", `127.0.0.1:${port}`);
      await answerOf(port, "/api/v0/launch/jwt/", `127.0.0.1:${port}`);
    }
    await row(page, "Z 19").waitFor();
    await row(page, "JWT, refused: value-missing").waitFor();
    rmSync(other);
    await row(page, "Z 19").waitFor({ state: "detached" });
    for (const label of [...examples, ...exampleTriggers]) await row(page, label).waitFor();
    await row(page, "web-authentication, failed, value-missing").waitFor();
  });

  it("give every row and button a name that says what it is", async () => {
    const named = page.locator(".pane-body .monaco-list-row, .pane .action-label");
    const names = await named.evaluateAll((all) =>
      all.map((each) => each.getAttribute("aria-label") ?? each.textContent),
    );
    assert.ok(names.length > 20);
    for (const each of names) assert.match(each ?? "", /\S/);
  });

  it("are used by keyboard: to a place in a file, and to the end of a secret", async () => {
    await row(page, "web-authentication, failed").focus();
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: "hmac.trigger.yaml" }).waitFor();
    await runEditorCommand(page, "Webhook Triggers: Focus on Secrets View");
    await page.locator(".pane-body .monaco-list:focus").waitFor();
    await page.keyboard.press("End");
    await row(page, "WEBHOOK_TOKEN, in the secret storage").and(page.locator(".focused")).waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Delete");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).press("Enter");
    await row(page, "WEBHOOK_TOKEN, not set").waitFor();
  });

  for (const name of themeKinds) {
    it(`can be read in ${themes[name]}, and so can the walkthrough`, async () => {
      await page.setViewportSize({ width: 1280, height: 800 });
      await chooseTheme(page, name);
      await runEditorCommand(page, "View: Close All Editors");
      await runEditorCommand(page, "Webhook Triggers: Focus on Triggers View");
      await takeScreenshot(page, `views-${name}`);
      await runEditorCommand(page, "View: Close Primary Side Bar");
      await openWalkthrough(page);
      await page.locator(".step-title", { hasText: "See it accepted" }).click();
      const picture = page.frameLocator("iframe.webview").frameLocator("iframe").locator("svg");
      await picture.first().waitFor();
      await takeScreenshot(page, `walkthrough-${name}`);
    });
  }
});

describe("an empty folder", () => {
  const resources = new AsyncDisposableStack();
  let page: Page;
  let port: number;

  before(async () => {
    port = await freePort();
    const folder = resources.use(temporaryFolder()).path;
    page = await open(resources, { folder, settings: { "hooksmith.port": port } });
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await takeScreenshot(page, "empty-failed");
  });
  after(() => resources.disposeAsync());

  it("gets a trigger without problems from the welcome in the view", async () => {
    await showViews(page);
    const button = page.locator(".welcome-view-content a", { hasText: "New Trigger" });
    await button.waitFor();
    await page.locator(".welcome-view-content a", { hasText: "Set Secret" }).waitFor();
    await takeScreenshot(page, "views-welcome");
    await button.press("Enter");
    await answerQuestions(page, "First");
    await page.locator(".codelens-decoration", { hasText: "Send Test Webhook" }).waitFor();
    await row(page, "FIRST_SECRET, not set").waitFor();
    await takeScreenshot(page, "new-trigger-written");
  });

  it("has its listener ticked in a walkthrough that is opened only while it runs", async () => {
    await runCommand(page, "Start Listener");
    await page.locator(".statusbar-item", { hasText: String(port) }).waitFor();
    await openWalkthrough(page);
    await page.locator(".step-title", { hasText: "Start the listener" }).click();
    await page.getByRole("button", { name: "Start Listener" }).last().click();
    await page.locator('[data-done-step-id$="#listen"].complete').first().waitFor();
  });
});

async function openWalkthrough(page: Page): Promise<void> {
  await runEditorCommand(page, "Welcome: Open Walkthrough...");
  await chooseInPick(page, "Your First Webhook");
  await page.locator(".step-title", { hasText: "Write a trigger" }).waitFor();
}

async function answerQuestions(page: Page, name: string): Promise<void> {
  await page.locator(".quick-input-title", { hasText: "New Trigger" }).waitFor();
  const input = page.locator(".quick-input-widget input[type=text]");
  await page.locator(".quick-input-list .monaco-list-row.focused").waitFor();
  await input.press("Enter");
  await page.locator(".quick-input-message", { hasText: "its address is made from it" }).waitFor();
  await input.fill(name);
  await input.press("Enter");
  const folder = page.locator(".quick-input-list .monaco-list-row", { hasText: "In a new file" });
  const file = page.locator(".tab.active", { hasText: `${name.toLowerCase()}.trigger.yaml` });
  await folder.or(file).first().waitFor();
  if (await folder.isVisible()) await folder.click();
  await file.waitFor();
}

describe("two folders with one trigger name", () => {
  const resources = new AsyncDisposableStack();
  let page: Page;
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await takeScreenshot(page, "two-folders-failed");
  });
  after(() => resources.disposeAsync());

  it("keep the secrets of the first, say which trigger is served, and lead to the other", async () => {
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
    const editor = resources.use(
      await startEditor({ folder: join(folder, "one"), extensionPath: root }),
    );
    page = await openWorkbench(resources.use(await startBrowser()), editor.url);
    await showViews(page);
    await runCommand(page, "Set Secret…");
    await typeNewSecret(page, "KEPT", crypto.randomUUID());
    await row(page, "KEPT, in the secret storage").waitFor();
    const both = new URL(editor.url);
    both.searchParams.delete("folder");
    both.searchParams.set("workspace", workspaceFile);
    await page.goto(both.href);
    await showViews(page);
    await row(page, "KEPT, in the secret storage").waitFor();
    await row(page, "one/same.trigger.yaml, 1 trigger").waitFor();
    await row(page, "Same, not served: its name is taken in one/same.trigger.yaml").hover();
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
