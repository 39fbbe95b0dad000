import { parseDocument } from "./document.ts";
import type { ReadTrigger } from "./located.ts";
import { readItem } from "./read.ts";

/** The triggers of a text as far as they can be read, in order. */
export function readTriggers(text: string): readonly ReadTrigger[] {
  return parseDocument(text).items.flatMap((item) => readItem(item).trigger ?? []);
}
