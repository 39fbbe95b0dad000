import type { ExtensionContext } from "vscode";
import { registerForm } from "./form/register.ts";
import { registerLanguage } from "./language/register.ts";
import { registerListener } from "./listener/register.ts";
import { registerTasks } from "./tasks.ts";
import { Workspace } from "./workspace/workspace.ts";

let stopListener: (() => Promise<void>) | undefined;

/** Starts the extension on a desktop or a remote host. */
export function activate(context: ExtensionContext): void {
  const workspace = new Workspace(context, process.env);
  const listener = registerListener(context, workspace);
  stopListener = () => listener.stop();
  context.subscriptions.push(
    workspace,
    registerLanguage(context, workspace),
    registerForm({ extension: context.extensionUri, workspace, sends: true }),
    listener,
    registerTasks(context),
  );
}

/** Ends what the window had begun: the listener answers who is waiting, and frees its port. */
export async function deactivate(): Promise<void> {
  await stopListener?.();
}
