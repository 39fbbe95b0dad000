import * as vscode from "vscode";
import type { CaptureSummary } from "../../core/captures/capture.ts";
import { changesText, type JudgedAgain, outcomeOf } from "../../core/captures/judge.ts";
import type { Verdict } from "../../core/engine/verdict.ts";
import { showError } from "../errors.ts";
import { showMessage } from "../messages.ts";
import { timeWords, triggerWords } from "./captureWords.ts";

/** How a capture fared then and now. */
export type Change = Omit<JudgedAgain, "verdict">;

/** How a capture that was sent again fared. */
export function changeOf(capture: CaptureSummary, verdict: Verdict): Change {
  const { outcome, reasons } = capture;
  const before = { outcome, reasons };
  const after = outcomeOf(verdict);
  const isSame = outcome === after.outcome && reasons.join() === after.reasons.join();
  return { capture, before, after, changed: !isSame };
}

/**
 * Shows what changed, and the captures of which that is true when somebody asks for them. Whoever
 * called does not wait for a person to read it.
 */
export function showChanges(
  title: string,
  changes: readonly Change[],
  left: number,
  inspect: (id: string) => Promise<void>,
): void {
  show(title, changes, left, inspect).catch(showError);
}

async function show(
  title: string,
  changes: readonly Change[],
  left: number,
  inspect: (id: string) => Promise<void>,
): Promise<void> {
  const changed = changes.filter((each) => each.changed);
  const leftOut = vscode.l10n.t(
    "{0} left out: their trigger is gone or has an error, or they were kept without their body.",
    left,
  );
  const message = [title, changesText(changes), ...(left > 0 ? [leftOut] : [])].join(" ");
  const details = vscode.l10n.t("Show Changes");
  const items = changed.length > 0 ? [details] : [];
  const kind = changed.length > 0 || left > 0 ? "warning" : "information";
  const answer = await showMessage(kind, message, ...items);
  if (answer !== details) return;
  const rows = changed.map(({ capture, before, after }) => ({
    label: `$(${after.outcome === "accepted" ? "pass" : "error"}) ${triggerWords(capture)}`,
    description: timeWords(capture.receivedAt),
    detail: vscode.l10n.t("was {0}; is {1} now", words(before), words(after)),
    id: capture.id,
  }));
  const item = await vscode.window.showQuickPick(rows, {
    placeHolder: vscode.l10n.t("Captured requests whose verdict changed"),
    matchOnDetail: true,
  });
  if (item !== undefined) await inspect(item.id);
}

function words({ outcome, reasons }: Change["after"]): string {
  return [outcome, ...reasons].join(" ");
}
