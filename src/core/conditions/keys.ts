import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { decodeSecret } from "../secrets/decode.ts";
import { jwkOf, keyShapeOf, normalizedPem } from "../secrets/keyShape.ts";
import type { Secret } from "../secrets/secret.ts";
import type { JwtAlgorithm, JwtAuthentication } from "../trigger/trigger.ts";
import type { KeyProblem } from "./check.ts";

/** A key that fits its algorithm, or why the secret is none. */
export type ImportedKey =
  | { readonly outcome: "imported"; readonly key: KeyObject | Uint8Array }
  | { readonly outcome: "unusable"; readonly problem: KeyProblem };

/** What an algorithm needs of an asymmetric key; HS… algorithms take bytes. */
const keyNeeds: Readonly<Record<JwtAlgorithm, { type: string; curve?: string } | "bytes">> = {
  HS256: "bytes",
  HS384: "bytes",
  HS512: "bytes",
  RS256: { type: "rsa" },
  RS384: { type: "rsa" },
  RS512: { type: "rsa" },
  PS256: { type: "rsa" },
  PS384: { type: "rsa" },
  PS512: { type: "rsa" },
  ES256: { type: "ec", curve: "prime256v1" },
  ES384: { type: "ec", curve: "secp384r1" },
  ES512: { type: "ec", curve: "secp521r1" },
  EdDSA: { type: "ed25519" },
};

/** Whether tokens of this algorithm are signed with a private key. */
export function isAsymmetric(algorithm: JwtAlgorithm): boolean {
  return keyNeeds[algorithm] !== "bytes";
}

/** Keys that were imported before; the caller keeps it for as long as its triggers stay the same. */
export class KeyCache {
  readonly #keys = new Map<string, ImportedKey>();

  /** The key that verifies tokens of the condition. */
  verificationKey(condition: JwtAuthentication, secret: Secret): ImportedKey {
    const id = `${condition.algorithm} ${condition.secretEncoding} ${secret.reveal()}`;
    let imported = this.#keys.get(id);
    if (imported === undefined) {
      imported = importVerificationKey(condition, secret);
      this.#keys.set(id, imported);
    }
    return imported;
  }
}

/** Reads the secret of a condition as the key that verifies its tokens. */
export function importVerificationKey(condition: JwtAuthentication, secret: Secret): ImportedKey {
  const shape = keyShapeOf(secret.reveal());
  if (keyNeeds[condition.algorithm] === "bytes") {
    // A public key is known to everyone: as a shared secret it would verify anyone's token.
    if (shape !== "text") return unusable("public-key-for-hs");
    const key = decodeSecret(secret.reveal(), condition.secretEncoding);
    if (key === undefined) return unusable("not-in-secret-encoding");
    const decoded = Buffer.from(key);
    return keyShapeOf(decoded.toString("latin1")) === "text" &&
      keyShapeOf(decoded.toString("base64")) === "text"
      ? { outcome: "imported", key }
      : unusable("public-key-for-hs");
  }
  if (shape === "private-key") return unusable("private-key-where-public-key-belongs");
  const key = readKey(secret.reveal(), createPublicKey);
  return key === undefined ? unusable("not-a-public-key") : fitting(condition.algorithm, key);
}

/** Reads a private key (PKCS#8, PKCS#1 or SEC1 PEM, or a JWK) as one that signs tokens. */
export function importSigningKey(algorithm: JwtAlgorithm, privateKey: Secret): ImportedKey {
  const key = readKey(privateKey.reveal(), createPrivateKey);
  return key === undefined ? unusable("not-a-private-key") : fitting(algorithm, key);
}

function fitting(algorithm: JwtAlgorithm, key: KeyObject): ImportedKey {
  const need = keyNeeds[algorithm];
  const details = key.asymmetricKeyDetails;
  if (
    need === "bytes" ||
    key.asymmetricKeyType !== need.type ||
    details?.namedCurve !== need.curve
  ) {
    return unusable("key-type-does-not-fit");
  }
  if (need.type === "rsa" && (details?.modulusLength ?? 0) < 2048) {
    return unusable("rsa-below-2048-bits");
  }
  return { outcome: "imported", key };
}

function readKey(
  text: string,
  read: typeof createPublicKey | typeof createPrivateKey,
): KeyObject | undefined {
  const trimmed = normalizedPem(text);
  const jwk = jwkOf(trimmed);
  try {
    return jwk === undefined
      ? read(trimmed)
      : read({ key: jwk as unknown as import("node:crypto").JsonWebKey, format: "jwk" });
  } catch {
    // Node tells unreadable keys by many errors; to the caller each is the same answer.
    return undefined;
  }
}

function unusable(problem: KeyProblem): ImportedKey {
  return { outcome: "unusable", problem };
}
