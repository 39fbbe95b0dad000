import type { Capture } from "../../core/captures/capture.ts";
import { bodyView, prettyJson } from "../../core/inspector/bodyView.ts";
import { masked } from "../../core/inspector/masked.ts";
import { textOf } from "../../core/request/byteString.ts";
import { utf8TextOf } from "../../core/request/lookUp.ts";

/** What of a capture a document shows. */
export type CapturePart = "request" | "body";

/** A capture as a text to be read or compared, its credentials masked: JSON laid out alike, other bytes as a hexadecimal dump. */
export function captureText(capture: Capture, part: CapturePart): string {
  const { request } = masked(capture).capture;
  const text = utf8TextOf(request.body);
  const body = text === undefined ? bodyView(request).hex : (prettyJson(text) ?? text);
  if (part === "body") return body;
  const headers = request.headers.map(([name, value]) => `${textOf(name)}: ${textOf(value)}`);
  return `${[`${request.method} ${textOf(request.url)}`, ...headers].join("\n")}\n\n${body}\n`;
}
