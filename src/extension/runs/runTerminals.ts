import type { Disposable } from "vscode";
import type { ExecutionRecord, RunRecord } from "../../core/runs/runRecord.ts";
import { RunTerminal } from "./runTerminal.ts";

/** The terminals in which runs show what their programs write, one for each run since the window opened. */
export class RunTerminals implements Disposable {
  readonly #terminals = new Map<string, RunTerminal>();
  readonly #stop: (runId: string) => Promise<void>;

  constructor(stop: (runId: string) => Promise<void>) {
    this.#stop = stop;
  }

  /** Shows what a program of a run wrote; the first time a terminal comes into view beside the focus. */
  readonly output = (run: RunRecord, execution: ExecutionRecord, text: string): void => {
    this.#of(run).output(execution, text);
  };

  /** Takes notice of how a run goes. */
  follow(run: RunRecord): void {
    const terminal = this.#terminals.get(run.id);
    if (run.endedAt !== undefined) terminal?.end(run);
  }

  /** Brings the terminal of a run into view; whether there is one. */
  show(runId: string): boolean {
    const terminal = this.#terminals.get(runId);
    terminal?.show(false);
    return terminal !== undefined;
  }

  dispose(): void {
    for (const terminal of this.#terminals.values()) terminal.dispose();
  }

  #of(run: RunRecord): RunTerminal {
    const known = this.#terminals.get(run.id);
    if (known !== undefined) return known;
    // Only one stays for what has ended, or they would pile up.
    for (const [id, other] of this.#terminals) {
      if (!other.hasEnded) continue;
      this.#terminals.delete(id);
      other.dispose();
    }
    const terminal = new RunTerminal(
      run,
      () => void this.#stop(run.id),
      () => void this.#terminals.delete(run.id),
    );
    this.#terminals.set(run.id, terminal);
    terminal.show(true);
    return terminal;
  }
}
