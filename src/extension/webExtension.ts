import type { ExtensionContext } from "vscode";
import { registerLanguage } from "./language/register.ts";
import { Workspace } from "./workspace/workspace.ts";

/** Starts the extension in a web host, where there is no Node. */
export function activate(context: ExtensionContext): void {
  const workspace = new Workspace(context);
  context.subscriptions.push(workspace, registerLanguage(context, workspace));
}
