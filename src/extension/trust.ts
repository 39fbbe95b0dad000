import * as vscode from "vscode";
import { offer, showError } from "./errors.ts";

/**
 * Registers a command that listens, sends or touches secrets: it refuses in a workspace that is not
 * trusted, and shows the errors that are meant to be read.
 */
export function registerTrusted<Args extends readonly unknown[]>(
  command: string,
  run: (...args: Args) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (...args) => {
    if (!vscode.workspace.isTrusted) return await refuse();
    try {
      return await run(...(args as unknown as Args));
    } catch (error) {
      await showError(error);
      return undefined;
    }
  });
}

async function refuse(): Promise<void> {
  const message = vscode.l10n.t("This can be done once you trust this workspace.");
  await offer("warning", message, [
    {
      title: vscode.l10n.t("Manage Workspace Trust"),
      run: () => vscode.commands.executeCommand("workbench.trust.manage"),
    },
  ]);
}
