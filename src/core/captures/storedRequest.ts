import type { WebhookRequest } from "../request/request.ts";

/** A stored request, with the time of its receipt in milliseconds where the file tells it. */
export type StoredRequest =
  | {
      readonly outcome: "read";
      readonly request: WebhookRequest;
      readonly receivedAt: number | undefined;
    }
  | { readonly outcome: "unreadable"; readonly why: string };

/** What is wrong with a stored request, as a sentence. */
export function unreadable(why: string): StoredRequest {
  return { outcome: "unreadable", why };
}

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
