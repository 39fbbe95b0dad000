import type { ExtensionContext } from "vscode";
import { registerLanguage } from "./language/register.ts";
import { registerTasks } from "./tasks.ts";

/** Starts the extension on a desktop or a remote host. */
export function activate(context: ExtensionContext): void {
  context.subscriptions.push(registerLanguage(context), registerTasks(context));
}
