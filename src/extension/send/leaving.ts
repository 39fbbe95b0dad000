import * as vscode from "vscode";
import { isThisMachine } from "../../core/captures/replay.ts";
import type { WebhookRequest } from "../../core/request/request.ts";
import { requestText } from "../../core/request/requestText.ts";
import { ask } from "../messages.ts";

const shownInQuestion = 1500;

/** Whether an address is one of this machine, which nothing leaves. */
export function isOnThisMachine(url: string): boolean {
  return isThisMachine(new URL(url).hostname);
}

/** Asks before something leaves this machine, and shows exactly what; static tokens as references. */
export async function mayLeave(shown: WebhookRequest): Promise<boolean> {
  const text = requestText(shown);
  const send = vscode.l10n.t("Send");
  const all = vscode.l10n.t("Show Everything");
  const isLong = text.length > shownInQuestion;
  const answer = await ask(
    "warning",
    vscode.l10n.t("Send this webhook to {0}?", new URL(shown.url).host),
    isLong ? `${text.slice(0, shownInQuestion)}…` : text,
    send,
    ...(isLong ? [all] : []),
  );
  if (answer !== all) return answer === send;
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ content: text, language: "http" }),
  );
  return false;
}
