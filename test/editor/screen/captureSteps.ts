import { createHmac } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import type { Locator, Page } from "playwright-core";

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
