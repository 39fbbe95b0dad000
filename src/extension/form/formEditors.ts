import type * as vscode from "vscode";
import { FormDocument } from "./formDocument.ts";
import { FormPanel, type FormScene } from "./formPanel.ts";

interface OpenDocument {
  readonly form: FormDocument;
  readonly panels: Set<FormPanel>;
}

/** Shows trigger files as forms; the text of the document is all that they know. */
export class FormEditors implements vscode.CustomTextEditorProvider {
  readonly #scene: FormScene;
  readonly #open = new Map<string, OpenDocument>();
  /** Where in its file the next form is to open. */
  #wanted: { readonly uri: string; readonly offset: number } | undefined;

  constructor(scene: FormScene) {
    this.#scene = scene;
  }

  resolveCustomTextEditor(document: vscode.TextDocument, view: vscode.WebviewPanel): void {
    const key = document.uri.toString();
    const open = this.#open.get(key) ?? { form: new FormDocument(document), panels: new Set() };
    this.#open.set(key, open);
    const wanted = this.#wanted?.uri === key ? this.#wanted.offset : undefined;
    this.#wanted = undefined;
    const panel = new FormPanel(this.#scene, open.form, view, wanted);
    open.panels.add(panel);
    view.onDidDispose(() => {
      panel.dispose();
      open.panels.delete(panel);
      if (open.panels.size > 0) return;
      open.form.dispose();
      this.#open.delete(key);
    });
  }

  /** Makes the forms of a file, and the next one that opens, show the trigger at an offset. */
  choose(uri: vscode.Uri, offset: number): void {
    const key = uri.toString();
    this.#wanted = { uri: key, offset };
    for (const panel of this.#open.get(key)?.panels ?? []) panel.choose(offset);
  }
}
