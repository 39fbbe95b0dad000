import { type ByteString, textOf } from "../request/byteString.ts";
import { jsonEscapes, unescaped } from "./escapes.ts";

/** A string in a JSON document, without its quotes. */
export interface JsonString {
  readonly start: number;
  readonly end: number;
  /** Whether it stands, at any depth, in a member with a name that is looked for. */
  readonly isInNamed: boolean;
}

/**
 * The strings of a JSON document that are values, in their order. A document that is broken or cut
 * off gives those that can be told.
 */
export function* jsonStrings(
  text: ByteString,
  isNamed: (name: string) => boolean,
): Generator<JsonString> {
  /** Of each object and array around the place, whether it stands in such a member. */
  const around: boolean[] = [];
  let isInNamed = false;
  let quote: number | undefined;
  let string: { readonly start: number; readonly end: number } | undefined;
  for (const { 0: mark, index } of text.matchAll(/\\[\s\S]|["{}[\],:]/g)) {
    if (mark === '"') {
      if (quote !== undefined) string = { start: quote + 1, end: index };
      quote = quote === undefined ? index : undefined;
      continue;
    }
    if (quote !== undefined) continue;
    if (mark === ":" && string !== undefined) {
      const key = textOf(unescaped(text.slice(string.start, string.end), jsonEscapes));
      isInNamed = around.at(-1) === true || isNamed(key);
      string = undefined;
    } else if (mark === "{" || mark === "[") {
      around.push(isInNamed);
    } else {
      if (string !== undefined) yield { ...string, isInNamed };
      string = undefined;
      if (mark === "}" || mark === "]") around.pop();
      isInNamed = around.at(-1) === true;
    }
  }
  if (quote !== undefined) string = { start: quote + 1, end: text.length };
  if (string !== undefined) yield { ...string, isInNamed };
}
