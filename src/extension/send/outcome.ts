import * as vscode from "vscode";
import { isSuccess } from "../../core/request/status.ts";
import { secretNamesIn } from "../../core/secrets/resolve.ts";
import type { Reason } from "../../core/trigger/trigger.ts";
import type { ReceivedRequest } from "../../node/listener.ts";
import { offer, type WayOn } from "../errors.ts";
import { commands } from "../ids.ts";
import { reasonsOf } from "../listener/lastVerdicts.ts";
import type { TriggerLog } from "../listener/log.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";
import { answerLine } from "./answerText.ts";
import { showCondition } from "./conditionPlace.ts";
import type { Sent } from "./sender.ts";

/** Reasons that another value of the secret would do away with. */
const reasonsOfSecrets: ReadonlySet<Reason> = new Set([
  "secret-missing",
  "secret-unusable",
  "token-mismatch",
  "signature-mismatch",
  "jwt-signature-mismatch",
]);

/** Shows what became of test webhooks, and offers the way on when one was refused. */
export class Outcomes implements vscode.Disposable {
  readonly #log: TriggerLog;
  #accepted: vscode.Disposable | undefined;

  constructor(log: TriggerLog) {
    this.#log = log;
  }

  /** Resolves when somebody has read it; `showAnswer` opens what another place than the listener answered. */
  async show(chosen: ChosenTrigger, sent: Sent, showAnswer: () => Promise<void>): Promise<void> {
    this.#accepted?.dispose();
    const { received } = sent;
    if (received === undefined) this.#log.say(answerLine(chosen.name, sent.url, sent.answer));
    this.#log.show();
    if (received?.verdict.verdict === "accepted") {
      const text = vscode.l10n.t("{0}: accepted", chosen.name);
      this.#accepted = vscode.window.setStatusBarMessage(`$(pass) ${text}`, 10_000);
      return;
    }
    const again: WayOn = {
      title: vscode.l10n.t("Send Again"),
      run: () => vscode.commands.executeCommand(commands.sendTestWebhook, chosen),
    };
    if (received === undefined) {
      const { status } = sent.answer;
      const message = vscode.l10n.t("{0}: answered {1}.", chosen.name, status);
      const answer: WayOn = { title: vscode.l10n.t("Show Answer"), run: showAnswer };
      await offer(isSuccess(status) ? "information" : "warning", message, [answer, again]);
      return;
    }
    const why = reasonsOf(received) || String(received.verdict.status);
    const message = vscode.l10n.t("“{0}” refused the webhook: {1}.", chosen.name, why);
    const waysOn = [...waysOnFrom(chosen, received), again];
    await offer("warning", message, waysOn);
  }

  dispose(): void {
    this.#accepted?.dispose();
  }
}

function waysOnFrom(chosen: ChosenTrigger, { verdict }: ReceivedRequest): readonly WayOn[] {
  const failed = verdict.trace.findIndex(({ check }) => check.outcome === "failed");
  const line = verdict.trace[failed];
  if (line?.check.outcome !== "failed") return [];
  const { condition, check } = line;
  const show: WayOn = {
    title: vscode.l10n.t("Show Condition"),
    run: () => showCondition(chosen, failed),
  };
  const [name] = condition.type === "web-authentication" ? secretNamesIn(condition.secretKey) : [];
  if (name === undefined || !reasonsOfSecrets.has(check.reason)) return [show];
  const set: WayOn = {
    title: vscode.l10n.t("Set Secret"),
    run: () => vscode.commands.executeCommand(commands.setSecret, name),
  };
  return [show, set];
}
