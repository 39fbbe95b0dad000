import type { Json } from "../trigger/trigger.ts";

/** The metadata that a line of a program's output is: a JSON object that stands alone on it. */
export function metadataIn(line: string): { readonly [key: string]: Json } | undefined {
  const text = line.trim();
  if (!text.startsWith("{") || !text.endsWith("}")) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as { readonly [key: string]: Json })
      : undefined;
  } catch {
    return undefined;
  }
}
