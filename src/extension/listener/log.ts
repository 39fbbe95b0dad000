import * as vscode from "vscode";
import { printable } from "../../core/engine/printable.ts";
import { type Paint, traceText, verdictLine } from "../../core/engine/verdictText.ts";
import type { ListenerSession } from "./session.ts";

const plain: Paint = (_, text) => text;

/** The trigger log: one line for each request, and its trace, in the words of the command line. */
export class TriggerLog implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel("Webhook Triggers", { log: true });
  readonly #disposable: vscode.Disposable;
  #kept = "";

  constructor(session: ListenerSession) {
    let before = session.state;
    this.#disposable = vscode.Disposable.from(
      this.#channel,
      session.onDidReceive(({ served, request, verdict }) => {
        const line = verdictLine(served.trigger.name, request.method, verdict, plain);
        const text = `${line}\n${traceText(verdict.trace, plain)}`.trimEnd();
        if (verdict.verdict === "accepted") this.#channel.info(text);
        else this.#channel.warn(text);
      }),
      session.onDidTurnAway(({ status, method, path, why }) => {
        const target = `${printable(method)} ${printable(path).slice(0, 200)}`;
        this.#channel.warn(`turned away  ${status}  ${target}  ${why}`);
      }),
      session.onDidFail((error) => this.#channel.error(error as Error)),
      session.onDidChange(() => {
        const { state } = session;
        if (state.state === "listening") this.#tellKept(state.loaded.keptFiles);
        if (state.state === before.state) return;
        before = state;
        if (state.state === "listening") this.#channel.info(`Listening on ${state.externalUrl}`);
        if (state.state === "stopped") this.#channel.info("Stopped.");
      }),
    );
  }

  /** Writes something that was done beside the listener. */
  say(text: string): void {
    this.#channel.info(text);
  }

  /** Brings the log into view, leaving the focus where it is unless told otherwise. */
  show(preserveFocus = true): void {
    this.#channel.show(preserveFocus);
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #tellKept(paths: readonly string[]): void {
    const kept = paths.map((path) => vscode.workspace.asRelativePath(vscode.Uri.parse(path)));
    const text = kept.join(", ");
    if (text === this.#kept) return;
    this.#kept = text;
    if (text === "") this.#channel.info("The trigger files can be read again.");
    else this.#channel.warn(`${text}: an error; the rules of before still hold.`);
  }
}
