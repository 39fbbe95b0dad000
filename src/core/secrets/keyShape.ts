const pemPublic =
  /-----BEGIN (?:[A-Z0-9]+ )*(?:PUBLIC KEY|CERTIFICATE)-----|---- BEGIN SSH2 PUBLIC KEY ----/;
const pemPrivate = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/;
const sshPublic =
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d+|sk-[a-z0-9@.-]+) [A-Za-z0-9+/=]+/;
/**
 * The base64 of a DER key or certificate without its armor, in quotes or not: a long SEQUENCE, or
 * the SPKI of an elliptic curve.
 */
const der =
  /^["']?(?:MI[GI][A-Za-z0-9+/\s]{120,}|M[A-Z][A-Za-z0-9]w(?:E[wA]YHKoZI|BQYDK2V)[A-Za-z0-9+/\s]+)={0,2}\s*["']?$/;

/** What a secret looks like, whatever it is meant for. */
export type KeyShape = "public-key" | "private-key" | "text";

type Jwk = Readonly<Record<string, unknown>>;

/**
 * Tells a public or private key from other text by its look, in all the spellings in which keys
 * are pasted: PEM with or without armor lines or real line breaks, JWK or a set of them, OpenSSH.
 */
export function keyShapeOf(text: string): KeyShape {
  const trimmed = normalizedPem(text);
  if (pemPrivate.test(trimmed)) return "private-key";
  if (pemPublic.test(trimmed) || sshPublic.test(trimmed)) return "public-key";
  const jwk = jwkOf(trimmed);
  for (const key of jwk === undefined ? [] : [jwk, ...keysOf(jwk)]) {
    if ("kty" in key && key.kty !== "oct") return "d" in key ? "private-key" : "public-key";
  }
  return der.test(trimmed) ? "public-key" : "text";
}

/** The text without white space around it and with real line breaks where `\n` was written out. */
export function normalizedPem(text: string): string {
  return text.replace(/\\r\\n|\\n/g, "\n").trim();
}

/** The JSON object that a JWK is; undefined for other text. */
export function jwkOf(text: string): Jwk | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as Jwk;
  } catch {
    return undefined;
  }
}

/** The keys of a JWK set (RFC 7517, section 5). */
function keysOf(set: Jwk): readonly Jwk[] {
  const { keys } = set;
  return Array.isArray(keys) ? keys.filter((key) => typeof key === "object" && key !== null) : [];
}
