import * as vscode from "vscode";
import { printable } from "../../core/engine/printable.ts";
import {
  type ActionRecord,
  type ExecutionRecord,
  type ExecutionStatus,
  hasEnded,
  hasOutput,
  outcomeOf,
  type RunRecord,
} from "../../core/runs/runRecord.ts";
import { commands } from "../ids.ts";
import type { RunNode } from "./runNode.ts";

/** How a row looks; `fileOf` gives the place of an output. */
export function itemOf(
  node: RunNode,
  fileOf: (node: RunNode & { node: "output" }) => vscode.Uri,
): vscode.TreeItem {
  switch (node.node) {
    case "run":
      return runItem(node.run);
    case "action":
      return actionItem(node.action);
    case "execution":
      return executionItem(node.execution);
    case "output": {
      const item = new vscode.TreeItem(printable(node.path));
      item.resourceUri = fileOf(node);
      item.iconPath = vscode.ThemeIcon.File;
      item.description = vscode.l10n.t("{0} bytes", node.size);
      item.contextValue = "file";
      item.command = {
        command: "vscode.open",
        title: vscode.l10n.t("Open"),
        arguments: [item.resourceUri],
      };
      item.accessibilityInformation = {
        label: vscode.l10n.t("output {0}, {1} bytes", node.path, node.size),
      };
      return item;
    }
    case "note": {
      const item = new vscode.TreeItem(printable(node.text));
      item.iconPath = new vscode.ThemeIcon(node.icon);
      item.tooltip = node.text;
      item.accessibilityInformation = { label: node.text };
      return item;
    }
  }
}

function runItem(run: RunRecord): vscode.TreeItem {
  const outcome = outcomeOf(run);
  const isGoing = run.endedAt === undefined;
  const words = outcome.replaceAll("_", " ");
  const item = new vscode.TreeItem(
    printable(run.trigger),
    isGoing || run.mode !== "local"
      ? vscode.TreeItemCollapsibleState.Expanded
      : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = run.id;
  item.description = `${words}  ${new Date(run.launchedAt).toLocaleTimeString()}`;
  item.tooltip = run.id;
  item.iconPath =
    run.mode === "plan"
      ? new vscode.ThemeIcon("checklist")
      : iconOf(isGoing ? "started" : endOf(outcome));
  item.contextValue = [
    "run",
    run.mode,
    ...(isGoing ? ["going"] : []),
    ...(run.mode === "local" ? ["output", "folder"] : []),
  ].join(".");
  item.command = {
    command: commands.showRun,
    title: vscode.l10n.t("Show Run"),
    arguments: [{ node: "run", run }],
  };
  item.accessibilityInformation = {
    label: vscode.l10n.t(
      "run of {0}, {1}, {2}",
      run.trigger,
      words,
      new Date(run.launchedAt).toLocaleString(),
    ),
  };
  return item;
}

function actionItem({ id, name, status, why, executions }: ActionRecord): vscode.TreeItem {
  const item = partItem(name, status, status);
  item.contextValue = "action";
  return withChildren(item, id, executions.length > 0 || why !== undefined);
}

function executionItem(execution: ExecutionRecord): vscode.TreeItem {
  const { id, node, step, status, startedAt, endedAt, outputs, metadata, why } = execution;
  const isTimed = startedAt !== undefined && endedAt !== undefined;
  const seconds = isTimed ? `, ${((endedAt - startedAt) / 1000).toFixed(1)} s` : "";
  const item = partItem(node ?? step, status, status + seconds);
  item.contextValue = hasOutput(execution) ? "execution.output.folder" : "execution";
  const hasChildren = outputs.length > 0 || Object.keys(metadata).length > 0 || why !== undefined;
  return withChildren(item, id, hasChildren);
}

function partItem(name: string, status: ExecutionStatus, words: string): vscode.TreeItem {
  const item = new vscode.TreeItem(printable(name));
  item.description = words;
  item.iconPath = iconOf(status);
  item.accessibilityInformation = { label: `${name}, ${words}` };
  return item;
}

function withChildren(item: vscode.TreeItem, id: string, hasChildren: boolean): vscode.TreeItem {
  const { Expanded, None } = vscode.TreeItemCollapsibleState;
  item.collapsibleState = hasChildren ? Expanded : None;
  // A row that gets its first children is another one, or the editor would keep it shut.
  item.id = `${id}/${hasChildren}`;
  return item;
}

function endOf(outcome: ReturnType<typeof outcomeOf>): ExecutionStatus {
  if (outcome === "completed") return "complete";
  return outcome === "complete_with_error" || outcome === "stopped" ? "stopped" : "error";
}

function iconOf(status: ExecutionStatus): vscode.ThemeIcon {
  const icon = (name: string, color?: string) =>
    new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));
  if (status === "complete") return icon("pass", "testing.iconPassed");
  if (status === "stopped") return icon("circle-slash", "list.warningForeground");
  if (hasEnded(status)) return icon("error", "list.errorForeground");
  return status === "started" || status === "stopping"
    ? icon("loading~spin")
    : icon("circle-outline");
}
