import { createHmac, timingSafeEqual } from "node:crypto";
import type { ByteString } from "../request/byteString.ts";
import type { WebhookRequest } from "../request/request.ts";
import { decodeSecret } from "../secrets/decode.ts";
import type { Secret } from "../secrets/secret.ts";
import type { DigestEncoding, HmacAuthentication } from "../trigger/trigger.ts";
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
  const digest = digestOf(condition, key, basestring.pieces);
  return { outcome: "signed", token: digest.toString(condition.digestEncoding) };
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
  const presented = decodeDigest(token, condition.digestEncoding);
  if (presented?.length === expected.length && timingSafeEqual(presented, expected)) {
    return passed(known);
  }
  return failed(isDigest(token, expected) ? "signature-mismatch" : "signature-malformed", known);
}

/** The HMAC of the pieces, in their order. */
function digestOf(
  condition: Pick<HmacAuthentication, "algorithm">,
  key: Uint8Array,
  pieces: readonly (ByteString | Uint8Array)[],
): Buffer {
  // Node takes a key given as bytes through a key object, which costs more than the HMAC itself.
  const hmac = createHmac(condition.algorithm, Buffer.from(key).toString("latin1"), {
    encoding: "latin1",
  });
  for (const piece of pieces) {
    if (typeof piece === "string") hmac.update(piece, "latin1");
    else hmac.update(piece);
  }
  return hmac.digest();
}

/** The bytes of a digest that is written exactly as `encoding` writes it, otherwise undefined. */
function decodeDigest(token: ByteString, encoding: DigestEncoding): Buffer | undefined {
  const bytes = Buffer.from(token, encoding);
  return bytes.toString(encoding) === token ? bytes : undefined;
}

/** Whether the token has the form of this digest, in hex of either case when it is no exact match. */
function isDigest(token: ByteString, like: Buffer): boolean {
  return [/^[0-9a-f]+$/i, /^[A-Za-z0-9+/]+={0,2}$/, /^[\w-]+$/].some(
    (form, index) =>
      form.test(token) && Buffer.from(token, index === 0 ? "hex" : "base64").length === like.length,
  );
}
