import * as vscode from "vscode";
import { type CheckContext, type CheckedFile, checkDrafts } from "../../core/language/check.ts";
import { type Draft, draftOf } from "../../core/language/draft.ts";
import { lineStartsOf, positionAt } from "../../core/language/position.ts";
import type { Problem } from "../../core/language/problem.ts";
import { diagnosticOf, type Positions } from "../convert.ts";
import { settingsFor } from "../settings.ts";
import type { Surroundings } from "../workspace/surroundings.ts";
import type { TriggerFiles } from "../workspace/triggerFiles.ts";

const settleInMilliseconds = 150;

/** The problems of the trigger files, kept up to date; other features ask for those of a document. */
export class Diagnostics implements vscode.Disposable {
  readonly #files: TriggerFiles;
  readonly #surroundings: Surroundings;
  readonly #shown = vscode.languages.createDiagnosticCollection("hooksmith");
  readonly #drafts = new Map<string, Draft<CheckContext>>();
  /** What files are checked with, until something around them changes. */
  readonly #contexts = new Map<string, CheckContext>();
  readonly #disposable: vscode.Disposable;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #round = 0;

  constructor(files: TriggerFiles, surroundings: Surroundings) {
    this.#files = files;
    this.#surroundings = surroundings;
    this.#disposable = vscode.Disposable.from(
      this.#shown,
      files.onDidChange(() => this.#checkSoon()),
      surroundings.onDidChange(() => {
        this.#contexts.clear();
        this.#checkSoon();
      }),
    );
    this.#checkSoon();
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
    this.#timer = setTimeout(() => void this.#show(), settleInMilliseconds);
  }

  async #show(): Promise<void> {
    this.#round += 1;
    const round = this.#round;
    const files = checkDrafts(await this.#allDrafts());
    // A later round has newer texts.
    if (round !== this.#round) return;
    const positions = new Map(files.map((file) => [file.path, positionsIn(file)]));
    this.#shown.set(
      files.map((file) => [
        vscode.Uri.parse(file.path),
        file.problems.map((problem) =>
          diagnosticOf(positionsIn(file), problem, (path) => positions.get(path)),
        ),
      ]),
    );
    for (const path of this.#drafts.keys()) {
      if (positions.has(path)) continue;
      this.#drafts.delete(path);
      this.#shown.delete(vscode.Uri.parse(path));
    }
  }

  async #allDrafts(): Promise<readonly Draft<CheckContext>[]> {
    const drafts: Draft<CheckContext>[] = [];
    for (const { uri, text } of this.#files.all) {
      const path = uri.toString();
      const context = this.#contexts.get(path) ?? (await this.#contextOf(uri));
      this.#contexts.set(path, context);
      const draft = draftOf({ path, text }, context, this.#drafts.get(path));
      this.#drafts.set(path, draft);
      drafts.push(draft);
    }
    return drafts;
  }

  async #contextOf(uri: vscode.Uri): Promise<CheckContext> {
    const { project, secrets, envFile } = await this.#surroundings.contextOf(uri);
    const secretIsSet = (name: string) => secrets.some((secret) => secret.name === name);
    return {
      severities: settingsFor(uri).severities,
      ...(project === undefined ? {} : { project }),
      // With neither an env file nor a stored secret, secrets are set where nobody can look.
      ...(envFile === undefined && secrets.length === 0 ? {} : { secretIsSet }),
    };
  }
}

function positionsIn({ text }: CheckedFile): Positions {
  const lineStarts = lineStartsOf(text);
  return {
    positionAt: (offset) => {
      const { line, character } = positionAt(lineStarts, offset);
      return new vscode.Position(line, character);
    },
  };
}
