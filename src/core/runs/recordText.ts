import { printable } from "../engine/printable.ts";
import type { Paint } from "../engine/verdictText.ts";
import {
  type ActionRecord,
  type ExecutionRecord,
  type ExecutionStatus,
  outcomeOf,
  type RunRecord,
} from "./runRecord.ts";

/** A run in one line; `at` says when it was launched, in the reader's own time. */
export function runLine(record: RunRecord, at: string, paint: Paint): string {
  const outcome = outcomeOf(record);
  const style = outcome === "completed" ? "green" : outcome === "error" ? "red" : "yellow";
  return `${record.id}  ${at}  ${paint(style, outcome.padEnd(9))}  ${record.mode.padEnd(5)}  ${printable(record.trigger)}`;
}

/** All that is known of a run, for people; `folder` is where it is kept, `at` as in `runLine`. */
export function runText(record: RunRecord, folder: string, at: string, paint: Paint): string {
  return [
    `${runLine(record, at, paint)}\n`,
    ...(record.relay === undefined
      ? record.actions.map((action) => actionRecordText(action, folder, paint))
      : []),
    relayText(record, paint),
  ].join("");
}

/** How the answer and the run of a request fared that was sent on. */
export function relayText({ relay }: RunRecord, paint: Paint): string {
  if (relay === undefined) return "";
  const { target, answer, hostedRunId, info, finding, why } = relay;
  const lines = target === "" ? [] : [`  → ${printable(target)}`];
  if (answer !== undefined) {
    lines.push(`    answered ${answer.status}  ${printable(answer.body.trim().slice(0, 200))}`);
  }
  if (hostedRunId !== undefined) lines.push(`    hosted run ${hostedRunId}`);
  if (info !== undefined) {
    lines.push(
      `    ${info.status}`,
      ...info.result.map((entry) => `    ${printable(JSON.stringify(entry))}`),
    );
  }
  if (finding !== undefined) {
    lines.push(`    ${paint("yellow", printable(finding.message))} Look at:`);
    lines.push(...finding.lookAt.map((hint) => `      - ${printable(hint)}`));
  }
  if (why !== undefined) lines.push(`    ${paint("yellow", printable(why))}`);
  return lines.map((line) => `${line}\n`).join("");
}

/** The status of an execution or pipeline in its color. */
export function statusText(status: ExecutionStatus, paint: Paint): string {
  if (status === "complete") return paint("green", status);
  const isBad = status === "error" || status === "crashed";
  return paint(isBad ? "red" : status === "stopped" ? "yellow" : "blue", status);
}

function actionRecordText(action: ActionRecord, folder: string, paint: Paint): string {
  const what = `${action.type}  ${printable(action.name)}`;
  return [
    `  ${what}  ${statusText(action.status, paint)}\n`,
    ...(action.why === undefined ? [] : [`    ${printable(action.why)}\n`]),
    ...action.executions.map((execution) => executionRecordText(execution, folder, paint)),
  ].join("");
}

function executionRecordText(execution: ExecutionRecord, folder: string, paint: Paint): string {
  const { node, step, status, why, startedAt, endedAt, outputs, metadata } = execution;
  const name = node === undefined ? step : `${node} (${step})`;
  const seconds =
    startedAt === undefined || endedAt === undefined
      ? ""
      : `  ${((endedAt - startedAt) / 1000).toFixed(1)} s`;
  const values = Object.entries(metadata).map(
    ([key, value]) => `      ${printable(key)}: ${printable(JSON.stringify(value))}\n`,
  );
  return [
    `    ${printable(name)}  ${statusText(status, paint)}${seconds}\n`,
    ...(why === undefined ? [] : [`      ${printable(why)}\n`]),
    ...values,
    ...outputs.map(({ path, size }) => `      ${printable(path)}  ${size} bytes\n`),
    `      ${printable(`${folder}/${execution.folder}`)}\n`,
  ].join("");
}
