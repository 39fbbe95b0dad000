import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { Locator, Page } from "playwright-core";

// A whole editor in a whole browser now and then loses a key or a click: such a test is tried once more.
beforeEach(function () {
  if (/[\\/]screen[\\/]/.test(this.currentTest?.file ?? "")) this.currentTest?.retries(1);
});

/** Runs one of our commands through the command palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await runEditorCommand(page, `Webhook Trigger: ${title}`);
}

/** Runs any command through the command palette, by its whole title. */
export async function runEditorCommand(page: Page, title: string): Promise<void> {
  const input = page.locator(".quick-input-widget input[type=text]");
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: title });
  await persistently(page, async (timeout) => {
    await page.keyboard.press("F1");
    await input.fill(`>${title}`, { timeout });
    await row.first().click({ timeout });
  });
}

/** Takes a step that opens a list, and takes it anew while a busy editor closes the list or misses the key. */
export async function persistently(
  page: Page,
  step: (timeout: number) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await step(20_000);
    } catch (error) {
      if (tries === mostTries) throw error;
      const isOpen = await page.locator(".quick-input-widget").isVisible();
      if (isOpen) await page.keyboard.press("Escape");
    }
  }
}

const mostTries = 4;

/** Chooses the first row of an open list that begins with these words. */
export async function chooseInPick(page: Page, words: string): Promise<void> {
  const row = page.locator(".quick-input-list .monaco-list-row .label-name", { hasText: words });
  await row.first().click();
}

/** Types a value into the password box that asks for a secret. */
export async function typeSecret(page: Page, name: string, value: string): Promise<void> {
  await page.locator(".quick-input-titlebar", { hasText: `Set the secret ${name}` }).waitFor();
  const input = page.locator(".quick-input-widget input[type=password]");
  await input.fill(value);
  await input.press("Enter");
}

/** Sets a secret whose name no trigger refers to. */
export async function typeNewSecret(page: Page, name: string, value: string): Promise<void> {
  await chooseInPick(page, "Another name…");
  await page.locator(".quick-input-titlebar", { hasText: "The name of the secret" }).waitFor();
  const input = page.locator(".quick-input-widget input[type=text]");
  await input.fill(name);
  await input.press("Enter");
  await typeSecret(page, name, value);
}

/** Whether somebody listens on a port of this machine. */
export async function isBound(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** What a listener answers to an empty webhook that names this host. */
export async function answerOf(port: number, path: string, host: string): Promise<string> {
  const outgoing = request({ port, host: "127.0.0.1", path, method: "POST", headers: { host } });
  outgoing.end("{}");
  const [incoming] = await once(outgoing, "response");
  return await text(incoming);
}

/** A message of the editor, in the list of notifications: the editor of the tests pops none up. */
export async function notification(page: Page, words: string): Promise<Locator> {
  const message = page.locator(".notification-list-item", { hasText: words });
  const bell = page.locator('.statusbar-item[id="status.notifications"]');
  if (!(await page.locator(".notifications-center.visible").isVisible())) {
    await bell.locator(".codicon-bell-dot").waitFor();
    await bell.click();
  }
  await message.waitFor();
  return message;
}
