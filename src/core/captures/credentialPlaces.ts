import { type ByteString, textOf } from "../request/byteString.ts";
import type { Credentials } from "./credentials.ts";
import { type Escapes, jsonEscapes, percentEscapes, unescaped, writtenPlaces } from "./escapes.ts";
import { jsonScalars } from "./jsonScalars.ts";

/** A stretch of a text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Stands on both sides of what takes its place, where that needs the quotes that a number has not. */
  readonly quote?: ByteString;
}

/** Where credentials stand in the querystring of a URL, and in what follows it. */
export function* credentialsInUrl(url: ByteString, credentials: Credentials): Generator<Stretch> {
  const mark = url.indexOf("?");
  if (mark >= 0) yield* inPairs(url, mark + 1, /[&#]/g, credentials);
}

/** Where credentials stand in a body: in the members of JSON, at any depth, or the fields of a form. */
export function* credentialsInBody(text: ByteString, credentials: Credentials): Generator<Stretch> {
  if (startsAsJson(text)) yield* inJson(text, credentials);
  if (!isJson(text)) yield* inPairs(text, 0, /&/g, credentials);
}

/** Where the signatures of JWTs stand, without which nobody can use them. */
export function jwtSignatures(text: ByteString): readonly Stretch[] {
  // What follows the first dot is only looked at, because another JWT may begin there.
  const parts = text.matchAll(/(?<![\w-])([\w-]+)\.(?=([\w-]{4,})\.([\w-]+))/g);
  return [...parts].flatMap(({ 1: header = "", 2: claims = "", 3: signature = "", index }) => {
    const start = index + header.length + claims.length + 2;
    return /\bey[\w-]{8,}$/.test(header) ? [{ start, end: start + signature.length }] : [];
  });
}

function* inPairs(
  text: ByteString,
  from: number,
  separator: RegExp,
  credentials: Credentials,
): Generator<Stretch> {
  let equals = -1;
  for (const { start, end } of between(text, from, separator)) {
    if (equals < start) equals = placeOf("=", text, start);
    if (equals >= end) continue;
    const value = { start: equals + 1, end };
    if (isField(text.slice(start, equals), credentials)) yield value;
    else yield* inWrittenJson(text, value, percentEscapes, credentials);
  }
}

function* between(text: ByteString, from: number, separator: RegExp): Generator<Stretch> {
  let start = from;
  for (const { index } of text.slice(from).matchAll(separator)) {
    yield { start, end: from + index };
    start = from + index + 1;
  }
  yield { start, end: text.length };
}

/** Where a sign stands next; beyond the end when it does not, so that nobody looks for it again. */
function placeOf(sign: string, text: ByteString, from: number): number {
  const place = text.indexOf(sign, from);
  return place < 0 ? Number.POSITIVE_INFINITY : place;
}

/** Whether a field, which may be one of another as in `auth[token]`, holds a credential. */
function isField(written: ByteString, { isLookedUp, isNamed }: Credentials): boolean {
  const name = textOf(unescaped(written, percentEscapes));
  // Prose and markup have signs of equality too, after words that are no names.
  const isMeant = /[\s<>{}]/.test(written) ? isLookedUp : isNamed;
  const inside = [/[[\]]+/, /[[\].]+/].flatMap((marks) => name.split(marks));
  return isMeant(name) || inside.some(isMeant);
}

function* inJson(text: ByteString, credentials: Credentials): Generator<Stretch> {
  for (const { start, end, isBare, isInNamed } of jsonScalars(text, credentials.isNamed)) {
    if (!isBare) {
      if (isInNamed) yield { start, end };
      else yield* inWrittenJson(text, { start, end }, jsonEscapes, credentials);
    } else if (isInNamed && !/^(?:true|false|null)$/.test(text.slice(start, end))) {
      yield { start, end, quote: '"' };
    }
  }
}

/** Where credentials stand in JSON that is itself written as a string or a field. */
function* inWrittenJson(
  text: ByteString,
  { start, end }: Stretch,
  escapes: Escapes,
  credentials: Credentials,
): Generator<Stretch> {
  const written = text.slice(start, end);
  const meant = /[[{]|%[57]b/i.test(written) ? unescaped(written, escapes) : "";
  if (!startsAsJson(meant)) return;
  const inside = [...inJson(meant, credentials)];
  const places = writtenPlaces(
    written,
    escapes,
    inside.flatMap((stretch) => [stretch.start, stretch.end]),
  );
  for (const [index, { quote }] of inside.entries()) {
    yield {
      start: start + (places[index * 2] ?? 0),
      end: start + (places[index * 2 + 1] ?? 0),
      ...(quote !== undefined && { quote: escapes.escaped(quote) }),
    };
  }
}

/** Some tools write the mark of UTF-8 before it. */
function startsAsJson(text: ByteString): boolean {
  return /^(?:\xef\xbb\xbf)?\s*[[{]/.test(text);
}

function isJson(text: ByteString): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
