import { type ByteString, bytesOf, textOf } from "../request/byteString.ts";
import { jsonMembersOf } from "../request/jsonMembers.ts";
import { utf8TextOf } from "../request/lookUp.ts";
import type { Header } from "../request/request.ts";
import type { Condition, WebAuthentication } from "../trigger/trigger.ts";
import type { RedactedRequest, RequestPart, SecretReference } from "./redact.ts";

/** What stands in the place of a masked credential. */
const maskText = "[masked]";

/** A request whose credentials are masked, and how many there were. */
export interface MaskedRequest extends RedactedRequest {
  readonly masked: number;
}

/** A stretch of a part that is to be masked. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

const wellKnown =
  /^(?:proxy-)?authorization$|^(?:set-)?cookie$|signature|token|secret|api-?key|passw/i;

/**
 * Masks every credential of a request: whatever stands at a lookup key of these conditions in any
 * namespace, headers and keys that are named like one, and the signatures of JWTs. A reference to a
 * secret is none, and stays.
 */
export function maskCredentials(
  { request, references }: RedactedRequest,
  conditions: readonly Condition[],
): MaskedRequest {
  const lookups = conditions.filter((condition) => condition.type === "web-authentication");
  const isCredential = credentialNames(lookups);
  const prefixes = lookups.map(({ valuePrefix }) => valuePrefix).filter((prefix) => prefix !== "");
  let masked = 0;
  const kept: SecretReference[] = [];
  const mask = (part: RequestPart, text: ByteString, stretches: readonly Stretch[]): ByteString => {
    const own = references.filter((reference) => reference.part === part);
    const all = withoutOverlap([...stretches, ...jwtSignatures(text)])
      .map((stretch) => withoutPrefix(text, stretch, prefixes))
      .filter(({ start, end }) => end > start && !isReference(own, start, end));
    masked += all.length;
    kept.push(...movedReferences(own, all));
    return replaced(text, all);
  };
  const url = mask("url", request.url, inQuery(request.url, isCredential));
  const headers = request.headers.map(
    ([name, value], index): Header => [
      mask(`name ${index}`, name, []),
      mask(`value ${index}`, value, isCredential(name) ? [whole(value)] : []),
    ],
  );
  const text = Buffer.from(request.body).toString("latin1");
  const body = mask("body", text, inBody(text, request.body, isCredential));
  return {
    request: {
      method: request.method,
      url,
      headers,
      body: body === text ? request.body : bytesOf(body),
    },
    references: kept,
    masked,
  };
}

/** Masks the headers of a request that carry credentials, but for those with these names. */
export function maskHeaders(
  { request, references }: RedactedRequest,
  needed: readonly string[],
): MaskedRequest {
  const kept = new Set(needed.map((name) => name.toLowerCase()));
  const isMasked = ([name]: Header) => wellKnown.test(name) && !kept.has(name.toLowerCase());
  const headers = request.headers.map(
    (header): Header => (isMasked(header) ? [header[0], maskText] : header),
  );
  return {
    request: { ...request, headers },
    references: references.filter(({ part }) => {
      const [, index] = /^value (\d+)$/.exec(part) ?? [];
      const header = request.headers[Number(index)];
      return index === undefined || header === undefined || !isMasked(header);
    }),
    masked: request.headers.filter(isMasked).length,
  };
}

/** How many credentials an export leaves out, as a sentence; undefined when there are none. */
export function maskedText(masked: number): string | undefined {
  if (masked === 0) return undefined;
  return masked === 1 ? "1 credential is masked." : `${masked} credentials are masked.`;
}

function credentialNames(lookups: readonly WebAuthentication[]): (name: string) => boolean {
  const keys = new Set(lookups.map(({ tokenLookupKey }) => tokenLookupKey.toLowerCase()));
  return (name) => wellKnown.test(name) || keys.has(name.toLowerCase());
}

function inQuery(url: ByteString, isCredential: (name: string) => boolean): readonly Stretch[] {
  const mark = url.indexOf("?");
  return mark < 0 ? [] : inPairs(url, mark + 1, isCredential);
}

function inPairs(
  text: ByteString,
  from: number,
  isCredential: (name: string) => boolean,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const { 1: name = "", index, 0: pair } of text.slice(from).matchAll(/([^&=#]*)=[^&#]*/g)) {
    const [[decoded] = [""]] = new URLSearchParams(`${name}=`);
    const start = from + index + name.length + 1;
    if (isCredential(textOf(decoded))) stretches.push({ start, end: from + index + pair.length });
  }
  return stretches;
}

function inBody(
  text: ByteString,
  body: Uint8Array,
  isCredential: (name: string) => boolean,
): readonly Stretch[] {
  const utf8 = utf8TextOf(body);
  const members = utf8 === undefined ? undefined : jsonMembersOf(utf8);
  if (utf8 === undefined || members === undefined) {
    return /^[^\s{}<>]*=/.test(text) ? inPairs(text, 0, isCredential) : [];
  }
  return members
    .filter(({ key, start }) => isCredential(key) && utf8[start] === '"')
    .map(({ start, end }) => ({
      start: Buffer.byteLength(utf8.slice(0, start)) + 1,
      end: Buffer.byteLength(utf8.slice(0, end)) - 1,
    }));
}

/** The last part of each JWT, without which nobody can use it. */
function jwtSignatures(text: ByteString): readonly Stretch[] {
  return [...text.matchAll(/\b(ey[\w-]{8,}\.[\w-]{4,}\.)([\w-]+)/g)].map(
    ({ 1: front = "", 2: signature = "", index }) => {
      const start = index + front.length;
      return { start, end: start + signature.length };
    },
  );
}

/** A prefix or scheme word tells what stands behind it, and is no secret. */
function withoutPrefix(
  text: ByteString,
  { start, end }: Stretch,
  prefixes: readonly string[],
): Stretch {
  const value = text.slice(start, end);
  const prefix =
    prefixes.find((candidate) => value.startsWith(candidate)) ??
    /^(?:[A-Za-z]{3,12} |sha\d+=|v\d+=)/.exec(value)?.[0] ??
    "";
  return { start: start + prefix.length, end };
}

function isReference(own: readonly SecretReference[], start: number, end: number): boolean {
  return own.some((one) => one.start === start && one.start + one.length === end);
}

/** References stay where they are unless a mask covers them; the text before them may have changed. */
function movedReferences(
  own: readonly SecretReference[],
  masks: readonly Stretch[],
): readonly SecretReference[] {
  return own
    .filter(
      ({ start, length }) => !masks.some((mask) => mask.start < start + length && start < mask.end),
    )
    .map((reference) => ({
      ...reference,
      start: reference.start + shiftBefore(reference.start, masks),
    }));
}

function shiftBefore(at: number, masks: readonly Stretch[]): number {
  return masks
    .filter(({ end }) => end <= at)
    .reduce((sum, { start, end }) => sum + maskText.length - (end - start), 0);
}

function replaced(text: ByteString, masks: readonly Stretch[]): ByteString {
  let result = "";
  let from = 0;
  for (const { start, end } of masks) {
    result += text.slice(from, start) + maskText;
    from = end;
  }
  return result + text.slice(from);
}

/** The stretches in order; of two that overlap the first and longer one. */
function withoutOverlap(stretches: readonly Stretch[]): readonly Stretch[] {
  let last = -1;
  return stretches
    .toSorted((left, right) => left.start - right.start || right.end - left.end)
    .filter(({ start, end }) => {
      if (start < last) return false;
      last = end;
      return true;
    });
}

function whole(text: ByteString): Stretch {
  return { start: 0, end: text.length };
}
