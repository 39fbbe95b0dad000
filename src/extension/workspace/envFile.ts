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
  const uri = folder && envFileIn(folder);
  if (!vscode.workspace.isTrusted || uri === undefined) return undefined;
  const text = await textOfFile(uri);
  return text === undefined ? undefined : { path: uri.toString(), text };
}

/** The names in an env file that have a value. */
export function namesIn(envFile: EnvFile | undefined): readonly string[] {
  const lines = envFile?.text.matchAll(/^[ \t]*(?:export[ \t]+)?([\w-]+)[ \t]*=[ \t]*\S/gm) ?? [];
  return [...lines].map(([, name = ""]) => name);
}

/** Calls back when the env file of a folder changes on disk or in an editor, or is another one. */
export function watchEnvFiles(changed: () => void): vscode.Disposable {
  let watchers = watchersOf(changed);
  const watchOthers = () => {
    watchers.dispose();
    watchers = watchersOf(changed);
    changed();
  };
  const changedIn = ({ uri }: vscode.TextDocument) => {
    if (envFiles().some((file) => file.toString() === uri.toString())) changed();
  };
  return vscode.Disposable.from(
    { dispose: () => watchers.dispose() },
    vscode.workspace.onDidChangeWorkspaceFolders(watchOthers),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("hooksmith.envFile")) watchOthers();
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) changedIn(document);
    }),
    vscode.workspace.onDidCloseTextDocument(changedIn),
  );
}

function watchersOf(changed: () => void): vscode.Disposable {
  const watchers = envFiles().map((uri) => {
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    // What means something in a pattern stands for itself and for any other character.
    const pattern = name.replace(/[*?[\]{}]/g, "?");
    const folder = vscode.Uri.joinPath(uri, "..");
    return vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, pattern));
  });
  return vscode.Disposable.from(
    ...watchers.flatMap((watcher) => [
      watcher,
      watcher.onDidCreate(changed),
      watcher.onDidChange(changed),
      watcher.onDidDelete(changed),
    ]),
  );
}

function envFiles(): readonly vscode.Uri[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => envFileIn(uri) ?? []);
}

function envFileIn(folder: vscode.Uri): vscode.Uri | undefined {
  const { envFile } = settingsFor(folder);
  return envFile === "" ? undefined : vscode.Uri.joinPath(folder, envFile);
}
