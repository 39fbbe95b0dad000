import type { WebhookRequest } from "../request/request.ts";
import type { CaptureFacts } from "./facts.ts";

/** A stored request, with the time of its receipt in milliseconds where the file tells it. */
export type StoredRequest = ReadRequest | { readonly outcome: "unreadable"; readonly why: string };

export interface ReadRequest {
  readonly outcome: "read";
  readonly request: WebhookRequest;
  readonly receivedAt: number | undefined;
  /** What the file tells of a capture of our own. */
  readonly facts: CaptureFacts | undefined;
}

/** What is wrong with a stored request, as a sentence. */
export function unreadable(why: string): StoredRequest {
  return { outcome: "unreadable", why };
}
