import type { Capture } from "../../core/captures/capture.ts";
import { jsonOfRequest } from "../../core/captures/requestFile.ts";
import { printable } from "../../core/engine/printable.ts";
import { traceText, verdictLine } from "../../core/engine/verdictText.ts";
import { requestText } from "../../core/request/requestText.ts";
import type { ExitCode, Io } from "../io.ts";
import { notesJson, paintFor, traceJson } from "../report.ts";
import { parseArguments, UsageError } from "../usage.ts";
import { shortId, summaryJson } from "./list.ts";
import { chosenIds, withStore } from "./options.ts";

/** Shows one capture whole; secrets stand in it as references. */
export function show(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    captures: { type: "string" },
    json: { type: "boolean", default: false },
  });
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) throw new UsageError("Give the id of one capture.");
  return withStore(values, (store) => {
    const [whole = ""] = chosenIds(store, [id], {});
    const capture = store.get(whole);
    if (capture === undefined) throw new UsageError(`There is no capture “${id}”.`);
    io.stdout(values.json ? `${JSON.stringify(captureJson(capture))}\n` : textOf(capture, io));
    return 0;
  });
}

function captureJson(capture: Capture) {
  const { verdict, sender } = capture;
  return {
    ...summaryJson(capture),
    sender,
    request: jsonOfRequest(capture.request),
    conditions: verdict && traceJson(verdict.trace),
    notes: verdict && notesJson(verdict.trace),
    response: verdict?.answer,
  };
}

function textOf(capture: Capture, io: Io): string {
  const { verdict, trigger, lineage, method, request } = capture;
  const paint = paintFor(io.color);
  const time = new Date(capture.receivedAt).toISOString();
  const duration = `${capture.durationInMilliseconds.toFixed(1)} ms`;
  const origin = lineage && `, ${lineage.how.replace("-", " ")} from ${shortId(lineage.id)}`;
  const head = paint("dim", `${capture.id}  ${time}  ${duration}${origin ?? ""}`);
  const judged =
    verdict === undefined
      ? `${capture.outcome}\n`
      : `${verdictLine(trigger.name, method, verdict, paint)}\n${traceText(verdict.trace, paint)}`;
  const lines = requestText(request).split("\n").map(printable).join("\n");
  const answer = verdict === undefined ? "" : `\n${answerText(verdict.answer.body)}`;
  return `${head}\n${judged}\n${lines}${answer}`;
}

function answerText(body: string): string {
  const lines = body.trimEnd().split(/\r?\n/).map(printable);
  return `answered\n${lines.map((line) => `  ${line}\n`).join("")}`;
}
