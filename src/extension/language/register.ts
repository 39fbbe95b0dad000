import * as vscode from "vscode";
import { registerCommands } from "../commands.ts";
import { registerNewTrigger } from "../newTrigger/newTrigger.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { registerCompletion } from "./completion.ts";
import { registerDiagnostics } from "./diagnostics.ts";
import { registerHover } from "./hover.ts";
import { registerNavigation } from "./navigation.ts";
import { registerQuickFixes } from "./quickFixes.ts";
import { registerStructure } from "./structure.ts";

/** Everything that the trigger language has in the editor; needs no Node. */
export function registerLanguage(
  context: vscode.ExtensionContext,
  workspace: Workspace,
): vscode.Disposable {
  const { files, surroundings, checked, secretStore } = workspace;
  return vscode.Disposable.from(
    registerDiagnostics(checked),
    registerCompletion(surroundings),
    registerHover(surroundings),
    registerQuickFixes(checked),
    registerNavigation(files, surroundings),
    registerStructure(),
    registerCommands(context, secretStore),
    registerNewTrigger(workspace),
  );
}
