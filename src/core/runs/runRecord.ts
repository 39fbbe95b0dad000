import { type LaunchState, launchResult } from "../actions/launchState.ts";
import { isSuccess } from "../request/status.ts";
import type { Json } from "../trigger/trigger.ts";
import type { Finding } from "./relay.ts";

/** How far an execution or pipeline is, in the words of the hosted service. */
export type ExecutionStatus =
  | "created"
  | "queued"
  | "started"
  | "stopping"
  | "complete"
  | "error"
  | "crashed"
  | "stopped";

/** What became of an accepted request; this is also the JSON in which it is kept. */
export interface RunRecord {
  readonly version: 1;
  readonly id: string;
  readonly trigger: string;
  readonly slug: string;
  readonly mode: "plan" | "local" | "relay";
  /** Times are in milliseconds since the epoch. */
  readonly launchedAt: number;
  readonly endedAt?: number;
  readonly actions: readonly ActionRecord[];
  readonly relay?: RelayRecord;
}

/** An action that launches, with the executions that it came to. */
export interface ActionRecord {
  readonly type: "run-execution" | "run-pipeline";
  readonly id: string;
  /** Of the step or pipeline. */
  readonly name: string;
  readonly title?: string;
  readonly status: ExecutionStatus;
  /** Why it did not complete, in a sentence. */
  readonly why?: string;
  readonly executions: readonly ExecutionRecord[];
}

export interface ExecutionRecord {
  readonly id: string;
  /** The node of the pipeline that it is part of. */
  readonly node?: string;
  readonly step: string;
  readonly status: ExecutionStatus;
  readonly why?: string;
  readonly exitCode?: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** Its folder within that of the run. */
  readonly folder: string;
  readonly outputs: readonly OutputFile[];
  /** The last value of each key that the program printed. */
  readonly metadata: { readonly [key: string]: Json };
}

/** A file that an execution left, by its path within the outputs. */
export interface OutputFile {
  readonly path: string;
  readonly size: number;
}

/** How a request fared that was sent on. */
export interface RelayRecord {
  /** The trigger's launch-url; empty when it has none. */
  readonly target: string;
  /** What the hosted service answered; absent while there is no answer. */
  readonly answer?: { readonly status: number; readonly body: string };
  readonly hostedRunId?: string;
  readonly info?: LaunchState;
  readonly finding?: Finding;
  /** Why nothing more is known, in a sentence. */
  readonly why?: string;
}

/** Whether nothing more will happen to it. */
export function hasEnded(status: ExecutionStatus): boolean {
  return (
    status === "complete" || status === "error" || status === "crashed" || status === "stopped"
  );
}

/** Whether its program has begun, so that there may be output to show. */
export function hasOutput({ startedAt }: ExecutionRecord): boolean {
  return startedAt !== undefined;
}

/** What run info tells of a run: nothing until all of it has ended, and never what went wrong. */
export function launchStateOf(record: RunRecord): LaunchState {
  if (record.mode === "plan") return { status: "completed", result: [] };
  if (record.relay !== undefined) return record.relay.info ?? relayState(record);
  if (!record.actions.every(({ status }) => hasEnded(status))) {
    return { status: "pending", result: [] };
  }
  const failed = record.actions.filter(({ status }) => status !== "complete");
  const result = record.actions.flatMap((action) =>
    action.executions.length === 0 ? [] : [launchResult(action.type, action.name, action.id)],
  );
  if (failed.length === 0) return { status: "completed", result };
  const isAll = failed.length === record.actions.length;
  return { status: isAll ? "error" : "complete_with_error", result };
}

/** One word for all of a run. */
export function statusOf(record: RunRecord): LaunchState["status"] {
  return launchStateOf(record).status;
}

/** What became of a run in one word, for people: run info knows neither plans nor stopping. */
export function outcomeOf(record: RunRecord): LaunchState["status"] | "planned" | "stopped" {
  if (record.mode === "plan") return "planned";
  const isFailure = ({ status }: ActionRecord) => hasEnded(status) && status !== "complete";
  const failed = record.actions.filter(isFailure);
  const isStopped = failed.length > 0 && failed.every(({ status }) => status === "stopped");
  return isStopped && record.endedAt !== undefined ? "stopped" : statusOf(record);
}

function relayState({ relay, endedAt }: RunRecord): LaunchState {
  const isDone = endedAt !== undefined;
  const isAccepted = relay?.answer !== undefined && isSuccess(relay.answer.status);
  if (!isDone) return { status: "pending", result: [] };
  return { status: isAccepted ? "completed" : "error", result: [] };
}
