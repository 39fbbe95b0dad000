import * as vscode from "vscode";
import { registerCommands } from "../commands.ts";
import { Projects } from "../workspace/projects.ts";
import { SecretStore } from "../workspace/secretStore.ts";
import { Surroundings } from "../workspace/surroundings.ts";
import { TriggerFiles } from "../workspace/triggerFiles.ts";
import { registerCompletion } from "./completion.ts";
import { Diagnostics } from "./diagnostics.ts";
import { registerHover } from "./hover.ts";
import { registerNavigation } from "./navigation.ts";
import { registerQuickFixes } from "./quickFixes.ts";
import { registerStructure } from "./structure.ts";

/** Everything that the trigger language has in the editor; needs no Node. */
export function registerLanguage(context: vscode.ExtensionContext): vscode.Disposable {
  const store = new SecretStore(context);
  const files = new TriggerFiles();
  const projects = new Projects();
  const surroundings = new Surroundings(projects, store);
  const diagnostics = new Diagnostics(files, surroundings);
  return vscode.Disposable.from(
    files,
    projects,
    surroundings,
    diagnostics,
    registerCompletion(surroundings),
    registerHover(surroundings),
    registerQuickFixes(diagnostics),
    registerNavigation(files, surroundings),
    registerStructure(),
    registerCommands(context, store),
  );
}
