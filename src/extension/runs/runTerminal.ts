import * as vscode from "vscode";
import { printable } from "../../core/engine/printable.ts";
import { type ExecutionRecord, outcomeOf, type RunRecord } from "../../core/runs/runRecord.ts";
import { terminalText } from "../../core/runs/terminalText.ts";

const mostKept = 1 << 20;

/** The output of a run in a terminal; Ctrl+C there stops the run. */
export class RunTerminal implements vscode.Pseudoterminal, vscode.Disposable {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #terminal: vscode.Terminal;
  readonly #stop: () => void;
  readonly onDidWrite = this.#write.event;
  #kept = "";
  #isOpen: boolean = false;
  #last: string | undefined;
  hasEnded: boolean = false;

  constructor(run: RunRecord, stop: () => void, closed: () => void) {
    this.#stop = stop;
    this.close = closed;
    this.#terminal = vscode.window.createTerminal({
      name: vscode.l10n.t("Run of {0}", printable(run.trigger)),
      iconPath: new vscode.ThemeIcon("play-circle"),
      pty: this,
      isTransient: true,
    });
  }

  readonly close: () => void;

  open(): void {
    this.#isOpen = true;
    this.#write.fire(this.#kept);
  }

  handleInput(data: string): void {
    if (data === "\x03" && !this.hasEnded) this.#stop();
  }

  show(preserveFocus: boolean): void {
    this.#terminal.show(preserveFocus);
  }

  /** Shows what a program wrote, with a line above it when it is another one than before. */
  output({ id, node, step }: ExecutionRecord, text: string): void {
    if (this.#last !== id) {
      this.#last = id;
      this.#say(`\x1b[1m${printable(node ?? step)}\x1b[0m`);
    }
    this.#tell(terminalText(text));
  }

  /** Says how the run ended. */
  end(run: RunRecord): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    const outcome = outcomeOf(run);
    this.#say(
      `\x1b[${outcome === "completed" ? 32 : outcome === "stopped" ? 33 : 31}m${outcome.replaceAll("_", " ")}\x1b[0m`,
    );
  }

  dispose(): void {
    this.#write.dispose();
    this.#terminal.dispose();
  }

  #say(line: string): void {
    this.#tell(`${this.#kept === "" || this.#kept.endsWith("\n") ? "" : "\r\n"}${line}\r\n`);
  }

  #tell(text: string): void {
    this.#kept = (this.#kept + text).slice(-mostKept);
    if (this.#isOpen) this.#write.fire(text);
  }
}
