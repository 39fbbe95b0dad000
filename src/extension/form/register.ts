import * as vscode from "vscode";
import { commands, formViewType } from "../ids.ts";
import { FormEditors } from "./formEditors.ts";
import type { FormScene } from "./formPanel.ts";
import { registerFormLenses } from "./lenses.ts";
import { type FilePlace, openAsForm, openAsText, openFormToTheSide, placeOf } from "./openAs.ts";

/** The form, and the ways from text to form and back; needs no Node. */
export function registerForm(scene: FormScene): vscode.Disposable {
  const editors = new FormEditors(scene);
  const register = (command: string, open: (place: FilePlace) => Promise<void>) =>
    vscode.commands.registerCommand(command, async (argument: unknown) => {
      const place = placeOf(argument);
      if (place === undefined) return;
      if (place.offset !== undefined) editors.choose(place.uri, place.offset);
      await open(place);
    });
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(formViewType, editors, {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { enableFindWidget: true },
    }),
    registerFormLenses(),
    register(commands.openAsForm, openAsForm),
    register(commands.openAsText, openAsText),
    register(commands.openFormToTheSide, openFormToTheSide),
  );
}
