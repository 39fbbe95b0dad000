import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { globSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import type { Editor } from "../editor.ts";
import { runCommand } from "./steps.ts";

/** Brings the view of the captures into sight. */
export async function showCaptures(page: Page): Promise<void> {
  const view = page.locator(".pane-header", { hasText: "Captured Requests" });
  if (!(await view.isVisible())) {
    await page.locator('.activitybar a[aria-label^="Webhook Triggers"]').click();
  }
  await view.waitFor();
}

/** The rows of the view whose label begins with these words. */
export function captureRows(page: Page, words: string): Locator {
  return page.locator(`.monaco-list-row[aria-label^="${words}"]`);
}

/** Sends a webhook to a listener, and resolves with the status of its answer. */
export async function sendWebhook(
  port: number,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const outgoing = request({
    port,
    host: "127.0.0.1",
    path,
    method: "POST",
    headers: { host: `127.0.0.1:${port}`, "content-type": "application/json", ...headers },
  });
  outgoing.end(body);
  const [incoming] = await once(outgoing, "response");
  incoming.resume();
  await once(incoming, "end");
  return incoming.statusCode;
}

/** The headers of a webhook that the example with a timestamp accepts at this time, in seconds. */
export function signedHeaders(
  secret: string,
  timestamp: number,
  body: string,
): Readonly<Record<string, string>> {
  const signature = createHmac("sha256", secret)
    .update(`prefix.${body}.${timestamp}`)
    .digest("hex");
  return { "Request-Timestamp": String(timestamp), Authorization: signature };
}

/** Has the listener keep a first request, and gives the path of the database that it is in. */
export async function firstCapture(
  page: Page,
  { dataPath }: Editor,
  port: number,
): Promise<string> {
  await showCaptures(page);
  await runCommand(page, "Start Listener");
  await page.locator(".statusbar-item", { hasText: `Webhooks :${port}` }).waitFor();
  await sendWebhook(port, "/api/v0/launch/static-token/", "{}", { authorization: "wrong" });
  await captureRows(page, "Static token, refused").waitFor();
  const [path, ...others] = globSync(join(dataPath, "User/workspaceStorage/*/*/captures.db"));
  assert.deepEqual(others, []);
  return path ?? assert.fail("there is no database");
}
