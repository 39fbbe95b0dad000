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

/** Texts within texts, as a URL in a field of a URL, are read to this depth; nobody writes deeper ones. */
const mostDepth = 8;

/** Where credentials stand in the querystring of a URL, and in what follows it. */
export function* credentialsInUrl(url: ByteString, credentials: Credentials): Generator<Stretch> {
  const mark = url.indexOf("?");
  if (mark >= 0) yield* inPairs(url, { start: mark + 1, end: url.length }, /[&#]/g, credentials);
}

/**
 * Where credentials stand in a body: in the members of JSON, at any depth, in the fields of a form, or
 * in the URLs of another text.
 */
export function* credentialsInBody(text: ByteString, credentials: Credentials): Generator<Stretch> {
  yield* credentialsInText(text, credentials);
  if (!isJson(text)) yield* inPairs(text, { start: 0, end: text.length }, /&/g, credentials);
}

/** Where credentials stand in a text that is JSON or in which URLs stand. */
export function* credentialsInText(
  text: ByteString,
  credentials: Credentials,
  depth = mostDepth,
): Generator<Stretch> {
  if (startsAsJson(text)) yield* inJson(text, credentials, depth);
  if (isJson(text)) return;
  for (const { 0: query, index } of text.matchAll(/[?#][^\s"'<>]*/g)) {
    const stretch = { start: index + 1, end: index + query.length };
    yield* inPairs(text, stretch, /[&#]/g, credentials, depth);
  }
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
  all: Stretch,
  separator: RegExp,
  credentials: Credentials,
  depth = mostDepth,
): Generator<Stretch> {
  let equals = -1;
  for (const { start, end } of between(text, all, separator)) {
    if (equals < start) equals = placeOf("=", text, start);
    if (equals >= end) continue;
    const value = { start: equals + 1, end };
    if (isField(text.slice(start, equals), credentials)) yield value;
    else yield* inWritten(text, value, percentEscapes, credentials, depth - 1);
  }
}

function* between(text: ByteString, all: Stretch, separator: RegExp): Generator<Stretch> {
  let { start } = all;
  for (const { index } of text.slice(all.start, all.end).matchAll(separator)) {
    yield { start, end: all.start + index };
    start = all.start + index + 1;
  }
  yield { start, end: all.end };
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

function* inJson(text: ByteString, credentials: Credentials, depth: number): Generator<Stretch> {
  for (const { start, end, isBare, isInNamed } of jsonScalars(text, credentials.isNamed)) {
    if (!isBare) {
      if (isInNamed) yield { start, end };
      else yield* inWritten(text, { start, end }, jsonEscapes, credentials, depth - 1);
    } else if (isInNamed && !/^(?:true|false|null)$/.test(text.slice(start, end))) {
      yield { start, end, quote: '"' };
    }
  }
}

/** Where credentials stand in JSON, or in URLs, that are themselves written as a string or a field. */
function* inWritten(
  text: ByteString,
  { start, end }: Stretch,
  escapes: Escapes,
  credentials: Credentials,
  depth: number,
): Generator<Stretch> {
  const written = text.slice(start, end);
  if (depth === 0 || !/[[{?#]|%(?:[57]b|3f|23)/i.test(written)) return;
  const inside = [...credentialsInText(unescaped(written, escapes), credentials, depth)];
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
