import { printable } from "../core/engine/printable.ts";
import { traceText, verdictLine } from "../core/engine/verdictText.ts";
import type { RunPlan } from "../core/runs/plan.ts";
import { planJson } from "../core/runs/planJson.ts";
import { planText } from "../core/runs/planText.ts";
import type { ReceivedRequest, TurnedAway } from "../node/listener.ts";
import type { RunWatcher } from "../node/runs/runKeeper.ts";
import type { Loaded } from "../node/triggerTable.ts";
import type { UserError } from "../node/userError.ts";
import { problemLines } from "./checkFormats.ts";
import type { Io } from "./io.ts";
import { paintFor, traceJson } from "./report.ts";
import { runsOutput } from "./runsOutput.ts";

/** A served trigger with the whole address at which it answers. */
export interface Addressed {
  readonly name: string;
  readonly url: string;
}

/** What the listener tells of itself and of each request. */
export interface ListenOutput {
  listening(url: string, triggers: readonly Addressed[], loaded: Loaded): void;
  reloaded(triggers: readonly Addressed[], loaded: Loaded): void;
  notReloaded(error: UserError): void;
  request(received: ReceivedRequest, plans: readonly RunPlan[]): void;
  readonly runs: RunWatcher;
  turnedAway(turnedAway: TurnedAway): void;
  capturesFailed(error: UserError): void;
  capturesRecovered(lost: number): void;
  bug(error: unknown): void;
  closed(): void;
}

/** One JSON object a line on stdout, for programs. */
export function jsonOutput(io: Io): ListenOutput {
  const line = (event: Readonly<Record<string, unknown>>) =>
    io.stdout(`${JSON.stringify(event)}\n`);
  return {
    listening: (url, triggers, loaded) => {
      line({ event: "listening", url, triggers, notServed: loaded.leftOut });
    },
    reloaded: (triggers, loaded) => {
      line({ event: "reloaded", triggers, notServed: loaded.leftOut, kept: loaded.keptFiles });
    },
    notReloaded: (error) => line({ event: "not-reloaded", message: error.message }),
    request: ({ id, served, verdict }, plans) => {
      line({
        event: "request",
        id,
        trigger: served.trigger.name,
        verdict: verdict.verdict,
        status: verdict.status,
        ...(verdict.verdict === "accepted" ? { runId: verdict.runId } : {}),
        conditions: traceJson(verdict.trace),
        ...(plans.length > 0 ? { runs: plans.map(planJson) } : {}),
      });
    },
    runs: {
      onChange: (run) => line({ event: "run", run }),
      onOutput: (run, { id }, text) => {
        line({ event: "output", runId: run.id, executionId: id, text });
      },
      onProblem: (error) => io.stderr(`${error.message} ${error.remedy}\n`),
      onBug: (error) => io.stderr(`Internal error: ${String(error)}\n`),
    },
    turnedAway: (turnedAway) => line({ event: "turned-away", ...turnedAway }),
    capturesFailed: ({ message, remedy }) => {
      line({ event: "captures-failed", message: `${message} ${remedy}` });
    },
    capturesRecovered: (lost) => line({ event: "captures-recovered", lost }),
    bug: (error) => io.stderr(`Internal error: ${String(error)}\n`),
    closed: () => line({ event: "closed" }),
  };
}

/** Readable lines on stdout, for people. */
export function peopleOutput(io: Io): ListenOutput {
  const paint = paintFor(io.color);
  const at = (time: number) => paint("dim", new Date(time).toTimeString().slice(0, 8));
  const addresses = (triggers: readonly Addressed[]) => {
    const width = Math.max(0, ...triggers.map(({ name }) => name.length));
    return triggers
      .map(({ name, url }) => `  ${printable(name).padEnd(width)}  ${paint("blue", url)}\n`)
      .join("");
  };
  const problems = (loaded: Loaded) => {
    const left = loaded.leftOut.map(
      (name) => `  ${paint("red", "not served")}  ${printable(name)}: it has an error.\n`,
    );
    const kept = loaded.keptFiles.map(
      (path) =>
        `  ${paint("yellow", "kept")}  ${printable(path)} has an error: its rules of before still hold.\n`,
    );
    return [...left, ...kept, problemLines(loaded.files, paint, ["error", "warning"])].join("");
  };
  return {
    listening: (url, triggers, loaded) => {
      io.stdout(`${paint("bold", "Listening")} on ${url}; stop with Ctrl+C.\n`);
      io.stdout(addresses(triggers) + problems(loaded));
    },
    reloaded: (triggers, loaded) => {
      io.stdout(`${at(io.now())}  The trigger files were read again.\n`);
      io.stdout(addresses(triggers) + problems(loaded));
    },
    notReloaded: (error) => {
      io.stdout(`${at(io.now())}  ${printable(error.message)} The rules of before still hold.\n`);
    },
    request: ({ receivedAt, served, request, verdict }, plans) => {
      const line = verdictLine(served.trigger.name, request.method, verdict, paint);
      const planned = plans.map((plan) => planText(plan, paint)).join("");
      io.stdout(`${at(receivedAt)}  ${line}\n${traceText(verdict.trace, paint)}${planned}`);
    },
    runs: runsOutput(io, paint, at),
    turnedAway: ({ status, method, path, why }) => {
      io.stdout(
        `${at(io.now())}  ${paint("yellow", "turned away")}  ${status}  ${method} ${printable(path).slice(0, 200)}  ${why}\n`,
      );
    },
    capturesFailed: ({ message, remedy }) => {
      const why = `${printable(message)} ${printable(remedy)}`;
      io.stdout(`${at(io.now())}  ${paint("yellow", "not captured")}  ${why}\n`);
    },
    capturesRecovered: (lost) => {
      const gap = `${lost} ${lost === 1 ? "request was" : "requests were"} not.`;
      io.stdout(`${at(io.now())}  Requests are captured again; ${gap}\n`);
    },
    bug: (error) => io.stderr(`Internal error: ${String(error)}\n`),
    closed: () => io.stdout("Stopped.\n"),
  };
}
