import { type Reason, reasons } from "../trigger/trigger.ts";
import type { Capture, CaptureOutcome, ReplayKind } from "./capture.ts";
import { isList, isObject } from "./jsonValue.ts";
import type { RequestPart, SecretReference } from "./redact.ts";
import type { SecretSource } from "./secretFinder.ts";

/** What a file tells of a capture beside the request, so that it comes back as it was. */
export type CaptureFacts = Pick<
  Capture,
  "id" | "receivedAt" | "outcome" | "status" | "reasons" | "durationInMilliseconds" | "references"
> & {
  /** The name and address of the trigger; where its file stands is nobody's business. */
  readonly trigger: { readonly name: string; readonly slug: string };
  readonly lineage: Capture["lineage"];
};

/** The facts of a capture as they stand in a file. */
export function factsOf(capture: Capture): CaptureFacts {
  const { id, receivedAt, outcome, status, reasons, durationInMilliseconds } = capture;
  const { references, lineage } = capture;
  const { name, slug } = capture.trigger;
  return {
    id,
    receivedAt,
    trigger: { name, slug },
    outcome,
    status,
    reasons,
    durationInMilliseconds,
    lineage,
    references,
  };
}

/** Reads facts, which anybody may have written; undefined when they are none. */
export function readFacts(value: unknown): CaptureFacts | undefined {
  if (!isObject(value) || !isObject(value.trigger)) return undefined;
  const { id, receivedAt, outcome, status, durationInMilliseconds } = value;
  const { name, slug } = value.trigger;
  const isRead =
    typeof id === "string" &&
    /^[0-9a-f-]{8,40}$/.test(id) &&
    isTime(receivedAt) &&
    isOutcome(outcome) &&
    typeof status === "number" &&
    Number.isSafeInteger(status) &&
    typeof durationInMilliseconds === "number" &&
    typeof name === "string" &&
    typeof slug === "string";
  if (!isRead) return undefined;
  return {
    id,
    receivedAt,
    trigger: { name, slug },
    outcome,
    status,
    reasons: itemsOf(value.reasons).filter(isReason),
    durationInMilliseconds,
    lineage: readLineage(value.lineage),
    references: itemsOf(value.references).flatMap(readReference),
  };
}

function readLineage(value: unknown): Capture["lineage"] {
  if (!isObject(value)) return undefined;
  const { id, how } = value;
  return typeof id === "string" && isReplayKind(how) ? { id, how } : undefined;
}

function readReference(value: unknown): readonly SecretReference[] {
  if (!isObject(value)) return [];
  const { part, start, length, spelling } = value;
  const source = readSource(value.source);
  const isRead =
    isPart(part) &&
    isCount(start) &&
    isCount(length) &&
    typeof spelling === "string" &&
    source !== undefined;
  return isRead ? [{ part, start, length, source, spelling }] : [];
}

function readSource(value: unknown): SecretSource | undefined {
  if (!isObject(value)) return undefined;
  const { from, name, slug, index } = value;
  if (from === "environment" && typeof name === "string") return { from, name };
  return from === "condition" && typeof slug === "string" && isCount(index)
    ? { from, slug, index }
    : undefined;
}

function itemsOf(value: unknown): readonly unknown[] {
  return isList(value) ? value : [];
}

function isPart(value: unknown): value is RequestPart {
  return typeof value === "string" && /^(?:url|body|(?:name|value) \d+)$/.test(value);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** A time from 1970 to the year 9999, in milliseconds. */
function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value < 253_402_300_800_000;
}

function isReason(value: unknown): value is Reason {
  return reasons.some((reason) => reason === value);
}

function isOutcome(value: unknown): value is CaptureOutcome {
  return value === "accepted" || value === "refused" || value === "unjudged";
}

function isReplayKind(value: unknown): value is ReplayKind {
  return value === "as-received" || value === "signed-anew" || value === "edited";
}
