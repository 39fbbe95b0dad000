import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { openFile, openWorkbench, startBrowser, takeScreenshot } from "../browser.ts";
import { startEditor } from "../editor.ts";
import { exampleWorkspace, root } from "../workspace.ts";
import { chooseTheme, themeKinds, themes } from "./themes.ts";

const text = `- trigger:
    name: New labels
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:WEBHOOK_TOKEN}"
          basestring-format: "v0:{header:X-Timestamp}:{body}"
          token-lookup-namespace: http-heder
          token-lookup-key: X-Signature
          digest-encoding: base64
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Timestamp
          drift-tolerance: 300
      - rate-limit: { period: 3600, quota: 10 }
    actions:
      - web-response-text: launched {run_id}
`;

for (const name of themeKinds) {
  describe(`the language on the screen, ${themes[name]}`, () => {
    const resources = new AsyncDisposableStack();
    const workspace = resources.use(exampleWorkspace()).path;
    let page: Page;

    before(async () => {
      writeFileSync(join(workspace, "labels.trigger.yaml"), text);
      const editor = resources.use(
        await startEditor({
          folder: workspace,
          extensionPath: root,
          settings: { "editor.fontSize": 14 },
        }),
      );
      page = await openWorkbench(resources.use(await startBrowser()), editor.url);
      await chooseTheme(page, name);
      await openFile(page, "labels.trigger.yaml");
    });
    after(() => resources.disposeAsync());

    it("underlines a problem and says what to do about it", async () => {
      await page.locator(".squiggly-error").first().waitFor();
      await page.keyboard.press("F8");
      await page.locator(".zone-widget", { hasText: "http-header" }).waitFor();
      await takeScreenshot(page, `problem-${name}`);
      await page.keyboard.press("Escape");
    });

    it("proposes what may stand at the cursor", async () => {
      await page.keyboard.press("Control+G");
      await page.keyboard.type("5:22");
      await page.locator(".quick-input-list .monaco-list-row", { hasText: "5" }).first().waitFor();
      await page.keyboard.press("Enter");
      await page.locator(".editor-instance .monaco-editor.focused").waitFor();
      await page.locator(".statusbar-item", { hasText: "Ln 5, Col 22" }).waitFor();
      await page.keyboard.press("Control+Space");
      await page.locator('.suggest-widget [aria-label^="jwt"]').waitFor();
      await takeScreenshot(page, `completion-${name}`);
      await page.keyboard.press("Escape");
    });

    it("explains what is under the pointer", async () => {
      await page.locator(".view-line span", { hasText: "basestring-format" }).last().hover();
      await page.locator(".monaco-hover", { hasText: "HMAC Basestring Format" }).first().waitFor();
      await takeScreenshot(page, `hover-${name}`);
    });
  });
}
