import type { Capture, ReplayKind } from "../../core/captures/capture.ts";
import type { Outcome } from "../../core/captures/judge.ts";
import { addressedTo } from "../../core/captures/replay.ts";
import type { WebhookRequest } from "../../core/request/request.ts";
import { isSuccess } from "../../core/request/status.ts";
import { type Reason, reasons } from "../../core/trigger/trigger.ts";
import { type ReceivedAnswer, sendRequest } from "../sendRequest.ts";
import type { CaptureStore } from "./captureStore.ts";

/** Where a replay goes, and where its lineage is kept if it comes back as a capture. */
export interface ReplayTarget {
  /** Such as `http://127.0.0.1:7357`, or with a path that takes the place of the request's own. */
  readonly address: string;
  readonly store: CaptureStore;
  /** The time at which it is sent, in milliseconds. */
  readonly now: number;
  readonly signal?: AbortSignal;
}

/** What a replay came to. */
export interface Replay {
  readonly answer: ReceivedAnswer;
  readonly after: Outcome;
}

/** Sends a request that was made of a capture; redirects are not followed. */
export async function sendReplay(
  capture: Capture,
  how: ReplayKind,
  request: WebhookRequest,
  { address, store, now, signal }: ReplayTarget,
): Promise<Replay> {
  const answer = await sendRequest(addressedTo(request, address), signal);
  store.link(answer.sender, now, { id: capture.id, how });
  return { answer, after: outcomeOf(answer) };
}

/** What an answer tells of the verdict: a refusal names a condition and a reason in each line. */
function outcomeOf({ status, body }: ReceivedAnswer): Outcome {
  if (isSuccess(status)) return { outcome: "accepted", reasons: [] };
  const named = [...body.toString("utf8").matchAll(/^[\w-]+: ([\w-]+)$/gm)].map(([, word]) => word);
  const known = named.flatMap((word): readonly Reason[] => reasons.filter((one) => one === word));
  return { outcome: "refused", reasons: [...new Set(known)] };
}
