import type { SecretEncoding } from "../trigger/trigger.ts";

const encoded = {
  hex: /^(?:[0-9a-fA-F]{2})+$/,
  base64: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/,
  base64url: /^(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2}(?:==)?|[A-Za-z0-9_-]{3}=?)?$/,
} as const;

/**
 * The bytes of the key that the text of a shared secret stands for; undefined when it is not in
 * that encoding or has no bytes. A leading `whsec_` is cut before base64 (Standard Webhooks).
 */
export function decodeSecret(text: string, encoding: SecretEncoding): Uint8Array | undefined {
  if (encoding === "utf8") return Buffer.from(text, "utf8");
  const body = encoding === "base64" ? text.trim().replace(/^whsec_/, "") : text.trim();
  return body !== "" && encoded[encoding].test(body) ? Buffer.from(body, encoding) : undefined;
}
