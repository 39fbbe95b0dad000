/** The bytes that stand in base64; undefined when it is another text. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/[\s=]/g, "");
  const bytes = Buffer.from(digits, "base64");
  return bytes.toString("base64").replace(/=/g, "") === digits ? bytes : undefined;
}

/** Whether a JSON value is an object. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is a list. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
