import type { Capture } from "../../core/captures/capture.ts";
import { bodyView, prettyJson } from "../../core/inspector/bodyView.ts";
import { textOf } from "../../core/request/byteString.ts";
import { utf8TextOf } from "../../core/request/lookUp.ts";

/** What of a capture a document shows. */
export type CapturePart = "request" | "body";

/** A capture, masked before, as a text to be read or compared: JSON laid out alike, other bytes as a hexadecimal dump. */
export function captureText({ request }: Capture, part: CapturePart): string {
  const text = utf8TextOf(request.body);
  const body = text === undefined ? bodyView(request).hex : (prettyJson(text) ?? text);
  if (part === "body") return body;
  const headers = request.headers.map(([name, value]) => `${textOf(name)}: ${textOf(value)}`);
  return `${[`${request.method} ${textOf(request.url)}`, ...headers].join("\n")}\n\n${body}\n`;
}
