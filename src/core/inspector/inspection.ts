import type { PlannedRun } from "../actions/plannedRun.ts";
import type { Capture, CaptureSummary } from "../captures/capture.ts";
import { explainFailure, factTexts } from "../conditions/explain.ts";
import { noteText } from "../conditions/notes.ts";
import type { TraceLine, Verdict } from "../engine/verdict.ts";
import { textOf } from "../request/byteString.ts";
import { bodyView } from "./bodyView.ts";
import type { Again, Inspection } from "./messages.ts";
import { signedView } from "./signedView.ts";

/** The captures that one was made from and that were made from it, as far as they are still kept. */
export interface Relatives {
  readonly origin: CaptureSummary | undefined;
  readonly replays: readonly CaptureSummary[];
}

/** All that there is to see of a capture, whose credentials were masked before. */
export function inspect(capture: Capture, { origin, replays }: Relatives): Inspection {
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
    body: bodyView(request),
    signed: (verdict?.trace ?? []).flatMap(({ condition }) => signedView(condition, request)),
    answer: verdict?.answer,
    runs: verdict?.verdict === "accepted" ? verdict.runs.map(runView) : [],
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

function runView({ action, id }: PlannedRun): Inspection["runs"][number] {
  return {
    kind: action.type === "run-pipeline" ? "pipeline" : "execution",
    name: action.type === "run-pipeline" ? action.pipeline : action.step,
    id,
    commit: action.commit ?? "",
    title: action.title ?? "",
    payloadInput: action.payloadInputName ?? "",
  };
}
