import { jwkOf, keyShapeOf, normalizedPem } from "../../secrets/keyShape.ts";
import type { AsymmetricJwtAlgorithm } from "../../trigger/trigger.ts";

/** The algorithm that a public key is made for; undefined when its look does not tell. */
export function algorithmForKey(key: string, bits: string): AsymmetricJwtAlgorithm | undefined {
  if (keyShapeOf(key) !== "public-key") return undefined;
  const text = normalizedPem(key);
  const rsa = rsaByBits[bits];
  const jwk = jwkOf(text);
  if (jwk !== undefined) {
    const { kty, crv } = jwk;
    return kty === "RSA" ? rsa : byCurve[String(crv)];
  }
  if (text.startsWith("-----BEGIN RSA PUBLIC KEY-----")) return rsa;
  const base64 = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/\s]+)/.exec(text)?.[1] ?? "";
  const bytes = base64.replace(/\s/g, "");
  if (/^MI[GI].{1,6}(?:ANBgkqhkiG9w0BAQEF|A0GCSqGSIb3DQEBAQUA)/.test(bytes)) return rsa;
  return Object.entries(byStart).find(([start]) => bytes.startsWith(start))?.[1];
}

const rsaByBits: Readonly<Record<string, AsymmetricJwtAlgorithm>> = {
  256: "RS256",
  384: "RS384",
  512: "RS512",
};

const byCurve: Readonly<Record<string, AsymmetricJwtAlgorithm>> = {
  "P-256": "ES256",
  "P-384": "ES384",
  "P-521": "ES512",
  Ed25519: "EdDSA",
};

/** How the base64 of a public key (SPKI, RFC 5480 and 8410) begins for each curve. */
const byStart: Readonly<Record<string, AsymmetricJwtAlgorithm>> = {
  MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcD: "ES256",
  MHYwEAYHKoZIzj0CAQYFK4EEACID: "ES384",
  MIGbMBAGByqGSM49AgEGBSuBBAAj: "ES512",
  MCowBQYDK2Vw: "EdDSA",
};
