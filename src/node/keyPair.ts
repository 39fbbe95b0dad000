import { generateKeyPair, type KeyPairKeyObjectResult } from "node:crypto";
import { promisify } from "node:util";
import type { AsymmetricJwtAlgorithm } from "../core/trigger/trigger.ts";

/** A key pair as PEM: the private key (PKCS#8) signs, the public key (SPKI) goes into the trigger. */
export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

const generate = promisify(generateKeyPair);

const curves = { ES256: "P-256", ES384: "P-384", ES512: "P-521" } as const;

/** Makes a key pair that fits the algorithm. */
export async function makeKeyPair(algorithm: AsymmetricJwtAlgorithm): Promise<KeyPair> {
  const { privateKey, publicKey } = await generateFor(algorithm);
  return {
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
  };
}

function generateFor(algorithm: AsymmetricJwtAlgorithm): Promise<KeyPairKeyObjectResult> {
  switch (algorithm) {
    case "EdDSA":
      return generate("ed25519");
    case "ES256":
    case "ES384":
    case "ES512":
      return generate("ec", { namedCurve: curves[algorithm] });
    case "RS256":
    case "RS384":
    case "RS512":
    case "PS256":
    case "PS384":
    case "PS512":
      return generate("rsa", { modulusLength: 2048 });
  }
}
