import type { Range } from "../position.ts";
import type { Edits } from "./fix.ts";
import { writtenLike } from "./writing.ts";

/** Writes another text in the place of a scalar, in the same quotes. */
export function replacement(text: string, range: Range, value: string): Edits {
  const old = text.slice(range.start, range.end);
  // A lone carriage return may be a blank and part of the scalar at once.
  return /^\s/.test(old) ? undefined : [{ range, text: writtenLike(old, value) }];
}

/** Puts the characters of a plain scalar in quotes. */
export function quoted(text: string): string {
  return /["\\]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
