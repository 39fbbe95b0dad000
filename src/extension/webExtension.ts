import * as vscode from "vscode";
import { registerForm } from "./form/register.ts";
import { commands } from "./ids.ts";
import { registerLanguage } from "./language/register.ts";
import { Workspace } from "./workspace/workspace.ts";

/** What needs sockets or the secrets that go with them. */
const commandsOfNode = [
  commands.startListener,
  commands.stopListener,
  commands.copyAddress,
  commands.showLog,
  commands.sendTestWebhook,
  commands.sendWith,
  commands.copyAs,
  commands.setSecret,
  commands.deleteSecret,
  commands.copySecretReference,
  commands.inspectCapture,
  commands.inspectCaptureToTheSide,
  commands.filterCaptures,
  commands.clearCaptureFilter,
  commands.refreshCaptures,
  commands.showMoreCaptures,
  commands.pinCapture,
  commands.unpinCapture,
  commands.deleteCapture,
  commands.clearCaptures,
  commands.renewCaptures,
  commands.compareCaptures,
  commands.replayCapture,
  commands.replayAllCaptures,
  commands.editCapture,
  commands.signAndSendCapture,
  commands.sendCaptureAsWritten,
  commands.judgeCapture,
  commands.judgeAllCaptures,
  commands.exportCaptures,
  commands.importCaptures,
  commands.copyCaptureAs,
  commands.saveCaptureAsTest,
  commands.openCaptureBody,
  commands.saveCaptureBody,
];

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
  await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "A browser can neither listen nor send webhooks: open this folder in VS Code on a desktop or a remote host.",
    ),
  );
}
