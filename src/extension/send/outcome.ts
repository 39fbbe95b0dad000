import * as vscode from "vscode";
import { printable } from "../../core/engine/printable.ts";
import { resolveSecret, secretNamesIn } from "../../core/secrets/resolve.ts";
import type { SecretLookup } from "../../core/secrets/secret.ts";
import type { Reason } from "../../core/trigger/trigger.ts";
import type { ReceivedRequest } from "../../node/listener.ts";
import { offer, type WayOn } from "../errors.ts";
import { commands } from "../ids.ts";
import { reasonsOf } from "../listener/lastVerdicts.ts";
import type { TriggerLog } from "../listener/log.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";
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

/** Shows what became of a webhook, and offers the way on when it was refused. */
export async function showOutcome(
  chosen: ChosenTrigger,
  sent: Sent,
  secrets: SecretLookup,
  log: TriggerLog,
): Promise<void> {
  const { received } = sent;
  if (received === undefined) log.say(answerText(chosen, sent, secrets));
  log.show();
  const { status } = sent.answer;
  if (status >= 200 && status < 300) {
    const text =
      received === undefined
        ? vscode.l10n.t("{0}: answered {1}", chosen.name, status)
        : vscode.l10n.t("{0}: accepted", chosen.name);
    vscode.window.setStatusBarMessage(`$(pass) ${text}`, 10_000);
    return;
  }
  const again: WayOn = {
    title: vscode.l10n.t("Send Again"),
    run: () => vscode.commands.executeCommand(commands.sendTestWebhook, chosen),
  };
  const message =
    received === undefined
      ? vscode.l10n.t("{0}: answered {1}.", chosen.name, status)
      : vscode.l10n.t(
          "“{0}” refused the webhook: {1}.",
          chosen.name,
          reasonsOf(received) || String(status),
        );
  const waysOn = received === undefined ? [again] : [...waysOnFrom(chosen, received), again];
  await offer(vscode.window.showWarningMessage, message, waysOn);
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

/** An answer from elsewhere, which may repeat what it was sent: values of secrets are masked. */
function answerText(chosen: ChosenTrigger, { url, answer }: Sent, secrets: SecretLookup): string {
  let body = answer.body.toString("utf8").trimEnd();
  for (const condition of chosen.trigger.conditions) {
    if (condition.type !== "web-authentication") continue;
    const resolved = resolveSecret(condition.secretKey, secrets);
    if (resolved.outcome === "resolved") {
      body = body.replaceAll(resolved.secret.reveal(), String(resolved.secret));
    }
  }
  const lines = body.split(/\r?\n/).map((line) => `  ${printable(line)}`);
  return `answered  ${answer.status}  ${chosen.name}  ${url.split("?", 1)[0]}\n${lines.join("\n")}`;
}
