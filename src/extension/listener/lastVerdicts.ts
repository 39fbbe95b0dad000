import * as vscode from "vscode";
import type { Trigger } from "../../core/trigger/trigger.ts";
import type { ReceivedRequest } from "../../node/listener.ts";
import { contextKeys } from "../ids.ts";
import type { ListenerSession } from "./session.ts";
import type { TriggerReference } from "./triggerChoice.ts";

/** The last request of a trigger, and what became of it. */
export interface LastVerdict {
  readonly received: ReceivedRequest;
  /** Whether the trigger still has the conditions by which it was judged. */
  readonly holds: boolean;
}

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

  /** The last verdict of the trigger at a place, which is now this one, or broken when undefined. */
  of({ path, slug }: TriggerReference, trigger: Trigger | undefined): LastVerdict | undefined {
    const received = this.#bySlug.get(slug);
    if (received?.served.path !== path) return undefined;
    const conditionsThen = JSON.stringify(received.served.trigger.conditions);
    return { received, holds: conditionsThen === JSON.stringify(trigger?.conditions) };
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}

/** A verdict in a few words and with its time of day, for where there is little room. */
export function verdictWords({ received, holds }: LastVerdict): string {
  const { verdict, status } = received.verdict;
  const words =
    verdict === "accepted"
      ? vscode.l10n.t("accepted")
      : vscode.l10n.t("refused: {0}", reasonsOf(received) || String(status));
  const time = new Date(received.receivedAt).toLocaleTimeString(vscode.env.language);
  return holds
    ? `${words} · ${time}`
    : `${words} · ${time}, ${vscode.l10n.t("by the rules of before")}`;
}

/** Why a request was refused, in the words of the reference; empty when no condition was to blame. */
export function reasonsOf({ verdict }: ReceivedRequest): string {
  return verdict.trace
    .flatMap(({ check }) => (check.outcome === "failed" ? [check.reason] : []))
    .join(", ");
}
