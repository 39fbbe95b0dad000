import { createReadStream, existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { LaunchState } from "../core/actions/launchState.ts";
import { printable } from "../core/engine/printable.ts";
import { runLine, runText } from "../core/runs/recordText.ts";
import { type RunRecord, statusOf } from "../core/runs/runRecord.ts";
import { Secret } from "../core/secrets/secret.ts";
import { secretsFrom } from "../node/environment.ts";
import { readText } from "../node/files.ts";
import { askRunInfo } from "../node/runs/hostedRunInfo.ts";
import { RunStore } from "../node/runs/runStore.ts";
import { UserError } from "../node/userError.ts";
import type { ExitCode, Io } from "./io.ts";
import { localTime } from "./localTime.ts";
import { paintFor } from "./report.ts";
import { clearRuns } from "./runsClear.ts";
import { defaultRunsFolder } from "./runsFolder.ts";
import { targetUrl } from "./sendOptions.ts";
import { chooseTrigger } from "./triggerChoice.ts";
import { parseArguments, UsageError } from "./usage.ts";

const pollInterval = 500;

/** Lists, shows, follows and deletes runs: those kept here, or shows one of the hosted service. */
export async function runs(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    runs: { type: "string", default: defaultRunsFolder },
    trigger: { type: "string" },
    to: { type: "string" },
    "env-file": { type: "string" },
    "private-key": { type: "string" },
    log: { type: "boolean", default: false },
    keep: { type: "string" },
    yes: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  });
  const [what, runId, file, ...others] = positionals;
  const store = new RunStore(values.runs);
  if (what === "clear") {
    const chosen = positionals.slice(1).map((id) => recordOf(store, id));
    return clearRuns(store, { ...values, keep: values.keep, runs: chosen }, io);
  }
  if (values.keep !== undefined || values.yes)
    throw new UsageError("--keep and --yes go with clear.");
  if (others.length > 0) throw new UsageError("Give one run and one trigger file.");
  const show: Show = { io, store, isJson: values.json, withLog: values.log };
  if (what === "list" && runId === undefined) return list(show);
  if (what !== "show" && what !== "follow") {
    throw new UsageError("runs takes list, show RUN-ID, follow RUN-ID or clear.");
  }
  if (runId === undefined) throw new UsageError("Which run? Give its id.");
  if (file !== undefined) return hosted(what, runId, { ...values, file }, show);
  return what === "show"
    ? showOne(recordOf(store, runId), show)
    : follow(recordOf(store, runId).id, show);
}

interface Show {
  readonly io: Io;
  readonly store: RunStore;
  readonly isJson: boolean;
  readonly withLog: boolean;
}

function list({ io, store, isJson }: Show): ExitCode {
  const records = store.list();
  const paint = paintFor(io.color);
  if (isJson) io.stdout(`${JSON.stringify({ runs: records })}\n`);
  else if (records.length === 0) io.stdout(`There are no runs in ${printable(store.folder)}.\n`);
  else
    io.stdout(
      records.map((record) => `${runLine(record, localTime(record.launchedAt), paint)}\n`).join(""),
    );
  return 0;
}

async function showOne(record: RunRecord, show: Show): Promise<ExitCode> {
  const { io, store, isJson, withLog } = show;
  const folder = store.folderOf(record.id);
  const at = localTime(record.launchedAt);
  const text = () => runText(record, folder, at, paintFor(io.color));
  io.stdout(isJson ? `${JSON.stringify(record)}\n` : text());
  if (withLog && !isJson) {
    for (const path of logsOf(record, folder)) await copyFrom(path, 0, io);
  }
  return statusOf(record) === "completed" || statusOf(record) === "pending" ? 0 : 1;
}

/** Prints what the programs of a run write until it has ended. */
async function follow(runId: string, show: Show): Promise<ExitCode> {
  const { io, store, isJson } = show;
  const read = new Map<string, number>();
  for (;;) {
    const record = recordOf(store, runId);
    if (!isJson) {
      for (const path of logsOf(record, store.folderOf(runId))) {
        read.set(path, await copyFrom(path, read.get(path) ?? 0, io));
      }
    }
    if (record.endedAt !== undefined) return showOne(record, { ...show, withLog: false });
    await wait(pollInterval, undefined, { signal: io.interrupted }).catch(() => undefined);
    if (io.interrupted.aborted) return 1;
  }
}

interface HostedValues {
  readonly file: string;
  readonly trigger?: string | undefined;
  readonly to?: string | undefined;
  readonly "env-file"?: string | undefined;
  readonly "private-key"?: string | undefined;
}

async function hosted(
  what: "show" | "follow",
  runId: string,
  values: HostedValues,
  { io, isJson }: Show,
): Promise<ExitCode> {
  const trigger = chooseTrigger(values.file, values.trigger);
  const url = values.to === undefined ? trigger.launchUrl : targetUrl(trigger, values.to, []);
  if (url === undefined) {
    throw new UserError(
      `The trigger “${trigger.name}” has no launch-url.`,
      "Add it, or give --to.",
    );
  }
  const secrets = secretsFrom(values["env-file"], io.environment);
  const keyFile = values["private-key"];
  const privateKey =
    keyFile === undefined ? undefined : new Secret(readText(keyFile, "private key"));
  const ask = () => {
    const context = { now: io.now(), secrets, privateKey, newId: io.newId };
    return askRunInfo(trigger, url, runId, context, io.interrupted);
  };
  let state = await ask();
  while (what === "follow" && state.status === "pending") {
    await wait(pollInterval, undefined, { signal: io.interrupted }).catch(() => undefined);
    if (io.interrupted.aborted) return 1;
    state = await ask();
  }
  io.stdout(isJson ? `${JSON.stringify(state)}\n` : stateText(runId, state));
  return state.status === "completed" || state.status === "pending" ? 0 : 1;
}

function stateText(runId: string, { status, result }: LaunchState): string {
  const entries = result.map((entry) => `  ${printable(JSON.stringify(entry))}\n`);
  return `${printable(runId)}  ${status}\n${entries.join("")}`;
}

/** The run with an id, of which the beginning is enough where no other begins so. */
function recordOf(store: RunStore, id: string): RunRecord {
  const alike = () => store.list().filter((record) => record.id.startsWith(id));
  const [record, another] = [store.find(id) ?? alike()].flat();
  if (another !== undefined) {
    throw new UserError(
      `The ids of several runs begin with ${printable(id)}.`,
      "Give more of it: “hooksmith runs list” shows them.",
    );
  }
  if (record !== undefined) return record;
  throw new UserError(
    `There is no run ${printable(id)} in ${store.folder}.`,
    "See “hooksmith runs list”; for a hosted run give its trigger file too.",
  );
}

function logsOf(record: RunRecord, folder: string): readonly string[] {
  const executions = record.actions.flatMap((action) => action.executions);
  return executions.map((execution) => join(folder, execution.folder, "output.log"));
}

/** Prints a file from a place on, and gives the place where it ended. */
async function copyFrom(path: string, start: number, io: Io): Promise<number> {
  if (!existsSync(path)) return start;
  let end = start;
  const decoder = new TextDecoder();
  for await (const chunk of createReadStream(path, { start }) as AsyncIterable<Buffer>) {
    end += chunk.length;
    io.stdout(decoder.decode(chunk, { stream: true }).split("\n").map(printable).join("\n"));
  }
  return end;
}
