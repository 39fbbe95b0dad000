import { printable } from "../core/engine/printable.ts";
import type { Paint } from "../core/engine/verdictText.ts";
import { relayText, statusText } from "../core/runs/recordText.ts";
import {
  type ExecutionRecord,
  hasEnded,
  outcomeOf,
  type RunRecord,
} from "../core/runs/runRecord.ts";
import type { RunWatcher } from "../node/runs/runKeeper.ts";
import type { Io } from "./io.ts";

/** Tells people of runs as they go on: each change of a status, and what the programs write. */
export function runsOutput(io: Io, paint: Paint, at: (time: number) => string): RunWatcher {
  const told = new Map<string, string>();
  /** Lines that are not complete yet. */
  const begun = new Map<string, string>();
  const tellLine = ({ node, step }: ExecutionRecord, line: string) =>
    io.stdout(`  ${paint("dim", `${printable(node ?? step)} |`)} ${printable(line)}\n`);
  const say = (key: string, line: string) => {
    if (told.get(key) === line) return;
    told.set(key, line);
    io.stdout(`${at(io.now())}  ${line}\n`);
  };
  return {
    onChange: (record) => {
      for (const { executions } of record.actions) {
        for (const execution of executions) {
          const { id, node, step, status, why } = execution;
          if (status === "created" || status === "queued") continue;
          const rest = begun.get(id) ?? "";
          if (hasEnded(status) && begun.delete(id) && rest !== "") tellLine(execution, rest);
          const reason = why === undefined ? "" : `  ${printable(why)}`;
          say(id, `  ${printable(node ?? step)}  ${statusText(status, paint)}${reason}`);
        }
      }
      tellEnd(record);
    },
    onOutput: (_, execution, text) => {
      const lines = ((begun.get(execution.id) ?? "") + text).split(/\r?\n/);
      begun.set(execution.id, lines.pop() ?? "");
      for (const line of lines) tellLine(execution, line);
    },
    onProblem: (error) => io.stderr(`${printable(error.message)} ${printable(error.remedy)}\n`),
    onBug: (error) => io.stderr(`Internal error: ${String(error)}\n`),
  };

  function tellEnd(record: RunRecord): void {
    if (record.endedAt === undefined) return;
    for (const { id, name, status, why, executions } of record.actions) {
      // An execution by itself was told of already.
      if (executions.length === 1 && executions[0]?.id === id) continue;
      if (record.relay !== undefined) continue;
      const reason = why === undefined ? "" : `  ${printable(why)}`;
      say(id, `  ${printable(name)}  ${statusText(status, paint)}${reason}`);
      told.delete(id);
    }
    const outcome = outcomeOf(record);
    const style = outcome === "completed" ? "green" : outcome === "stopped" ? "yellow" : "red";
    say(
      record.id,
      `run ${record.id}  ${paint(style, outcome)}\n${relayText(record, paint)}`.trimEnd(),
    );
    for (const { executions } of record.actions) for (const { id } of executions) told.delete(id);
    told.delete(record.id);
  }
}
