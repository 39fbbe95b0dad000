import { type Compared, changesText, type Outcome } from "../../core/captures/judge.ts";
import { printable } from "../../core/engine/printable.ts";
import type { Io } from "../io.ts";
import { paintFor } from "../report.ts";
import type { Launched } from "./following.ts";
import type { LeftOut } from "./leftOut.ts";
import { shortId } from "./list.ts";

/** A capture that was sent or judged again, with the status of the answer. */
export interface Replayed extends Compared {
  readonly status: number;
  /** The run that it launched, as far as the answer tells. */
  readonly launched?: Launched | undefined;
}

/** A replay in one line: what had been decided, and what is decided now. */
export function replayLine(replayed: Replayed, io: Io): string {
  const { capture, before, after, status, launched } = replayed;
  const paint = paintFor(io.color);
  const style = after.outcome === "accepted" ? "green" : "red";
  const is = paint(style, after.outcome);
  const reasons = after.reasons.length === 0 ? "" : `  ${after.reasons.join(", ")}`;
  const was = before.outcome === after.outcome ? is : `${before.outcome} → ${is}`;
  const line = `${shortId(capture.id)}  ${status}  ${printable(capture.trigger.name)}  ${was}${reasons}\n`;
  return launched === undefined ? line : `${line}  ${printable(launched.command)}\n`;
}

/** All replays in the JSON that other programs rely on. */
export function replaysJson(replays: readonly Replayed[], left: LeftOut): string {
  const changed = replays.filter((one) => one.changed).length;
  return `${JSON.stringify({ replays: replays.map(replayJson), changed, leftOut: left.json() })}\n`;
}

/** What all replays came to, in one line. */
export function replaysText(replays: readonly Replayed[], { count }: LeftOut): string {
  return `${changesText(replays)}${count === 0 ? "" : ` ${count} left out.`}\n`;
}

function replayJson({ capture, status, before, after, changed, launched }: Replayed) {
  return {
    id: capture.id,
    status,
    before: outcomeJson(before),
    after: outcomeJson(after),
    changed,
    ...(launched === undefined ? {} : { runId: launched.runId }),
  };
}

function outcomeJson({ outcome, reasons }: Outcome) {
  return { verdict: outcome, reasons };
}
