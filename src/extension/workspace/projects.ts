import * as vscode from "vscode";
import type { Project } from "../../core/language/project/project.ts";
import { readProject } from "../../core/language/project/readProject.ts";
import { textOfFile } from "./textFiles.ts";

/** The valohai.yaml files of the workspace, each read once and again after it changed. */
export class Projects implements vscode.Disposable {
  readonly #projects = new Map<string, Promise<Project | undefined>>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposable: vscode.Disposable;

  readonly onDidChange = this.#changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher("**/valohai.yaml");
    const forget = (uri: vscode.Uri) => {
      this.#projects.delete(uri.toString());
      this.#changed.fire();
    };
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && isProject(document.uri)) forget(document.uri);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (isProject(uri)) forget(uri);
      }),
    );
  }

  /** The nearest valohai.yaml at or above a document, within its workspace folder. */
  async projectOf(document: vscode.Uri): Promise<Project | undefined> {
    const root = vscode.workspace.getWorkspaceFolder(document)?.uri;
    if (root === undefined) return undefined;
    let folder = vscode.Uri.joinPath(document, "..");
    while (folder.path.startsWith(root.path)) {
      const project = await this.#read(vscode.Uri.joinPath(folder, "valohai.yaml"));
      if (project !== undefined) return project;
      const parent = vscode.Uri.joinPath(folder, "..");
      if (parent.path === folder.path) return undefined;
      folder = parent;
    }
    return undefined;
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #read(uri: vscode.Uri): Promise<Project | undefined> {
    const key = uri.toString();
    let project = this.#projects.get(key);
    if (project === undefined) {
      project = textOfFile(uri).then((text) =>
        text === undefined ? undefined : readProject(key, text),
      );
      this.#projects.set(key, project);
    }
    return project;
  }
}

function isProject(uri: vscode.Uri): boolean {
  return uri.path.endsWith("/valohai.yaml");
}
