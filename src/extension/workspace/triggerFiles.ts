import * as vscode from "vscode";
import { languageId, triggerFileGlob } from "../ids.ts";
import { textOfFile } from "./textFiles.ts";

/** A trigger file as the editor has it, saved or not. */
export interface TriggerFile {
  readonly uri: vscode.Uri;
  readonly text: string;
}

const mostFiles = 2000;

/**
 * The trigger files of the workspace and those that are open, as the editor has them now. The disk
 * is searched when the first one is opened, or when somebody asks.
 */
export class TriggerFiles implements vscode.Disposable {
  readonly #files = new Map<string, TriggerFile>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #disposables: vscode.Disposable[];
  #search: Promise<void> | undefined;

  /** Fires with the file that is new, changed or gone. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#disposables = [
      this.#changed,
      vscode.workspace.onDidOpenTextDocument((document) => this.#take(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#take(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri, languageId: id }) => {
        if (id === languageId) void this.#read(uri);
      }),
    ];
    for (const document of vscode.workspace.textDocuments) this.#take(document);
  }

  /** Those that are known, in the order of their paths. */
  get all(): readonly TriggerFile[] {
    return [...this.#files.entries()]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, file]) => file);
  }

  /** Searches the workspace, the first time that it is called, and resolves when all is read. */
  begin(): Promise<void> {
    this.#search ??= this.#findAll();
    return this.#search;
  }

  /** Searches anew: on some disks the editor is told of changes late, or never. */
  async searchAgain(): Promise<void> {
    const isFirst = this.#search === undefined;
    await this.begin();
    if (isFirst) return;
    const found = new Set((await this.#readFound(triggerFileGlob)).map(String));
    const others = this.all.filter(({ uri }) => !found.has(uri.toString()));
    await Promise.all(others.map(({ uri }) => this.#read(uri)));
  }

  dispose(): void {
    vscode.Disposable.from(...this.#disposables).dispose();
  }

  async #findAll(): Promise<void> {
    const watcher = vscode.workspace.createFileSystemWatcher(triggerFileGlob);
    // Of a folder that comes or goes with all that is in it, the editor tells only the folder.
    const places = vscode.workspace.createFileSystemWatcher("**", false, true);
    this.#disposables.push(
      watcher,
      watcher.onDidCreate((uri) => this.#read(uri)),
      watcher.onDidChange((uri) => this.#read(uri)),
      places,
      places.onDidCreate((uri) => this.#readIn(uri)),
      places.onDidDelete((uri) => this.#forgetAt(uri)),
      vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
        for (const { uri } of removed) this.#forgetAt(uri, open);
        if (added.length > 0) void this.#readFound(triggerFileGlob);
      }),
    );
    await this.#readFound(triggerFileGlob);
  }

  /** Reads what has come with a folder; what is named as files are is none. */
  async #readIn(place: vscode.Uri): Promise<void> {
    if (/\.[A-Za-z]\w*$/.test(place.path)) return;
    await this.#readFound(new vscode.RelativePattern(place, triggerFileGlob));
  }

  async #readFound(pattern: vscode.GlobPattern): Promise<readonly vscode.Uri[]> {
    const found = await vscode.workspace.findFiles(pattern, undefined, mostFiles);
    await Promise.all(found.map((uri) => this.#read(uri)));
    return found;
  }

  #take(document: vscode.TextDocument): void {
    if (document.languageId !== languageId || isAnotherVersion(document)) return;
    this.#set(document.uri, document.getText());
    void this.begin();
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

  /** Forgets a file, or all files in a folder, but for those that are kept. */
  #forgetAt(place: vscode.Uri, kept: ReadonlySet<string> = new Set()): void {
    this.#forget(place);
    for (const { uri } of this.all) {
      const isInside = uri.toString().startsWith(`${place.toString()}/`);
      if (isInside && !kept.has(uri.toString())) this.#forget(uri);
    }
  }
}

/** Whether a document only shows what a file was at another time, as in a comparison. */
function isAnotherVersion({ isUntitled, uri }: vscode.TextDocument): boolean {
  return !isUntitled && vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true;
}
