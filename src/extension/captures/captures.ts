import { rename } from "node:fs/promises";
import * as vscode from "vscode";
import type { CaptureStore } from "../../node/captures/captureStore.ts";
import { UserError } from "../../node/userError.ts";

/**
 * The captures of this workspace, in the storage that the editor gives it. Nothing is opened before
 * somebody asks for it; another window of the workspace may use the same database.
 */
export class Captures implements vscode.Disposable {
  readonly #folder: vscode.Uri | undefined;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #kept = new vscode.EventEmitter<number>();
  readonly #renewed = new vscode.EventEmitter<void>();
  #opening: Promise<CaptureStore> | undefined;
  #trouble: UserError | undefined;

  /** Fires when something was kept, changed or deleted, and when trouble came or went. */
  readonly onDidChange = this.#changed.event;
  /** Fires with the number of requests that the listener of this window has just kept. */
  readonly onDidKeep = this.#kept.event;
  /** Fires when a new database has taken the place of one that could not be used. */
  readonly onDidRenew = this.#renewed.event;

  constructor(folder: vscode.Uri | undefined) {
    this.#folder = folder;
  }

  /** What keeps requests from being kept, if anything does. */
  get trouble(): UserError | undefined {
    return this.#trouble;
  }

  /** The store, opened when it is first asked for; a `UserError` says why there is none. */
  async store(): Promise<CaptureStore> {
    this.#opening ??= this.#open();
    try {
      return await this.#opening;
    } catch (error) {
      this.#opening = undefined;
      if (error instanceof UserError) this.tellTrouble(error);
      throw this.#trouble ?? error;
    }
  }

  /** Says that something in the store is different now. */
  tell(): void {
    this.#changed.fire();
  }

  /** Says that requests were kept. */
  tellKept(count: number): void {
    this.#trouble = undefined;
    this.#kept.fire(count);
    this.#changed.fire();
  }

  /** Says what keeps requests from being kept. */
  tellTrouble({ message, remedy }: UserError): void {
    if (this.#trouble?.message === message) return;
    const wayOut = vscode.l10n.t("“Start a New Database” keeps the old one beside it.");
    this.#trouble = new UserError(message, this.#folder === undefined ? remedy : wayOut);
    this.#changed.fire();
  }

  /** Moves a database that cannot be used out of the way, and begins a new one. */
  async renew(): Promise<void> {
    await this.close();
    const path = this.#path();
    const aside = `${path}.${Date.now()}.old`;
    for (const suffix of ["", "-wal", "-shm"]) {
      await rename(path + suffix, aside + suffix).catch(() => undefined);
    }
    await this.store();
    this.#trouble = undefined;
    this.#renewed.fire();
    this.tell();
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    this.#opening = undefined;
    (await opening?.catch(() => undefined))?.close();
  }

  dispose(): void {
    void this.close();
    vscode.Disposable.from(this.#changed, this.#kept, this.#renewed).dispose();
  }

  async #open(): Promise<CaptureStore> {
    const path = this.#path();
    const { CaptureStore } = await import("../../node/captures/captureStore.ts");
    const store = CaptureStore.open(path);
    this.#trouble = undefined;
    return store;
  }

  #path(): string {
    if (this.#folder !== undefined) {
      return vscode.Uri.joinPath(this.#folder, "captures.db").fsPath;
    }
    throw new UserError(
      vscode.l10n.t("Captures are kept for a workspace, and none is open."),
      vscode.l10n.t("Open a folder first."),
    );
  }
}
