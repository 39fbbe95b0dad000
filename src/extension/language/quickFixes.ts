import * as vscode from "vscode";
import type { Fix, FixCommand } from "../../core/language/fix/fix.ts";
import { fixAll } from "../../core/language/fix/fixAll.ts";
import { fixesIn } from "../../core/language/fix/fixesFor.ts";
import { fixSourceOf } from "../../core/language/fix/fixSource.ts";
import { codeOf, editsIn, rangeIn } from "../convert.ts";
import { commands, languageId } from "../ids.ts";
import type { CheckedFiles } from "../workspace/checkedFiles.ts";

const fixAllKind = vscode.CodeActionKind.SourceFixAll.append("hooksmith");

/** Offers the fixes of problems, one by one and all that are surely meant at once. */
export function registerQuickFixes(checked: CheckedFiles): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    languageId,
    {
      provideCodeActions: async (document, _, { diagnostics: shown, only }) => {
        const check = await checked.checkerOf(document.uri);
        const text = document.getText();
        if (only?.contains(fixAllKind) === true) return allFixed(document, check);
        const source = fixSourceOf(text);
        return check(text).flatMap((problem) => {
          const range = rangeIn(document, problem.range);
          const own = shown.find(
            (diagnostic) => codeOf(diagnostic) === problem.code && diagnostic.range.isEqual(range),
          );
          return own === undefined
            ? []
            : fixesIn(source, problem).map((fix) => actionOf(document, fix, own));
        });
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind] },
  );
}

type Check = Awaited<ReturnType<CheckedFiles["checkerOf"]>>;

function allFixed(document: vscode.TextDocument, check: Check): vscode.CodeAction[] {
  const edits = fixAll(document.getText(), check);
  if (edits.length === 0) return [];
  const title = vscode.l10n.t("Fix all problems that have a clear fix");
  const action = new vscode.CodeAction(title, fixAllKind);
  action.edit = new vscode.WorkspaceEdit();
  action.edit.set(document.uri, editsIn(document, edits));
  return [action];
}

/** What a fix that needs more than edits is called with. */
export interface FixRequest {
  readonly uri: string;
  readonly version: number;
  readonly command: FixCommand;
  readonly edits: Fix["edits"];
}

function actionOf(
  document: vscode.TextDocument,
  { title, edits, isPreferred, command }: Fix,
  diagnostic: vscode.Diagnostic,
): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.isPreferred = isPreferred;
  if (command === undefined) {
    action.edit = new vscode.WorkspaceEdit();
    action.edit.set(document.uri, editsIn(document, edits));
  } else {
    const request: FixRequest = {
      uri: document.uri.toString(),
      version: document.version,
      command,
      edits,
    };
    action.command = { command: commands.keepSecret, title, arguments: [request] };
  }
  return action;
}
