import * as vscode from "vscode";
import { registerForm } from "./form/register.ts";
import { commands } from "./ids.ts";
import { registerLanguage } from "./language/register.ts";
import { showMessage } from "./messages.ts";
import { Workspace } from "./workspace/workspace.ts";

/** What the language and the form bring with them, in a browser too. */
const commandsWithoutNode: ReadonlySet<string> = new Set([
  commands.explainProblem,
  commands.fixAll,
  commands.keepSecret,
  commands.newTrigger,
  commands.openAsForm,
  commands.openAsText,
  commands.openFormToTheSide,
]);

/** What needs sockets, or the secrets and views that go with them. */
const commandsOfNode = Object.values(commands).filter(
  (command) => !commandsWithoutNode.has(command),
);

/** Starts the extension in a web host, where there is no Node. */
export function activate(context: vscode.ExtensionContext): void {
  const workspace = new Workspace(context);
  context.subscriptions.push(
    workspace,
    registerLanguage(context, workspace),
    registerForm({ extension: context.extensionUri, workspace, sends: false }),
    ...commandsOfNode.map((command) => vscode.commands.registerCommand(command, sayWhereElse)),
  );
}

async function sayWhereElse(): Promise<void> {
  await showMessage(
    "information",
    vscode.l10n.t(
      "A browser can neither listen nor send webhooks: open this folder in VS Code on a desktop or a remote host.",
    ),
  );
}
