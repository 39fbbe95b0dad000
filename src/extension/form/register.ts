import * as vscode from "vscode";
import { commands, formViewType } from "../ids.ts";
import { FormEditors } from "./formEditors.ts";
import { openAsForm, openAsText, openFormToTheSide } from "./openAs.ts";

/** The form, and the ways from text to form and back; needs no Node. */
export function registerForm({ extensionUri }: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(formViewType, new FormEditors(extensionUri)),
    vscode.commands.registerCommand(commands.openAsForm, openAsForm),
    vscode.commands.registerCommand(commands.openAsText, openAsText),
    vscode.commands.registerCommand(commands.openFormToTheSide, openFormToTheSide),
  );
}
