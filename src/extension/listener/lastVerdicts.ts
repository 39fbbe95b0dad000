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
export function verdictWords({ verdict }: ReceivedRequest): string {
  if (verdict.verdict === "accepted") return vscode.l10n.t("accepted");
  const reasons = verdict.trace.flatMap(({ check }) =>
    check.outcome === "failed" ? [check.reason] : [],
  );
  return vscode.l10n.t("refused: {0}", reasons.join(", ") || String(verdict.status));
}

/** The time of day at which a request came, in the person's own form. */
export function timeOfDay({ receivedAt }: ReceivedRequest): string {
  return new Date(receivedAt).toLocaleTimeString(vscode.env.language);
}
