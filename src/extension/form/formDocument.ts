import * as vscode from "vscode";
import type { FormChange } from "../../core/form/change.ts";
import { editsFor } from "../../core/form/editsFor.ts";
import { type FormFile, formFileOf } from "../../core/form/formFile.ts";
import type { ToForm } from "../../core/form/messages.ts";
import { rebased } from "../../core/form/rebase.ts";
import type { TextEdit } from "../../core/language/textEdit.ts";
import { editsIn } from "../convert.ts";

/** What became of a change. */
export type Outcome =
  | { readonly outcome: "made"; readonly version: number }
  | {
      readonly outcome: "refused";
      readonly why: string;
      readonly because: Extract<ToForm, { readonly kind: "refused" }>["because"];
    };

const mostVersions = 50;

/** A document that is shown as a form: what forms change is made on it one by one, in order. */
export class FormDocument implements vscode.Disposable {
  readonly document: vscode.TextDocument;
  /** The text of the latest versions, so that a change can be understood that was made on one of them. */
  readonly #files = new Map<number, FormFile>();
  readonly #disposable: vscode.Disposable;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(document: vscode.TextDocument) {
    this.document = document;
    this.#disposable = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) this.file();
      }),
      vscode.workspace.onWillSaveTextDocument((event) => {
        // What was typed before the save is part of what is saved.
        if (event.document === document) event.waitUntil(this.idle());
      }),
    );
  }

  /** The text as it is now, as a form reads it. */
  file(): FormFile {
    const { version } = this.document;
    const known = this.#files.get(version);
    if (known !== undefined) return known;
    const file = formFileOf(this.document.getText(), [...this.#files.values()].at(-1));
    this.#files.set(version, file);
    for (const old of [...this.#files.keys()].slice(0, -mostVersions)) this.#files.delete(old);
    return file;
  }

  /** Makes a change of the text of a version, anew when the text has become another one. */
  change(change: FormChange, version: number): Promise<Outcome> {
    return this.enqueue(() => this.#make(change, version));
  }

  /** Does something when everything before it is done. */
  enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }

  /** Resolves when all changes that were asked for are made. */
  async idle(): Promise<undefined> {
    await this.#queue;
    return undefined;
  }

  /** Makes edits of the text as it is now; false when it has just changed. */
  async apply(edits: readonly TextEdit[]): Promise<boolean> {
    if (edits.length === 0) return true;
    const workspaceEdit = new vscode.WorkspaceEdit();
    workspaceEdit.set(this.document.uri, editsIn(this.document, edits));
    return await vscode.workspace.applyEdit(workspaceEdit);
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #make(change: FormChange, version: number): Promise<Outcome> {
    const before = this.#files.get(version);
    for (;;) {
      const now = this.document.version;
      const file = this.file();
      const meant =
        before === undefined || now === version ? change : rebased(change, before, file);
      if (meant === undefined || (before === undefined && now !== version)) {
        return isReadable(file) ? stale : unreadable;
      }
      const result = editsFor(file, meant);
      if (result.outcome === "refused") {
        return {
          outcome: "refused",
          why: result.why,
          because: now === version ? "unfit" : "stale",
        };
      }
      if (await this.apply(result.edits)) {
        return { outcome: "made", version: this.document.version };
      }
      if (this.document.version === now) return readOnly;
    }
  }
}

const stale: Outcome = {
  outcome: "refused",
  why: vscode.l10n.t("The text has changed meanwhile, and what was typed here was not taken over."),
  because: "stale",
};

const unreadable: Outcome = {
  outcome: "refused",
  why: vscode.l10n.t("The text cannot be read at the moment: mend it first."),
  because: "unreadable",
};

const readOnly: Outcome = {
  outcome: "refused",
  why: vscode.l10n.t("This file cannot be changed."),
  because: "unfit",
};

/** Whether all triggers of a text can be read, rather than it being half typed. */
function isReadable({ pieces }: FormFile): boolean {
  return pieces.every(({ source: { items, text } }) =>
    items.length === 0 ? text.trim() === "" : items.every(({ broken }) => broken === undefined),
  );
}
