import type { Capture } from "../captures/capture.ts";
import { maskCredentials } from "../captures/mask.ts";

/** A capture in which no credential shows, whatever condition looks it up, and how many there were. */
export function masked(capture: Capture): { readonly capture: Capture; readonly count: number } {
  const conditions = (capture.verdict?.trace ?? []).map(({ condition }) => condition);
  const { request, references, masked: count } = maskCredentials(capture, conditions);
  return { capture: { ...capture, url: request.url, request, references }, count };
}
