import type { Verdict } from "../engine/verdict.ts";
import { headerValues, type WebhookRequest } from "../request/request.ts";
import type { Reason } from "../trigger/trigger.ts";
import type { SecretReference } from "./redact.ts";

/** A webhook request that was received, whole, with what became of it. */
export interface Capture extends CaptureSummary {
  /** The address and port of the sender, as far as it is known. */
  readonly sender: string | undefined;
  /** As it was received, but for the references that stand in the place of secrets. */
  readonly request: WebhookRequest;
  readonly references: readonly SecretReference[];
  /** What was decided at its receipt; undefined for a request that other programs recorded. */
  readonly verdict: Verdict | undefined;
}

/** A capture as a list shows it: everything but headers, body and trace. */
export interface CaptureSummary {
  readonly id: string;
  /** Where it stands among all captures: later ones have higher positions. */
  readonly position: number;
  /** In milliseconds since the epoch. */
  readonly receivedAt: number;
  readonly trigger: CapturedTrigger;
  readonly method: string;
  readonly url: string;
  /** In bytes. */
  readonly bodySize: number;
  /** The verdict in a word, and the status of the answer. */
  readonly outcome: CaptureOutcome;
  readonly status: number;
  /** Why it was refused, in the order of the conditions and each once. */
  readonly reasons: readonly Reason[];
  readonly durationInMilliseconds: number;
  readonly lineage: Lineage | undefined;
  /** Whether it is kept however old it becomes. */
  readonly pinned: boolean;
}

/** `unjudged` is a request that another program recorded. */
export type CaptureOutcome = "accepted" | "refused" | "unjudged";

/** The trigger that judged a request; all empty when none did. */
interface CapturedTrigger {
  readonly name: string;
  readonly slug: string;
  /** Of its file. */
  readonly path: string;
}

/** From which capture a request was made, and how. */
export interface Lineage {
  readonly id: string;
  readonly how: ReplayKind;
}

/** How a capture is sent again. */
export type ReplayKind = "as-received" | "signed-anew" | "edited";

/** Which captures are wanted; whatever is left out does not matter. */
export interface CaptureFilter {
  /** Stands in the method, the URL, a header or the body; the case of ASCII letters does not matter. */
  readonly text?: string;
  /** The slug of the trigger. */
  readonly trigger?: string;
  readonly outcome?: CaptureOutcome;
  readonly reason?: Reason;
  readonly pinned?: boolean;
  /** The id of the capture that it was made from. */
  readonly replayOf?: string;
}

/** A capture that is yet to be kept. */
export type FreshCapture = Omit<Capture, "position" | "pinned">;

/** The reasons for which a verdict refuses, in the order of the conditions and each once. */
export function reasonsOf(verdict: Pick<Verdict, "trace">): readonly Reason[] {
  const reasons = verdict.trace.flatMap(({ check }) =>
    check.outcome === "failed" ? [check.reason] : [],
  );
  return [...new Set(reasons)];
}

/**
 * Whether a capture is without the body that came with it, so that it can neither be judged nor sent as
 * it was: strangers and what is too long are turned away before their body is kept.
 */
export function lacksBody({ request, status }: Pick<Capture, "request" | "status">): boolean {
  if (request.body.length > 0 || ![403, 404, 413].includes(status)) return false;
  const stated = headerValues(request, "content-length");
  return stated.length > 0
    ? !stated.every((length) => /^0*$/.test(length))
    : headerValues(request, "transfer-encoding").length > 0;
}

/** An id that sorts by time: a UUID of version 7 (RFC 9562, section 5.7), made of one of version 4. */
export function timeOrderedId(randomId: string, time: number): string {
  const hex = Math.max(0, Math.floor(time)).toString(16).padStart(12, "0").slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomId.slice(15)}`;
}
