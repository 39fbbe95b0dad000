/**
 * A byte string holds one character (U+0000 to U+00FF) for each byte. Node delivers header text so,
 * and it is the only text form that keeps every byte of a header or URL.
 */
export type ByteString = string;

/** The UTF-8 bytes of a text, as a byte string. */
export function byteStringOf(text: string): ByteString {
  return isAscii(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

/** The text whose UTF-8 bytes these are; bytes that are no UTF-8 become U+FFFD. */
export function textOf(bytes: ByteString): string {
  return isAscii(bytes) ? bytes : Buffer.from(bytes, "latin1").toString("utf8");
}

/** The text itself when each character stands for a byte already, otherwise its UTF-8 bytes. */
export function asByteString(text: string): ByteString {
  return /^[\0-\xff]*$/.test(text) ? text : byteStringOf(text);
}

/** The bytes of a byte string. */
export function bytesOf(bytes: ByteString): Uint8Array {
  return Buffer.from(bytes, "latin1");
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
