import { type Capture, type CaptureSummary, lacksBody } from "../captures/capture.ts";
import { explainFailure, factTexts } from "../conditions/explain.ts";
import { noteText } from "../conditions/notes.ts";
import type { TraceLine, Verdict } from "../engine/verdict.ts";
import { textOf } from "../request/byteString.ts";
import type { RunPlan } from "../runs/plan.ts";
import type { RunRecord } from "../runs/runRecord.ts";
import { bodyView } from "./bodyView.ts";
import { launchView } from "./launchView.ts";
import type { Again, Inspection } from "./messages.ts";
import { planView } from "./planView.ts";
import { signedView } from "./signedView.ts";

/** The captures that one was made from and that were made from it, as far as they are still kept. */
export interface Relatives {
  readonly origin: CaptureSummary | undefined;
  readonly replays: readonly CaptureSummary[];
}

/** What an accepted request leads to. */
export interface Launches {
  readonly plans: readonly RunPlan[];
  /** Whether the plans of then are gone, and these are by valohai.yaml as it is now. */
  readonly isPlannedAnew: boolean;
  /** What became of it, as far as that is still known. */
  readonly record: RunRecord | undefined;
}

/** All that there is to see of a capture, whose credentials were masked before. */
export function inspect(
  capture: Capture,
  { origin, replays }: Relatives,
  launches: Launches | undefined,
): Inspection {
  const { request, verdict, lineage } = capture;
  return {
    id: capture.id,
    outcome: capture.outcome,
    status: capture.status,
    trigger: capture.trigger.name,
    method: capture.method,
    url: textOf(request.url),
    receivedAt: capture.receivedAt,
    durationInMilliseconds: capture.durationInMilliseconds,
    sender: capture.sender ?? "",
    pinned: capture.pinned,
    conditions: (verdict?.trace ?? []).map(conditionView),
    headers: request.headers.map(([name, value]) => ({ name: textOf(name), value: textOf(value) })),
    // Masked, the body is no longer as long.
    body: { ...bodyView(request), size: capture.bodySize, isKept: !lacksBody(capture) },
    signed: (verdict?.trace ?? []).flatMap(({ condition }) => signedView(condition, request)),
    answer: verdict?.answer,
    ...launchesView(launches),
    origin:
      lineage === undefined
        ? undefined
        : {
            id: lineage.id,
            how: lineage.how,
            outcome: origin?.outcome ?? "",
            receivedAt: origin?.receivedAt ?? 0,
          },
    replays: replays.map((replay) => ({
      id: replay.id,
      how: replay.lineage?.how ?? "",
      outcome: replay.outcome,
      receivedAt: replay.receivedAt,
    })),
  };
}

/** How a capture fared when it was judged again. */
export function judgedAgain(verdict: Verdict, time: Again["time"]): Again {
  const { verdict: outcome, status, trace } = verdict;
  return { time, outcome, status, conditions: trace.map(conditionView) };
}

function conditionView({ condition, check }: TraceLine): Inspection["conditions"][number] {
  return {
    type: condition.type,
    passed: check.outcome === "passed",
    reason: check.outcome === "failed" ? check.reason : "",
    explanation:
      check.outcome === "failed"
        ? explainFailure(condition, check)
        : factTexts(check.facts).join(", "),
    notes: check.notes.map(noteText),
  };
}

function launchesView(
  launches: Launches | undefined,
): Pick<Inspection, "runs" | "isPlannedAnew" | "launch"> {
  if (launches === undefined) return { runs: [], isPlannedAnew: false, launch: undefined };
  const { plans, isPlannedAnew, record } = launches;
  const actions = record?.mode === "local" ? record.actions : [];
  const statusOf = (runId: string) => actions.find(({ id }) => id === runId)?.status;
  return {
    runs: plans.map((plan) => planView(plan, statusOf(plan.run.id))),
    isPlannedAnew,
    launch: record && launchView(record),
  };
}
