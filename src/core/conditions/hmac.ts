import { createHmac, timingSafeEqual } from "node:crypto";
import type { ByteString } from "../request/byteString.ts";
import type { WebhookRequest } from "../request/request.ts";
import { decodeSecret } from "../secrets/decode.ts";
import type { Secret } from "../secrets/secret.ts";
import type { HmacAuthentication } from "../trigger/trigger.ts";
import { type Basestring, fillBasestring } from "./basestring.ts";
import { type Check, type Fact, failed, passed } from "./check.ts";

/** A signature, or why the request has none. */
export type HmacSignature =
  | { readonly outcome: "signed"; readonly token: string }
  | { readonly outcome: "secret-unusable" }
  | Exclude<Basestring, { outcome: "filled" }>;

/** Signs the request as its sender does (RFC 2104); the token is without the value prefix. */
export function signHmac(
  condition: HmacAuthentication,
  request: WebhookRequest,
  secret: Secret,
): HmacSignature {
  const key = decodeSecret(secret.reveal(), condition.secretEncoding);
  if (key === undefined) return { outcome: "secret-unusable" };
  const basestring = fillBasestring(condition.basestringFormat, request);
  if (basestring.outcome !== "filled") return basestring;
  return { outcome: "signed", token: digestOf(condition, key, basestring.pieces) };
}

/** Checks that the token is the digest of the request's basestring. */
export function checkHmac(
  condition: HmacAuthentication,
  request: WebhookRequest,
  token: ByteString,
  secret: Secret,
  facts: readonly Fact[],
): Check {
  const key = decodeSecret(secret.reveal(), condition.secretEncoding);
  if (key === undefined) {
    return failed("secret-unusable", [
      ...facts,
      { fact: "key-problem", problem: "not-in-secret-encoding" },
    ]);
  }
  const basestring = fillBasestring(condition.basestringFormat, request);
  if (basestring.outcome !== "filled") {
    const missing = basestring.outcome === "header-missing";
    return failed(missing ? "basestring-header-missing" : "value-ambiguous", [
      ...facts,
      { fact: "header", name: basestring.name },
    ]);
  }
  const expected = digestOf(condition, key, basestring.pieces);
  const known: readonly Fact[] = [
    ...facts,
    { fact: "signed", bytes: basestring.length, algorithm: condition.algorithm },
  ];
  if (isSame(token, expected)) return passed(known);
  const { length } = Buffer.from(expected, condition.digestEncoding);
  return failed(isDigest(token, length) ? "signature-mismatch" : "signature-malformed", known);
}

/** The HMAC of the pieces, in their order, as the condition has it written. */
function digestOf(
  { algorithm, digestEncoding }: HmacAuthentication,
  key: Uint8Array,
  pieces: readonly (ByteString | Uint8Array)[],
): string {
  // Node takes a key given as bytes through a key object, which costs more than the HMAC itself.
  const text = Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString("latin1");
  const hmac = createHmac(algorithm, text, { encoding: "latin1" });
  for (const piece of pieces) {
    if (typeof piece === "string") hmac.update(piece, "latin1");
    else hmac.update(piece);
  }
  return hmac.digest(digestEncoding);
}

/** Whether a token is written exactly as expected, found in a time that does not tell how far it is. */
function isSame(token: ByteString, expected: string): boolean {
  return (
    token.length === expected.length &&
    timingSafeEqual(Buffer.from(token, "latin1"), Buffer.from(expected, "latin1"))
  );
}

/** Whether the token has the form of a digest of so many bytes, in hex of either case. */
function isDigest(token: ByteString, length: number): boolean {
  return [/^[0-9a-f]+$/i, /^[A-Za-z0-9+/]+={0,2}$/, /^[\w-]+$/].some(
    (form, index) =>
      form.test(token) && Buffer.from(token, index === 0 ? "hex" : "base64").length === length,
  );
}
