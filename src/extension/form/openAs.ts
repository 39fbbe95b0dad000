import * as vscode from "vscode";
import { formViewType } from "../ids.ts";

/** A trigger file, and where in it a trigger stands. */
export interface FilePlace {
  readonly uri: vscode.Uri;
  readonly offset: number | undefined;
}

/** Opens a trigger file as a form, in the place of its text when that is in front. */
export async function openAsForm({ uri }: FilePlace): Promise<void> {
  await openAs(formViewType, uri);
}

/** Opens a trigger file as text, in the place of its form when that is in front. */
export async function openAsText({ uri }: Pick<FilePlace, "uri">): Promise<void> {
  await openAs("default", uri);
}

/** Opens a trigger file as a form beside what is in front. */
export async function openFormToTheSide({ uri }: FilePlace): Promise<void> {
  const { Beside } = vscode.ViewColumn;
  await vscode.commands.executeCommand("vscode.openWith", uri, formViewType, Beside);
}

async function openAs(editor: string, uri: vscode.Uri): Promise<void> {
  if (uri.toString() === activeUri()?.toString()) {
    await vscode.commands.executeCommand("reopenActiveEditorWith", editor);
  } else {
    await vscode.commands.executeCommand("vscode.openWith", uri, editor);
  }
}

/** The place that a command is meant for: a lens, a row of the view, a file, or the one in front. */
export function placeOf(argument: unknown): FilePlace | undefined {
  const uri = uriOf(argument) ?? activeUri();
  return uri && { uri, offset: uriOf(argument) && offsetIn(argument) };
}

/** The file in front, as text or in another editor. */
function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}

function uriOf(argument: unknown): vscode.Uri | undefined {
  if (argument instanceof vscode.Uri) return argument;
  const row = hasMember(argument, "row") ? argument.row : argument;
  return hasMember(row, "path") && typeof row.path === "string"
    ? vscode.Uri.parse(row.path)
    : undefined;
}

function offsetIn(argument: unknown): number | undefined {
  if (hasMember(argument, "offset")) return Number(argument.offset);
  if (!hasMember(argument, "row") || !hasMember(argument.row, "selection")) return undefined;
  const { selection } = argument.row;
  return hasMember(selection, "start") ? Number(selection.start) : undefined;
}

function hasMember<Name extends string>(
  value: unknown,
  name: Name,
): value is Readonly<Record<Name, unknown>> {
  return typeof value === "object" && value !== null && name in value;
}
