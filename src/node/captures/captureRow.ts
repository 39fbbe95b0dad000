import type { SQLInputValue } from "node:sqlite";
import type {
  Capture,
  CaptureOutcome,
  CaptureSummary,
  FreshCapture,
  ReplayKind,
} from "../../core/captures/capture.ts";
import type { SecretReference } from "../../core/captures/redact.ts";
import type { Verdict } from "../../core/engine/verdict.ts";
import type { Header } from "../../core/request/request.ts";
import type { Reason } from "../../core/trigger/trigger.ts";
import type { Row } from "./database.ts";

/** The columns of the table `captures` beside `position`, in the order of `captureValues`. */
export const captureColumns = [
  "id",
  "received_at",
  "trigger_name",
  "trigger_slug",
  "trigger_path",
  "method",
  "url",
  "body_size",
  "kept_size",
  "outcome",
  "status",
  "reasons",
  "duration",
  "sender",
  "replay_of",
  "replay_how",
] as const;

/** The columns of the table `contents` beside `position`, in the order of `contentValues`. */
export const contentColumns = ["headers", "body", "secret_references", "verdict"] as const;

/** The values of a capture for the table `contents`. */
export function contentValues({
  request,
  references,
  verdict,
}: FreshCapture): readonly [string, Uint8Array, string, string | null] {
  return [
    JSON.stringify(request.headers),
    request.body,
    JSON.stringify(references),
    verdict === undefined ? null : JSON.stringify(verdict),
  ];
}

/** The values of a capture for the table `captures`. */
export function captureValues(capture: FreshCapture, keptSize: number): readonly SQLInputValue[] {
  const { trigger, lineage } = capture;
  return [
    capture.id,
    capture.receivedAt,
    trigger.name,
    trigger.slug,
    trigger.path,
    capture.method,
    capture.url,
    capture.bodySize,
    keptSize,
    capture.outcome,
    capture.status,
    capture.reasons.join(" "),
    capture.durationInMilliseconds,
    capture.sender ?? null,
    lineage?.id ?? null,
    lineage?.how ?? null,
  ];
}

/** The summary in a row of the table `captures`. */
export function summaryOf(row: Row): CaptureSummary {
  const reasons = String(row.reasons);
  return {
    id: String(row.id),
    position: Number(row.position),
    receivedAt: Number(row.received_at),
    trigger: {
      name: String(row.trigger_name),
      slug: String(row.trigger_slug),
      path: String(row.trigger_path),
    },
    method: String(row.method),
    url: String(row.url),
    bodySize: Number(row.body_size),
    outcome: row.outcome as CaptureOutcome,
    status: Number(row.status),
    reasons: reasons === "" ? [] : (reasons.split(" ") as Reason[]),
    durationInMilliseconds: Number(row.duration),
    lineage:
      row.replay_of === null
        ? undefined
        : { id: String(row.replay_of), how: row.replay_how as ReplayKind },
    pinned: row.pinned === 1,
  };
}

/** The whole capture in a row of both tables. */
export function captureOf(row: Row): Capture {
  const summary = summaryOf(row);
  return {
    ...summary,
    sender: row.sender === null ? undefined : String(row.sender),
    request: {
      method: summary.method,
      url: summary.url,
      headers: JSON.parse(String(row.headers)) as Header[],
      body: row.body as Uint8Array,
    },
    references: JSON.parse(String(row.secret_references)) as SecretReference[],
    verdict: row.verdict === null ? undefined : (JSON.parse(String(row.verdict)) as Verdict),
  };
}
