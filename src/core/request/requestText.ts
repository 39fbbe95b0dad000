import { textOf } from "./byteString.ts";
import type { WebhookRequest } from "./request.ts";

/** A request for people to read: method and URL, header lines, an empty line and the body as text. */
export function requestText({ method, url, headers, body }: WebhookRequest): string {
  const head = [`${method} ${url}`, ...headers.map(([name, value]) => `${name}: ${textOf(value)}`)];
  return `${head.join("\n")}\n\n${Buffer.from(body).toString("utf8")}\n`;
}
