import * as vscode from "vscode";
import { type CheckContext, type CheckedFile, checkDrafts } from "../../core/language/check.ts";
import { type Draft, draftOf } from "../../core/language/draft.ts";
import { secretSourceOf } from "../../core/language/languageContext.ts";
import type { Problem } from "../../core/language/problem.ts";
import { settingsFor } from "../settings.ts";
import type { Surroundings } from "./surroundings.ts";
import type { TriggerFiles } from "./triggerFiles.ts";

const settleInMilliseconds = 150;

/** The trigger files of the workspace as they are checked now, each compared with the others. */
export class CheckedFiles implements vscode.Disposable {
  readonly #files: TriggerFiles;
  readonly #surroundings: Surroundings;
  readonly #drafts = new Map<string, Draft<CheckContext>>();
  /** What files are checked with, until something around them changes. */
  readonly #contexts = new Map<string, CheckContext>();
  readonly #checked = new vscode.EventEmitter<readonly CheckedFile[]>();
  readonly #disposable: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  /** Fires with all files, soon after something changed. */
  readonly onDidCheck = this.#checked.event;

  constructor(files: TriggerFiles, surroundings: Surroundings) {
    this.#files = files;
    this.#surroundings = surroundings;
    this.#disposable = vscode.Disposable.from(
      this.#checked,
      files.onDidChange(() => this.#checkSoon()),
      surroundings.onDidChange(() => {
        this.#contexts.clear();
        this.#checkSoon();
      }),
    );
    this.#checkSoon();
  }

  /** The files as they are now, in the order of their paths, after those on disk were found. */
  async all(): Promise<readonly CheckedFile[]> {
    await this.#files.begin();
    return checkDrafts(await this.#allDrafts());
  }

  /** Checks a text in the place of a document, among the other files as they are now. */
  async checkerOf(uri: vscode.Uri): Promise<(text: string) => readonly Problem[]> {
    const path = uri.toString();
    const drafts = await this.#allDrafts();
    const own = drafts.findIndex(({ source }) => source.path === path);
    const before = drafts[own];
    const context = before?.context ?? (await this.#contextOf(uri));
    return (text) => {
      const draft = draftOf({ path, text }, context, before);
      const all = before === undefined ? [...drafts, draft] : drafts.with(own, draft);
      return checkDrafts(all).find((file) => file.path === path)?.problems ?? [];
    };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposable.dispose();
  }

  #checkSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), settleInMilliseconds);
  }

  async #check(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const files = checkDrafts(await this.#allDrafts());
    // A later round has newer texts.
    if (round === this.#round) this.#checked.fire(files);
  }

  async #allDrafts(): Promise<readonly Draft<CheckContext>[]> {
    const drafts = new Map<string, Draft<CheckContext>>();
    for (const { uri, text } of this.#files.all) {
      const path = uri.toString();
      const context = this.#contexts.get(path) ?? (await this.#contextOf(uri));
      this.#contexts.set(path, context);
      drafts.set(path, draftOf({ path, text }, context, this.#drafts.get(path)));
    }
    this.#drafts.clear();
    for (const [path, draft] of drafts) this.#drafts.set(path, draft);
    return [...drafts.values()];
  }

  async #contextOf(uri: vscode.Uri): Promise<CheckContext> {
    const context = await this.#surroundings.contextOf(uri);
    const { project, secrets, envFile } = context;
    const secretIsSet = (name: string) => secretSourceOf(name, context) !== undefined;
    return {
      severities: settingsFor(uri).severities,
      ...(project === undefined ? {} : { project }),
      // With neither an env file nor a stored secret, secrets are set where nobody can look.
      ...(envFile === undefined && secrets.length === 0 ? {} : { secretIsSet }),
    };
  }
}
