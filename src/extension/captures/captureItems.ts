import * as vscode from "vscode";
import type { CaptureSummary } from "../../core/captures/capture.ts";
import { commands } from "../ids.ts";
import type { Row } from "../views/rowTree.ts";
import { outcomeWords, sizeWords, timeWords, triggerWords } from "./captureWords.ts";

/** A row of the view: a capture, or what shows more of them. */
export interface CaptureNode extends Row<CaptureNode> {
  readonly capture?: CaptureSummary;
}

const icons = {
  accepted: new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed")),
  refused: new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed")),
  unjudged: new vscode.ThemeIcon("circle-outline"),
} as const;

/** A capture as a row: why it was refused comes first, since the end may be cut off. */
export function captureNode(capture: CaptureSummary): CaptureNode {
  const { id, outcome, method, bodySize, receivedAt, pinned, lineage } = capture;
  const item = new vscode.TreeItem(triggerWords(capture));
  const time = timeWords(receivedAt);
  const size = sizeWords(bodySize);
  const marks = [
    ...(pinned ? [vscode.l10n.t("pinned")] : []),
    ...(lineage === undefined ? [] : [vscode.l10n.t("replayed")]),
  ];
  const reasons = outcome === "refused" ? [capture.reasons.join(", ") || capture.status] : [];
  item.description = [...reasons, time, method, size, ...marks].join(" · ");
  item.iconPath = icons[outcome];
  item.contextValue = pinned ? "capture.pinned" : "capture.loose";
  item.tooltip = tooltipOf(capture);
  item.command = {
    command: commands.inspectCapture,
    title: vscode.l10n.t("Inspect"),
    arguments: [id],
  };
  const label = [triggerWords(capture), outcomeWords(capture), time, method, size, ...marks];
  item.accessibilityInformation = { label: label.join(", ") };
  return { id, item, children: [], capture };
}

/** The row at the end that shows more. */
export function moreNode(): CaptureNode {
  const item = new vscode.TreeItem(vscode.l10n.t("Show More…"));
  item.iconPath = new vscode.ThemeIcon("more");
  item.contextValue = "more";
  item.command = { command: commands.showMoreCaptures, title: vscode.l10n.t("Show More…") };
  item.accessibilityInformation = { label: vscode.l10n.t("Show more captured requests") };
  return { id: "more", item, children: [] };
}

function tooltipOf(capture: CaptureSummary): vscode.MarkdownString {
  const { method, url, status, receivedAt, durationInMilliseconds } = capture;
  const lines = [
    `${triggerWords(capture)}: ${outcomeWords(capture)}`,
    `${method} ${url.split("?", 1)[0]}`,
    new Date(receivedAt).toLocaleString(vscode.env.language),
    vscode.l10n.t("{0}, decided in {1} ms", status, durationInMilliseconds.toFixed(1)),
  ];
  return lines.reduce(
    (text, line) => text.appendText(line).appendMarkdown("\n\n"),
    new vscode.MarkdownString(),
  );
}
