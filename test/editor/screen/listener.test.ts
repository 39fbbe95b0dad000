import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openFile, openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { freePort } from "../freePort.ts";
import { exampleWorkspace, root } from "../workspace.ts";
import { answerOf, chooseInPick, isBound, notification, runCommand, typeSecret } from "./steps.ts";

const asymmetric = `- trigger:
    name: Signed by a key
    conditions:
      - web-authentication:
          auth-type: jwt
          algorithm: ES256
          secret-key: "{env:PUBLIC_KEY}"
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          value-prefix: "Bearer "
      - rate-limit: { period: 3600, quota: 100 }
`;

describe("the listener on the screen", () => {
  const resources = new AsyncDisposableStack();
  const workspace = resources.use(exampleWorkspace()).path;
  let page: Page;
  let port: number;

  before(async () => {
    port = await freePort();
    writeFileSync(join(workspace, "key.trigger.yaml"), asymmetric);
    const editor = resources.use(
      await startEditor({
        folder: workspace,
        extensionPath: root,
        settings: { "hooksmith.port": port, "workbench.colorTheme": "Default Light Modern" },
      }),
    );
    page = await openWorkbench(resources.use(await startBrowser()), editor.url);
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await takeScreenshot(page, "listener-failed");
  });
  after(() => resources.disposeAsync());

  it("offers the commands of a trigger above it, and nothing looks alive", async () => {
    await openFile(page, "timestamp.trigger.yaml");
    await page.locator(".codelens-decoration", { hasText: "Send Test Webhook" }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "Start Listener" }).waitFor();
    await page.locator(".statusbar-item", { hasText: "Webhook listener off" }).waitFor();
    assert.equal(await isBound(port), false);
    await takeScreenshot(page, "listener-off");
  });

  it("asks for the secret, starts, sends and shows that the webhook was accepted", async () => {
    await page.locator(".codelens-decoration a", { hasText: "Send Test Webhook" }).click();
    await typeSecret(page, "WEBHOOK_TOKEN", crypto.randomUUID());
    await page.locator(".codelens-decoration", { hasText: /accepted · / }).waitFor();
    await page.locator(".statusbar-item", { hasText: `Webhooks :${port}` }).waitFor();
    await page.locator(".view-line", { hasText: "✓ web-timestamp" }).waitFor();
    assert.equal(await isBound(port), true);
    await takeScreenshot(page, "listener-accepted");
  });

  it("shows why a webhook of ten minutes ago was refused, and leads to the condition", async () => {
    await runCommand(page, "Send Test Webhook with…");
    await chooseInPick(page, "Time");
    await chooseInPick(page, "Ten minutes ago");
    await page.locator(".quick-input-list .monaco-list-row", { hasText: "-10m" }).waitFor();
    await takeScreenshot(page, "listener-send-with");
    await chooseInPick(page, "Send");
    const message = await notification(page, "timestamp-out-of-tolerance");
    await takeScreenshot(page, "listener-refused");
    await message.getByRole("button", { name: "Show Condition" }).click();
    await page.locator(".statusbar-item", { hasText: /Ln 1\d, .*selected/ }).waitFor();
    await page.locator(".codelens-decoration", { hasText: "refused: timestamp" }).waitFor();
  });

  it("makes the key pair that a JWT needs, and offers to set a secret that does not fit", async () => {
    await openFile(page, "key.trigger.yaml");
    await page.locator(".codelens-decoration a", { hasText: "Send Test Webhook" }).click();
    await takeScreenshot(page, "listener-key-pair");
    await page.getByRole("button", { name: "Make a Key Pair" }).click();
    await page.locator(".codelens-decoration", { hasText: /accepted · / }).waitFor();
    await runCommand(page, "Set Secret…");
    await chooseInPick(page, "PUBLIC_KEY");
    await typeSecret(page, "PUBLIC_KEY", "no public key");
    await page.locator(".codelens-decoration a", { hasText: "Send Test Webhook" }).click();
    const message = await notification(page, "secret-unusable");
    await message.getByRole("button", { name: "Set Secret" }).waitFor();
    await takeScreenshot(page, "listener-wrong-secret");
  });

  it("tells of a foreign host and lets it in after one click", async () => {
    const target = `/api/v0/launch/hmac-with-timestamp/`;
    assert.match(await answerOf(port, target, "tunnel.example.com"), /not this listener's/);
    const message = await notification(page, "tunnel.example.com");
    await takeScreenshot(page, "listener-host");
    await message.getByRole("button", { name: "Allow for This Workspace" }).click();
    await message.waitFor({ state: "detached" });
    while (!/value-missing/.test(await answerOf(port, target, "tunnel.example.com"))) {
      await page.waitForTimeout(50);
    }
  });

  it("stops, and offers another port when its own is in use", async () => {
    await runCommand(page, "Stop Listener");
    await page.locator(".statusbar-item", { hasText: "Webhook listener off" }).waitFor();
    assert.equal(await isBound(port), false);
    const other = createServer().listen(port, "127.0.0.1");
    await once(other, "listening");
    await runCommand(page, "Start Listener");
    const message = await notification(page, `Port ${port} is in use`);
    await page.locator(".statusbar-item", { hasText: "Webhook listener off" }).waitFor();
    await takeScreenshot(page, "listener-port-in-use");
    await message.getByRole("button", { name: /Listen on Port/ }).click();
    await page.locator(".statusbar-item", { hasText: /Webhooks :\d/ }).waitFor();
    other.close();
    await runCommand(page, "Stop Listener");
  });

  it("leaves no socket behind when the window is reloaded", async () => {
    await runCommand(page, "Start Listener");
    await page.locator(".statusbar-item", { hasText: `Webhooks :${port}` }).waitFor();
    await page.reload();
    while (await isBound(port)) await page.waitForTimeout(50);
    await page.locator(".statusbar-item", { hasText: "Webhook listener off" }).waitFor();
  });
});
