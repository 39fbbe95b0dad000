import * as vscode from "vscode";
import { fixSourceOf } from "../core/language/fix/fixSource.ts";
import { secretTextAt } from "../core/language/fix/secretFixes.ts";
import { editsIn } from "./convert.ts";
import { commands } from "./ids.ts";
import type { FixRequest } from "./language/quickFixes.ts";
import { askForSecret, keptSecret } from "./secrets/askForSecret.ts";
import { registerTrusted } from "./trust.ts";
import type { SecretStore } from "./workspace/secretStore.ts";

/** The commands that the language features call. */
export function registerCommands(
  context: vscode.ExtensionContext,
  store: SecretStore,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.explainProblem, (code: string) =>
      explainProblem(context.extensionUri, code),
    ),
    registerTrusted(commands.keepSecret, (request: FixRequest) => keepSecret(store, request)),
    vscode.commands.registerCommand(commands.fixAll, () =>
      vscode.commands.executeCommand("editor.action.sourceAction", {
        kind: "source.fixAll.hooksmith",
        apply: "first",
      }),
    ),
  );
}

/** Shows what the README says of a problem; the packager writes its name in small letters. */
async function explainProblem(extension: vscode.Uri, code: string): Promise<void> {
  const names = (await vscode.workspace.fs.readDirectory(extension)).map(([name]) => name);
  const name = names.find((candidate) => candidate.toLowerCase() === "readme.md") ?? "README.md";
  const readme = vscode.Uri.joinPath(extension, name).with({ fragment: code });
  await vscode.commands.executeCommand("markdown.showPreview", readme);
}

/** Keeps a secret outside the file, asked for or taken from it, and then makes the edits. */
async function keepSecret(store: SecretStore, request: FixRequest): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(request.uri));
  if (document.version !== request.version) return;
  const { command, edits } = request;
  const value =
    command.kind === "set-secret"
      ? await askForSecret(command.name)
      : secretTextAt(fixSourceOf(document.getText()), command.range);
  if (value === undefined || value === "") return;
  if (!(await keptSecret(store, command.name, value))) return;
  const workspaceEdit = new vscode.WorkspaceEdit();
  workspaceEdit.set(document.uri, editsIn(document, edits));
  await vscode.workspace.applyEdit(workspaceEdit);
}
