import * as vscode from "vscode";
import type { ReceivedRequest } from "../../node/listener.ts";
import { contextKeys } from "../ids.ts";
import type { ListenerSession } from "./session.ts";

/** The last request of each trigger since the window opened, and what became of it. */
export class LastVerdicts implements vscode.Disposable {
  readonly #bySlug = new Map<string, ReceivedRequest>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposable: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor(session: ListenerSession) {
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      session.onDidReceive((received) => {
        this.#bySlug.set(received.served.slug, received);
        if (received.verdict.verdict === "accepted") {
          void vscode.commands.executeCommand("setContext", contextKeys.accepted, true);
        }
        this.#changed.fire();
      }),
    );
  }

  of(slug: string): ReceivedRequest | undefined {
    return this.#bySlug.get(slug);
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}

/** A verdict in a few words, for where there is little room. */
export function verdictWords(received: ReceivedRequest): string {
  const { verdict, status } = received.verdict;
  return verdict === "accepted"
    ? vscode.l10n.t("accepted")
    : vscode.l10n.t("refused: {0}", reasonsOf(received) || String(status));
}

/** Why a request was refused, in the words of the reference; empty when no condition was to blame. */
export function reasonsOf({ verdict }: ReceivedRequest): string {
  return verdict.trace
    .flatMap(({ check }) => (check.outcome === "failed" ? [check.reason] : []))
    .join(", ");
}

/** The time of day at which a request came, in the person's own form. */
export function timeOfDay({ receivedAt }: ReceivedRequest): string {
  return new Date(receivedAt).toLocaleTimeString(vscode.env.language);
}
