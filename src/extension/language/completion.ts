import * as vscode from "vscode";
import { complete } from "../../core/language/complete/complete.ts";
import type { Completion, CompletionKind } from "../../core/language/complete/completion.ts";
import { rangeIn } from "../convert.ts";
import { languageId } from "../ids.ts";
import type { Surroundings } from "../workspace/surroundings.ts";

const kinds: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  item: vscode.CompletionItemKind.Snippet,
  key: vscode.CompletionItemKind.Property,
  word: vscode.CompletionItemKind.EnumMember,
  text: vscode.CompletionItemKind.Value,
  number: vscode.CompletionItemKind.Value,
  header: vscode.CompletionItemKind.Field,
  secret: vscode.CompletionItemKind.Constant,
  placeholder: vscode.CompletionItemKind.Variable,
  step: vscode.CompletionItemKind.Function,
  pipeline: vscode.CompletionItemKind.Module,
  input: vscode.CompletionItemKind.Reference,
  "problem-code": vscode.CompletionItemKind.Text,
};

/** Proposes what may stand at the cursor. */
export function registerCompletion(surroundings: Surroundings): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    languageId,
    {
      provideCompletionItems: async (document, position) => {
        const context = await surroundings.contextOf(document.uri);
        return complete(document.getText(), document.offsetAt(position), context).map(
          (completion) => itemOf(document, completion),
        );
      },
    },
    ...[":", " ", "-", "{", '"', "#", "."],
  );
}

function itemOf(document: vscode.TextDocument, completion: Completion): vscode.CompletionItem {
  const { label, kind, detail, help, edit, sortText, filterText } = completion;
  const item = new vscode.CompletionItem(label, kinds[kind]);
  if (detail !== undefined) item.detail = detail;
  if (help !== undefined) item.documentation = new vscode.MarkdownString(help);
  item.insertText = edit.isSnippet ? new vscode.SnippetString(edit.text) : edit.text;
  item.range = rangeIn(document, edit.range);
  item.sortText = sortText;
  item.filterText = filterText;
  item.preselect = completion.preselect;
  item.keepWhitespace = true;
  if (completion.triggerAgain) {
    item.command = { command: "editor.action.triggerSuggest", title: "" };
  }
  return item;
}
