import { type ByteString, bytesOf } from "../request/byteString.ts";
import type { Header } from "../request/request.ts";
import type { Condition } from "../trigger/trigger.ts";
import type { Capture } from "./capture.ts";
import {
  credentialsInBody,
  credentialsInText,
  credentialsInUrl,
  jwtSignatures,
  type Stretch,
} from "./credentialPlaces.ts";
import { type Credentials, credentialsOf } from "./credentials.ts";
import type { RedactedRequest, RequestPart, SecretReference } from "./redact.ts";

/** What stands in the place of a masked credential. */
const maskText = "[masked]";

/** A request whose credentials are masked, and how many there were. */
export interface MaskedRequest extends RedactedRequest {
  readonly masked: number;
}

/** Captures whose credentials are masked, and how many there were. */
export interface MaskedCaptures {
  readonly captures: readonly Capture[];
  readonly masked: number;
}

/** Masks the credentials of captures that the triggers of now, or those of then, look up. */
export function maskCaptures(
  captures: readonly Capture[],
  triggers: Iterable<{ readonly conditions: readonly Condition[] }>,
): MaskedCaptures {
  const credentials = credentialsOf(triggers, captures);
  let masked = 0;
  const all = captures.map((capture): Capture => {
    const { masked: count, request, references } = maskCredentials(capture, credentials);
    masked += count;
    return { ...capture, url: request.url, request, references };
  });
  return { captures: all, masked };
}

/**
 * Masks every credential of a request: whatever stands at a name of one in any namespace, and the
 * signatures of JWTs. A reference to a secret is none, and stays.
 */
export function maskCredentials(
  redacted: RedactedRequest,
  credentials: Credentials,
): MaskedRequest {
  return maskPlaces(redacted, credentials.prefixes, {
    inUrl: (url) => [...credentialsInUrl(url, credentials), ...jwtSignatures(url)],
    inName: jwtSignatures,
    inValue: (value, name) => [
      ...(credentials.isNamed(name)
        ? [inHeader(value, name, credentials)]
        : credentialsInText(value, credentials)),
      ...jwtSignatures(value),
    ],
    inBody: (body) => [...credentialsInBody(body, credentials), ...jwtSignatures(body)],
  });
}

/**
 * Masks the credentials of a request that a trigger can be without: those in the URL and the headers,
 * but for the names that it needs. The body stays, since it may be signed.
 */
export function maskUnneeded(
  redacted: RedactedRequest,
  credentials: Credentials,
  needed: readonly string[],
): MaskedRequest {
  const kept = new Set(needed.map((name) => name.toLowerCase()));
  const isUnneeded = (name: string) => credentials.isNamed(name) && !kept.has(name.toLowerCase());
  const unneeded = { ...credentials, isLookedUp: isUnneeded, isNamed: isUnneeded };
  return maskPlaces(redacted, credentials.prefixes, {
    inUrl: (url) => credentialsInUrl(url, unneeded),
    inName: () => [],
    inValue: (value, name) => {
      if (kept.has(name.toLowerCase())) return [];
      return isUnneeded(name)
        ? [inHeader(value, name, unneeded)]
        : credentialsInText(value, unneeded);
    },
    inBody: () => [],
  });
}

/** How many credentials an export leaves out, as a sentence; undefined when there are none. */
export function maskedText(masked: number): string | undefined {
  if (masked === 0) return undefined;
  return masked === 1 ? "1 credential is masked." : `${masked} credentials are masked.`;
}

/** Where something is to be masked in each part of a request. */
interface Places {
  readonly inUrl: (url: ByteString) => Iterable<Stretch>;
  readonly inName: (name: ByteString) => Iterable<Stretch>;
  readonly inValue: (value: ByteString, name: ByteString) => Iterable<Stretch>;
  readonly inBody: (body: ByteString) => Iterable<Stretch>;
}

function maskPlaces(
  { request, references }: RedactedRequest,
  prefixes: readonly ByteString[],
  { inUrl, inName, inValue, inBody }: Places,
): MaskedRequest {
  let masked = 0;
  const kept: SecretReference[] = [];
  const mask = (part: RequestPart, text: ByteString, found: Iterable<Stretch>): ByteString => {
    const own = references.filter((reference) => reference.part === part);
    const all = joined(
      [...found]
        .map((stretch) => itself(text, stretch, prefixes))
        .filter(({ start, end }) => end > start && !isInReference(own, start, end)),
    );
    masked += all.length;
    for (const reference of movedReferences(own, all)) kept.push(reference);
    return replaced(text, all);
  };
  const url = mask("url", request.url, inUrl(request.url));
  const headers = request.headers.map(
    ([name, value], index): Header => [
      mask(`name ${index}`, name, inName(name)),
      mask(`value ${index}`, value, inValue(value, name)),
    ],
  );
  const text = Buffer.from(request.body).toString("latin1");
  const body = mask("body", text, inBody(text));
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

/** The words that say of what kind the credentials of a header are (RFC 9110, section 11.4). */
const scheme = /^(?:Basic|Bearer|Digest|DPoP|OAuth|Token|ApiKey|HMAC|JWT|AWS4-HMAC-SHA256) /i;

/** A header's value, without the word for its kind; elsewhere such a word may begin a passphrase. */
function inHeader(value: ByteString, name: ByteString, { prefixes }: Credentials): Stretch {
  const hasScheme =
    /^(?:proxy-)?authorization$/i.test(name) &&
    !prefixes.some((prefix) => value.startsWith(prefix));
  return { start: (hasScheme && scheme.exec(value)?.[0].length) || 0, end: value.length };
}

/**
 * The credential in what stands at its name: a prefix tells what comes behind it, and a JWT without its
 * signature tells what was signed; neither is of use to a stranger.
 */
function itself(text: ByteString, stretch: Stretch, prefixes: readonly ByteString[]): Stretch {
  const { start, end, quote } = stretch;
  if (quote !== undefined) return stretch;
  const value = text.slice(start, end);
  const prefix =
    prefixes.find((candidate) => value.startsWith(candidate)) ??
    /^(?:sha\d+|v\d+)=/.exec(value)?.[0] ??
    "";
  const [, signed = ""] =
    /^(ey[\w-]{8,}\.[\w-]{4,}\.)[\w-]+$/.exec(value.slice(prefix.length)) ?? [];
  return { start: start + prefix.length + signed.length, end };
}

function isInReference(own: readonly SecretReference[], start: number, end: number): boolean {
  return own.some((one) => one.start <= start && end <= one.start + one.length);
}

/** What stands in the place of a credential. */
function maskOf({ quote = "" }: Stretch): ByteString {
  return quote + maskText + quote;
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
    .reduce((sum, mask) => sum + maskOf(mask).length - (mask.end - mask.start), 0);
}

function replaced(text: ByteString, masks: readonly Stretch[]): ByteString {
  let result = "";
  let from = 0;
  for (const mask of masks) {
    result += text.slice(from, mask.start) + maskOf(mask);
    from = mask.end;
  }
  return result + text.slice(from);
}

/** The stretches in order, those that overlap made one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const all: Stretch[] = [];
  for (const stretch of stretches.toSorted((left, right) => left.start - right.start)) {
    const last = all.at(-1);
    if (last === undefined || stretch.start >= last.end) all.push(stretch);
    else all[all.length - 1] = { ...last, end: Math.max(last.end, stretch.end) };
  }
  return all;
}
