import * as vscode from "vscode";
import { languageId, triggerFileGlob } from "../ids.ts";
import { textOfFile } from "./textFiles.ts";

/** A trigger file with the version of its open document, if it is open. */
export interface TriggerFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

const mostFiles = 2000;

/** The trigger files of the workspace and those that are open, as the editor has them now. */
export class TriggerFiles implements vscode.Disposable {
  readonly #files = new Map<string, TriggerFile>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposable: vscode.Disposable;

  /** Fires with the file that is new, changed or gone. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(triggerFileGlob);
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      watcher,
      watcher.onDidCreate((uri) => this.#read(uri)),
      watcher.onDidChange((uri) => this.#read(uri)),
      watcher.onDidDelete((uri) => this.#forget(uri)),
      vscode.workspace.onDidOpenTextDocument((document) => this.#take(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#take(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri, languageId: id }) => {
        if (id === languageId) void this.#read(uri);
      }),
    );
    for (const document of vscode.workspace.textDocuments) this.#take(document);
    void this.#findAll();
  }

  get all(): readonly TriggerFile[] {
    return [...this.#files.values()];
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #findAll(): Promise<void> {
    const found = await vscode.workspace.findFiles(triggerFileGlob, undefined, mostFiles);
    await Promise.all(found.map((uri) => this.#read(uri)));
  }

  #take(document: vscode.TextDocument): void {
    if (document.languageId === languageId) this.#set(document.uri, document.getText());
  }

  async #read(uri: vscode.Uri): Promise<void> {
    const text = await textOfFile(uri);
    if (text === undefined) this.#forget(uri);
    else this.#set(uri, text);
  }

  #set(uri: vscode.Uri, text: string): void {
    const key = uri.toString();
    if (this.#files.get(key)?.text === text) return;
    this.#files.set(key, { uri, text });
    this.#changed.fire(uri);
  }

  #forget(uri: vscode.Uri): void {
    if (this.#files.delete(uri.toString())) this.#changed.fire(uri);
  }
}
