import * as vscode from "vscode";
import { explainFailure, factTexts } from "../../core/conditions/explain.ts";
import type { TraceLine } from "../../core/engine/verdict.ts";
import type { OutlineEntry } from "../../core/language/outline/outline.ts";
import { launchPath } from "../../core/trigger/address.ts";
import { commands } from "../ids.ts";
import { type LastVerdict, verdictWords } from "../listener/lastVerdicts.ts";
import { type ListenerState, launchAddress } from "../listener/session.ts";
import type { TriggerReference } from "../listener/triggerChoice.ts";
import { listenerSettings } from "../settings.ts";
import type { FileRow, Place, TriggerRow } from "./triggerRows.ts";

const passedIcon = new vscode.ThemeIcon("pass", new vscode.ThemeColor("testing.iconPassed"));
const failedIcon = new vscode.ThemeIcon("error", new vscode.ThemeColor("testing.iconFailed"));
const warningIcon = new vscode.ThemeIcon(
  "warning",
  new vscode.ThemeColor("list.warningForeground"),
);

/** A trigger file; a warning where its rules of before are served. */
export function fileItem(
  { path, triggers, errors }: FileRow,
  state: ListenerState,
): vscode.TreeItem {
  const uri = vscode.Uri.parse(path);
  const item = new vscode.TreeItem(uri, vscode.TreeItemCollapsibleState.Expanded);
  const name = vscode.workspace.asRelativePath(uri);
  const isKept = state.state === "listening" && state.loaded.keptFiles.includes(path);
  item.label = name;
  item.contextValue = "file";
  item.iconPath = isKept ? warningIcon : vscode.ThemeIcon.File;
  item.description = isKept
    ? vscode.l10n.t("not read: the rules of before still hold")
    : errors > 0
      ? vscode.l10n.t("has errors")
      : "";
  const count =
    triggers.length === 1
      ? vscode.l10n.t("1 trigger")
      : vscode.l10n.t("{0} triggers", triggers.length);
  return labeled(item, [name, count, item.description]);
}

/** A trigger, with what became of its last request. */
export function triggerItem(
  row: TriggerRow,
  state: ListenerState,
  last: LastVerdict | undefined,
  isServedBefore: boolean,
): vscode.TreeItem {
  const name = row.name || vscode.l10n.t("(no name)");
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Collapsed);
  const standing = isServedBefore ? "before" : row.standing.standing;
  item.command = goTo({ path: row.path, range: row.selection });
  item.contextValue = `trigger.${standing}`;
  switch (standing) {
    case "before":
      item.contextValue = "trigger.fit";
      item.iconPath = warningIcon;
      item.description = vscode.l10n.t("served by the rules of before");
      break;
    case "error":
      item.iconPath = failedIcon;
      item.description = vscode.l10n.t("not served: it has an error");
      break;
    case "taken":
      item.iconPath = failedIcon;
      Object.assign(item, takenWords(row));
      break;
    case "fit": {
      const isRefused = last?.holds === true && last.received.verdict.verdict === "refused";
      item.contextValue = isRefused ? "trigger.fit.refused" : "trigger.fit";
      item.iconPath = iconOf(state, last);
      item.description = last === undefined ? "" : verdictWords(last);
      item.tooltip = tooltipOf(row, state, last);
      break;
    }
  }
  return labeled(item, [name, item.description]);
}

function takenWords({ standing }: TriggerRow): Pick<vscode.TreeItem, "description" | "tooltip"> {
  if (standing.standing !== "taken") return {};
  const file = vscode.workspace.asRelativePath(vscode.Uri.parse(standing.by.path), true);
  return {
    description: vscode.l10n.t("not served: its name is taken in {0}", file),
    tooltip: vscode.l10n.t(
      "{0} has a trigger of this name or address, which is the one that is served. Rename one of the two.",
      file,
    ),
  };
}

function iconOf({ state }: ListenerState, last: LastVerdict | undefined): vscode.ThemeIcon {
  if (last?.holds === true) {
    return last.received.verdict.verdict === "accepted" ? passedIcon : failedIcon;
  }
  return new vscode.ThemeIcon(state === "listening" ? "radio-tower" : "circle-outline");
}

function tooltipOf(
  { name, slug, trigger }: TriggerRow,
  state: ListenerState,
  last: LastVerdict | undefined,
): vscode.MarkdownString {
  const lines = [
    name,
    addressOf(slug, state),
    ...(trigger?.launchUrl === undefined ? [] : [trigger.launchUrl]),
    ...(last === undefined ? [] : [verdictWords(last)]),
  ];
  return lines.reduce(
    (text, line) => text.appendText(line).appendMarkdown("\n\n"),
    new vscode.MarkdownString(),
  );
}

/** The local address of a trigger, copied by a click. */
export function addressItem(reference: TriggerReference, state: ListenerState): vscode.TreeItem {
  const address = addressOf(reference.slug, state);
  const path = address.slice(address.indexOf(launchPath));
  const item = new vscode.TreeItem(path);
  item.contextValue = "address";
  item.iconPath = new vscode.ThemeIcon("link");
  item.description =
    state.state === "listening" ? address.replace(path, "") : vscode.l10n.t("the listener is off");
  item.tooltip = vscode.l10n.t("{0}: click to copy", address);
  item.command = {
    command: commands.copyAddress,
    title: vscode.l10n.t("Copy Address"),
    arguments: [reference],
  };
  const isOff = state.state !== "listening" && item.description;
  return labeled(item, [vscode.l10n.t("Address {0}", address), isOff]);
}

function addressOf(slug: string, state: ListenerState): string {
  const own = `http://127.0.0.1:${listenerSettings().port}`;
  return launchAddress(state.state === "listening" ? state.externalUrl : own, slug);
}

/** A condition, with how the last request fared with it, or an action. */
export function partItem(
  path: string,
  part: OutlineEntry,
  line: TraceLine | undefined,
): vscode.TreeItem {
  const item = new vscode.TreeItem(part.name);
  item.contextValue = part.kind;
  item.command = goTo({ path, range: part.range });
  item.description = part.detail;
  item.iconPath = new vscode.ThemeIcon(part.kind === "condition" ? "shield" : "rocket");
  if (line?.check.outcome === "passed") {
    item.iconPath = passedIcon;
    item.tooltip = factTexts(line.check.facts).join(", ");
  } else if (line?.check.outcome === "failed") {
    item.iconPath = failedIcon;
    item.description = line.check.reason;
    item.tooltip = explainFailure(line.condition, line.check);
  }
  const outcome = line && (line.check.outcome === "passed" ? "passed" : "failed");
  return labeled(item, [part.name, outcome, item.description]);
}

function goTo(place: Place): vscode.Command {
  return { command: commands.openPlace, title: vscode.l10n.t("Go to Text"), arguments: [place] };
}

function labeled(
  item: vscode.TreeItem,
  words: readonly (string | boolean | undefined)[],
): vscode.TreeItem {
  const label = words.filter((word) => typeof word === "string" && word !== "").join(", ");
  item.accessibilityInformation = { label };
  return item;
}
