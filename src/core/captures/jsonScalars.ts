import { type ByteString, textOf } from "../request/byteString.ts";
import { jsonEscapes, unescaped } from "./escapes.ts";

/** A value in a JSON document that is no object or array; a string without its quotes. */
export interface JsonScalar {
  readonly start: number;
  readonly end: number;
  /** Whether it stands without quotes, as numbers do. */
  readonly isBare: boolean;
  /** Whether it stands, at any depth, in a member with a name that is looked for. */
  readonly isInNamed: boolean;
}

/**
 * The strings, numbers and literals of a JSON document, in their order. A document that is broken or
 * cut off gives those that can be told.
 */
export function* jsonScalars(
  text: ByteString,
  isNamed: (name: string) => boolean,
): Generator<JsonScalar> {
  /** Of each object and array around the place, whether it stands in such a member. */
  const around: boolean[] = [];
  let isInNamed = false;
  let quote: number | undefined;
  let string: { readonly start: number; readonly end: number } | undefined;
  /** Behind the last mark of structure. */
  let from = 0;
  const scalarsTo = (end: number): readonly JsonScalar[] => {
    if (string !== undefined) return [{ ...string, isBare: false, isInNamed }];
    const bare = text.slice(from, end);
    const start = from + bare.length - bare.trimStart().length;
    const length = bare.trim().length;
    return length === 0 ? [] : [{ start, end: start + length, isBare: true, isInNamed }];
  };
  for (const { 0: mark, index } of text.matchAll(/\\[\s\S]|["{}[\],:]/g)) {
    if (mark === '"') {
      if (quote !== undefined) string = { start: quote + 1, end: index };
      quote = quote === undefined ? index : undefined;
      continue;
    }
    if (quote !== undefined || mark.startsWith("\\")) continue;
    if (mark === ":" && string !== undefined) {
      const key = textOf(unescaped(text.slice(string.start, string.end), jsonEscapes));
      isInNamed = around.at(-1) === true || isNamed(key);
    } else if (mark === "{" || mark === "[") {
      around.push(isInNamed);
    } else {
      yield* scalarsTo(index);
      if (mark === "}" || mark === "]") around.pop();
      isInNamed = around.at(-1) === true;
    }
    string = undefined;
    from = index + 1;
  }
  if (quote !== undefined) string = { start: quote + 1, end: text.length };
  yield* scalarsTo(text.length);
}
