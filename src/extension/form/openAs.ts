import * as vscode from "vscode";
import { formViewType } from "../ids.ts";

/** Opens a trigger file as a form, in the place of its text when that is in front. */
export async function openAsForm(argument: unknown): Promise<void> {
  await openAs(formViewType, uriIn(argument) ?? activeUri());
}

/** Opens a trigger file as text, in the place of its form when that is in front. */
export async function openAsText(argument: unknown): Promise<void> {
  await openAs("default", uriIn(argument) ?? activeUri());
}

/** Opens a trigger file as a form beside what is in front. */
export async function openFormToTheSide(argument: unknown): Promise<void> {
  const uri = uriIn(argument) ?? activeUri();
  if (uri === undefined) return;
  await vscode.commands.executeCommand(
    "vscode.openWith",
    uri,
    formViewType,
    vscode.ViewColumn.Beside,
  );
}

async function openAs(editor: string, uri: vscode.Uri | undefined): Promise<void> {
  if (uri === undefined) return;
  if (uri.toString() === activeUri()?.toString()) {
    await vscode.commands.executeCommand("reopenActiveEditorWith", editor);
  } else {
    await vscode.commands.executeCommand("vscode.openWith", uri, editor);
  }
}

/** The file in front, as text or in another editor. */
function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}

/** The file that is meant: by its address, or as a row of the view. */
function uriIn(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  return typeof argument === "object" &&
    argument !== null &&
    "path" in argument &&
    typeof argument.path === "string"
    ? vscode.Uri.parse(argument.path)
    : undefined;
}
