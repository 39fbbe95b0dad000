import * as vscode from "vscode";
import { settingsFor } from "../settings.ts";
import { textOfFile } from "./textFiles.ts";

/** An env file: its address, and its text. */
export interface EnvFile {
  readonly path: string;
  readonly text: string;
}

/** The env file that the settings name for a document; none without trust, which it takes to read it. */
export async function envFileOf(document: vscode.Uri): Promise<EnvFile | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(document)?.uri;
  const { envFile } = settingsFor(document);
  if (!vscode.workspace.isTrusted || folder === undefined || envFile === "") return undefined;
  const uri = vscode.Uri.joinPath(folder, envFile);
  const text = await textOfFile(uri);
  return text === undefined ? undefined : { path: uri.toString(), text };
}

/** The names in an env file that have a value. */
export function namesIn(envFile: EnvFile | undefined): readonly string[] {
  const lines = envFile?.text.matchAll(/^[ \t]*(?:export[ \t]+)?([\w-]+)[ \t]*=[ \t]*\S/gm) ?? [];
  return [...lines].map(([, name = ""]) => name);
}
