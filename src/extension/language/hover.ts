import * as vscode from "vscode";
import { hover } from "../../core/language/hover/hover.ts";
import { rangeIn } from "../convert.ts";
import { languageId } from "../ids.ts";
import type { Surroundings } from "../workspace/surroundings.ts";

/** Explains what is under the pointer. */
export function registerHover(surroundings: Surroundings): vscode.Disposable {
  return vscode.languages.registerHoverProvider(languageId, {
    provideHover: async (document, position) => {
      const context = await surroundings.contextOf(document.uri);
      const found = hover(document.getText(), document.offsetAt(position), context);
      return (
        found &&
        new vscode.Hover(new vscode.MarkdownString(found.markdown), rangeIn(document, found.range))
      );
    },
  });
}
