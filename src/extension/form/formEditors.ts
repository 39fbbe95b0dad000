import * as vscode from "vscode";
import { type FromForm, isFromForm, type ToForm } from "../../core/form/messages.ts";
import { readTriggers } from "../../core/language/readTriggers.ts";
import { showPage } from "../pages/page.ts";
import { openAsText } from "./openAs.ts";

/** Shows trigger files as forms; the text of the document is all that a form knows. */
export class FormEditors implements vscode.CustomTextEditorProvider {
  readonly #extension: vscode.Uri;

  constructor(extension: vscode.Uri) {
    this.#extension = extension;
  }

  resolveCustomTextEditor(document: vscode.TextDocument, panel: vscode.WebviewPanel): void {
    const page = showPage<ToForm, FromForm>(panel.webview, this.#extension, {
      name: "form",
      title: vscode.l10n.t("Webhook Trigger Form"),
      isReceived: isFromForm,
      receive: ({ kind }, post) => {
        switch (kind) {
          case "ready":
            return post(viewOf(document));
          case "open-text":
            return openAsText(document.uri);
        }
      },
    });
    const following = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === document) page.post(viewOf(document));
    });
    panel.onDidDispose(() => vscode.Disposable.from(page, following).dispose());
  }
}

function viewOf(document: vscode.TextDocument): ToForm {
  const triggers = readTriggers(document.getText()).map(({ name }) => ({ name }));
  return { kind: "view", version: document.version, triggers };
}
