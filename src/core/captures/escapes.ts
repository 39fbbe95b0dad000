import { type ByteString, byteStringOf } from "../request/byteString.ts";

/** A way to write bytes as signs of several characters, each of which means fewer bytes than it has. */
export interface Escapes {
  readonly sign: RegExp;
  readonly meaning: (sign: string) => ByteString;
  /** Writes ASCII so that it means itself. */
  readonly escaped: (text: ByteString) => ByteString;
}

/** Those of querystrings and URL-encoded bodies. */
export const percentEscapes: Escapes = {
  sign: /%[0-9A-Fa-f]{2}|\+/g,
  meaning: (sign) => (sign === "+" ? " " : String.fromCharCode(Number.parseInt(sign.slice(1), 16))),
  escaped: encodeURIComponent,
};

/** Those of JSON strings; a surrogate pair stands for one character. */
export const jsonEscapes: Escapes = {
  sign: /\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\["\\/bfnrt]/g,
  meaning: (sign) => byteStringOf(JSON.parse(`"${sign}"`) as string),
  escaped: (text) => JSON.stringify(text).slice(1, -1),
};

/** What a text with escapes stands for. */
export function unescaped(text: ByteString, { sign, meaning }: Escapes): ByteString {
  // Joined as strings, millions of escapes would each take a piece of memory of its own.
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  let end = 0;
  const literally = (to: number) => {
    if (to > end) length += bytes.write(text.slice(end, to), length, "latin1");
  };
  for (const { 0: found, index } of text.matchAll(sign)) {
    literally(index);
    for (const byte of meaning(found)) bytes[length++] = byte.charCodeAt(0);
    end = index + found.length;
  }
  literally(text.length);
  return bytes.toString("latin1", 0, length);
}

/**
 * Where in a text is written what stands at these places, in ascending order, of what it means. They
 * are few: to look for them again takes less than to remember the place of each byte.
 */
export function writtenPlaces(
  text: ByteString,
  { sign, meaning }: Escapes,
  places: readonly number[],
): readonly number[] {
  const written: number[] = [];
  // What is written up to `end` means as many bytes as `at`.
  let at = 0;
  let end = 0;
  const next = () => places[written.length] ?? Number.POSITIVE_INFINITY;
  for (const { 0: found, index } of text.matchAll(sign)) {
    if (written.length === places.length) break;
    at += index - end;
    end = index;
    while (next() < at) written.push(end - (at - next()));
    at += meaning(found).length;
    while (next() < at) written.push(end);
    end += found.length;
  }
  while (written.length < places.length) written.push(end + next() - at);
  return written;
}
