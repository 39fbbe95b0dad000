import type { Word } from "./field.ts";
import type {
  AuthType,
  DigestEncoding,
  HmacAlgorithm,
  JwtAlgorithm,
  Namespace,
  SecretEncoding,
  TimestampUnit,
} from "./trigger.ts";

type Words<W extends string> = Readonly<Record<W, Word>>;

export const authTypes: Words<AuthType> = {
  static: {
    label: "Static Secret Token",
    help: "The secret key is the text that the token is compared with.",
  },
  hmac: {
    label: "Hash-based Message Authentication Code (HMAC)",
    help: "The secret key is shared with the sender, who signs the basestring with it.",
  },
  jwt: {
    label: "JSON Web Token (JWT)",
    help: "The secret key is the symmetric key, or the public key, that verifies the token.",
  },
};

export const namespaces: Words<Namespace> = {
  "http-header": {
    label: "HTTP Header",
    help: "A request header; the key is the header's name, in any case.",
  },
  querystring: {
    label: "Querystring",
    help: "A parameter of the URL after the question mark.",
  },
  "url-encoded-body": {
    label: "URL Encoded Body",
    help: "A field of a URL-encoded request body.",
  },
  "json-body": {
    label: "JSON Body",
    help: "A top-level key of a JSON request body.",
  },
};

export const hmacAlgorithms: Words<HmacAlgorithm> = {
  sha1: { label: "SHA1", help: "HMAC with SHA-1: only for senders that offer nothing newer." },
  sha224: { label: "SHA224", help: "HMAC with SHA-224." },
  sha256: { label: "SHA256", help: "HMAC with SHA-256, which most senders use." },
  sha384: { label: "SHA384", help: "HMAC with SHA-384." },
  sha512: { label: "SHA512", help: "HMAC with SHA-512." },
};

const shared = "The secret key is shared with the sender.";
const asymmetric = "The secret key is the sender's public key.";

export const jwtAlgorithms: Words<JwtAlgorithm> = {
  HS256: { label: "HS256", help: `HMAC with SHA-256. ${shared}` },
  HS384: { label: "HS384", help: `HMAC with SHA-384. ${shared}` },
  HS512: { label: "HS512", help: `HMAC with SHA-512. ${shared}` },
  RS256: { label: "RS256", help: `RSA (PKCS #1 v1.5) with SHA-256. ${asymmetric}` },
  RS384: { label: "RS384", help: `RSA (PKCS #1 v1.5) with SHA-384. ${asymmetric}` },
  RS512: { label: "RS512", help: `RSA (PKCS #1 v1.5) with SHA-512. ${asymmetric}` },
  PS256: { label: "PS256", help: `RSA-PSS with SHA-256. ${asymmetric}` },
  PS384: { label: "PS384", help: `RSA-PSS with SHA-384. ${asymmetric}` },
  PS512: { label: "PS512", help: `RSA-PSS with SHA-512. ${asymmetric}` },
  ES256: { label: "ES256", help: `ECDSA on P-256 with SHA-256. ${asymmetric}` },
  ES384: { label: "ES384", help: `ECDSA on P-384 with SHA-384. ${asymmetric}` },
  ES512: { label: "ES512", help: `ECDSA on P-521 with SHA-512. ${asymmetric}` },
  EdDSA: { label: "EdDSA", help: `Ed25519. ${asymmetric}` },
};

export const digestEncodings: Words<DigestEncoding> = {
  hex: { label: "Hexadecimal", help: "Lower-case hexadecimal digits." },
  base64: { label: "Base64", help: "Base64 with padding." },
  base64url: { label: "Base64url", help: "Base64 for URLs, without padding." },
};

export const secretEncodings: Words<SecretEncoding> = {
  utf8: { label: "Text", help: "The secret is used as it stands, as UTF-8." },
  hex: { label: "Hexadecimal", help: "The secret is decoded from hexadecimal digits." },
  base64: {
    label: "Base64",
    help: "The secret is decoded from base64; a leading `whsec_` is cut first.",
  },
  base64url: { label: "Base64url", help: "The secret is decoded from base64url." },
};

export const timestampUnits: Words<TimestampUnit> = {
  seconds: { label: "Seconds", help: "UNIX time in seconds." },
  milliseconds: { label: "Milliseconds", help: "UNIX time in milliseconds." },
};
