import * as vscode from "vscode";
import type { CaptureFilter, CaptureSummary } from "../../core/captures/capture.ts";

/** How the trigger of a capture is called. */
export function triggerWords({ trigger }: Pick<CaptureSummary, "trigger">): string {
  return trigger.name === "" ? vscode.l10n.t("(no trigger)") : trigger.name;
}

/** What became of a capture, with the reasons where it was refused. */
export function outcomeWords({
  outcome,
  reasons,
  status,
}: Pick<CaptureSummary, "outcome" | "reasons" | "status">): string {
  switch (outcome) {
    case "accepted":
      return vscode.l10n.t("accepted");
    case "refused":
      return vscode.l10n.t("refused: {0}", reasons.join(", ") || String(status));
    case "unjudged":
      return vscode.l10n.t("not judged");
  }
}

/** The time at which a capture came: of day when it was today, with its date otherwise. */
export function timeWords(receivedAt: number): string {
  const time = new Date(receivedAt);
  const isToday = time.toDateString() === new Date().toDateString();
  const { language } = vscode.env;
  return isToday
    ? time.toLocaleTimeString(language)
    : time.toLocaleString(language, { dateStyle: "short", timeStyle: "medium" });
}

/** A number of bytes in the unit that reads best. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return vscode.l10n.t("{0} B", bytes);
  return bytes < 1e6
    ? vscode.l10n.t("{0} kB", (bytes / 1000).toFixed(1))
    : vscode.l10n.t("{0} MB", (bytes / 1e6).toFixed(1));
}

/** A filter in a few words; empty when it wants all. */
export function filterWords({ text, trigger, outcome, reason, pinned }: CaptureFilter): string {
  return [
    ...(outcome === undefined ? [] : [outcomeName(outcome)]),
    ...(reason === undefined ? [] : [reason]),
    ...(trigger === undefined ? [] : [vscode.l10n.t("trigger {0}", trigger)]),
    ...(pinned === undefined ? [] : [vscode.l10n.t("pinned")]),
    ...(text === undefined ? [] : [`“${text}”`]),
  ].join(", ");
}

function outcomeName(outcome: CaptureSummary["outcome"]): string {
  return {
    accepted: vscode.l10n.t("accepted"),
    refused: vscode.l10n.t("refused"),
    unjudged: vscode.l10n.t("not judged"),
  }[outcome];
}
