import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { findChromium } from "./chromium.ts";

const readyLimit = 60_000;
const searchLimit = 15_000;
const mostTries = 4;
const patience = 120_000;
const screenshots = join(import.meta.dirname, "dist/screenshots");

/** Starts a browser without a window that reaches this machine and no other. */
export async function startBrowser(): Promise<Browser> {
  const { executablePath, environment } = await findChromium();
  return await chromium.launch({
    executablePath,
    env: { ...process.env, ...environment },
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ...["--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
    ],
  });
}

/** Opens a page of the size in which the screenshots are taken. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  // A busy machine takes its time until an extension has started.
  page.setDefaultTimeout(patience);
  return page;
}

/** Opens an editor's workbench and returns when its parts are restored and extensions may start. */
export async function openWorkbench(browser: Browser, url: string): Promise<Page> {
  const page = await openPage(browser);
  await page.goto(url);
  await page.waitForFunction("globalThis.driver", undefined, { timeout: readyLimit });
  await page.evaluate("globalThis.driver.whenWorkbenchRestored()");
  return page;
}

/** Opens a file of the workspace through the list of files, as with Ctrl+P. */
export async function openFile(page: Page, name: string): Promise<void> {
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
  const input = page.locator(".quick-input-widget input[type=text]");
  for (let tries = 1; ; tries += 1) {
    try {
      await page.keyboard.press("Control+P");
      await input.fill(name, { timeout: searchLimit });
      await row.waitFor({ timeout: searchLimit });
      break;
    } catch (error) {
      // An editor that is still starting may close the list, or not have the file in it yet.
      if (tries === mostTries) throw error;
      await page.keyboard.press("Escape");
    }
  }
  await input.press("Enter");
  await page.locator(".tab.active", { hasText: name }).waitFor();
  await page.locator(".editor-instance .monaco-editor.focused").waitFor();
}

/** Takes a picture of the page and returns its file. */
export async function takeScreenshot(page: Page, name: string): Promise<string> {
  const path = join(screenshots, `${name}.png`);
  await page.screenshot({ path });
  return path;
}
