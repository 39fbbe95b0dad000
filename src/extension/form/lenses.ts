import * as vscode from "vscode";
import { lensPlaces } from "../../core/language/outline/lenses.ts";
import { rangeIn } from "../convert.ts";
import { commands, languageId } from "../ids.ts";

/** Offers above each trigger to open it as a form. */
export function registerFormLenses(): vscode.Disposable {
  return vscode.languages.registerCodeLensProvider(languageId, {
    provideCodeLenses: (document) =>
      lensPlaces(document.getText()).map(({ range }) => {
        const place = { path: document.uri.toString(), offset: range.start };
        return new vscode.CodeLens(rangeIn(document, range), {
          title: vscode.l10n.t("$(preview) Open as Form"),
          command: commands.openAsForm,
          arguments: [place],
        });
      }),
  });
}
