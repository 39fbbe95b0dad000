import { CompactSign, compactVerify, errors } from "jose";
import type { ByteString } from "../request/byteString.ts";
import { utf8TextOf } from "../request/lookUp.ts";
import type { Secret } from "../secrets/secret.ts";
import type { JwtAlgorithm, JwtAuthentication } from "../trigger/trigger.ts";
import { type Check, type Fact, failed, type Note, passed } from "./check.ts";
import type { ImportedKey, KeyCache } from "./keys.ts";

type JsonObject = Readonly<Record<string, unknown>>;
type Key = Extract<ImportedKey, { outcome: "imported" }>["key"];

/** How long an issued token is good for. */
const lifetimeInSeconds = 60;

/** Issues a token at a time, in milliseconds, that is good for a minute (RFC 7519). */
export async function issueJwt(algorithm: JwtAlgorithm, key: Key, now: number): Promise<string> {
  const iat = Math.floor(now / 1000);
  const claims = JSON.stringify({ iat, exp: iat + lifetimeInSeconds });
  return new CompactSign(Buffer.from(claims))
    .setProtectedHeader({ alg: algorithm, typ: "JWT" })
    .sign(key);
}

/** Checks a token: its form, its algorithm, then the signature, and only then the claims. */
export async function checkJwt(
  condition: JwtAuthentication,
  token: ByteString,
  secret: Secret,
  keys: KeyCache,
  now: number,
  facts: readonly Fact[],
): Promise<Check> {
  const imported = keys.verificationKey(condition, secret);
  if (imported.outcome === "unusable") {
    const problem: Fact = { fact: "key-problem", problem: imported.problem };
    return failed("secret-unusable", [...facts, problem]);
  }
  const parts = decodeParts(token);
  const header = parts === undefined ? undefined : jsonObjectOf(parts.header);
  if (parts === undefined || header === undefined) return failed("jwt-malformed", facts);
  if (header.alg !== condition.algorithm) {
    return failed("jwt-algorithm-mismatch", [
      ...facts,
      { fact: "algorithm", wanted: condition.algorithm, found: algorithmNameOf(header.alg) },
    ]);
  }
  if ("crit" in header) return failed("jwt-critical-unknown", facts);
  if (!(await isSigned(token, imported.key, condition.algorithm))) {
    return failed("jwt-signature-mismatch", facts);
  }
  const claims = jsonObjectOf(parts.payload);
  return claims === undefined
    ? failed("jwt-malformed", facts)
    : checkClaims(claims, header, now, facts);
}

/** The name as a token states it, but nothing that only pretends to be one. */
function algorithmNameOf(alg: unknown): string {
  return typeof alg === "string" && /^[\w-]{1,16}$/.test(alg) ? alg : "an unknown algorithm";
}

async function isSigned(token: string, key: Key, algorithm: JwtAlgorithm): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [algorithm] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}

/** RFC 7519, sections 4.1.3 to 4.1.6. */
function checkClaims(
  claims: JsonObject,
  header: JsonObject,
  now: number,
  facts: readonly Fact[],
): Check {
  const seconds = now / 1000;
  const claim = (name: string): readonly Fact[] => {
    const value = claims[name];
    const secondsFromNow = typeof value === "number" ? value - seconds : undefined;
    return [...facts, { fact: "claim", name, secondsFromNow }];
  };
  for (const name of ["exp", "nbf", "iat"]) {
    if (name in claims && typeof claims[name] !== "number") {
      return failed("jwt-claim-refused", claim(name));
    }
  }
  if (Number(claims.exp) <= seconds) return failed("jwt-expired", claim("exp"));
  for (const name of ["nbf", "iat"]) {
    if (Number(claims[name]) > seconds) return failed("jwt-not-yet-valid", claim(name));
  }
  if ("aud" in claims) return failed("jwt-claim-refused", claim("aud"));
  const notes: Note[] = [];
  if ("exp" in header) notes.push("jwt-expiry-in-header");
  else if (!("exp" in claims)) notes.push("jwt-without-expiry");
  return passed("exp" in claims ? claim("exp") : facts, notes);
}

/** Header and payload of a compact JWS whose three parts are strict base64url (RFC 7515, section 2). */
function decodeParts(token: string): { header: Buffer; payload: Buffer } | undefined {
  const parts = token.split(".");
  const [header, payload] = parts.map((part) => Buffer.from(part, "base64url"));
  if (parts.length !== 3 || header === undefined || payload === undefined) return undefined;
  const strict = parts.every(
    (part) => Buffer.from(part, "base64url").toString("base64url") === part,
  );
  return strict ? { header, payload } : undefined;
}

function jsonObjectOf(bytes: Uint8Array): JsonObject | undefined {
  const text = utf8TextOf(bytes);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
