import type { Event, Uri } from "vscode";
import type { Accepted } from "../../core/engine/verdict.ts";
import type { Launches } from "../../core/inspector/inspection.ts";
import type { RunRecord } from "../../core/runs/runRecord.ts";

/** What is known of the runs that captured requests lead to. */
export interface RunsOfCaptures {
  /** Fires when a run goes on. */
  readonly onDidChange: Event<unknown>;
  /** What an accepted request for a trigger of this file leads to. */
  launchesOf(verdict: Accepted, triggerFile: string): Promise<Launches>;
  /** The file that an execution of a run left; undefined when it left no such file. */
  outputOf(run: RunRecord, folder: string, path: string): Promise<Uri | undefined>;
}
