import assert from "node:assert/strict";
import * as vscode from "vscode";

/** A file of the workspace that the suite runs in. */
export function fileAt(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the example workspace in an editor. */
export async function openExample(name: string): Promise<vscode.TextDocument> {
  const { document } = await vscode.window.showTextDocument(fileAt(name));
  return document;
}

/** Waits until something holds; the runner ends what takes too long. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The codes of the problems that the editor shows for a file, in their order. */
export function codesOf(uri: vscode.Uri): readonly string[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === "hooksmith")
    .map(({ code }) => (typeof code === "object" ? String(code.value) : String(code)));
}

/** Waits until the problems of a file are these. */
export async function untilCodes(uri: vscode.Uri, codes: readonly string[]): Promise<void> {
  await until(() => codesOf(uri).join() === codes.join());
}

/** Replaces the first occurrence of a piece of a document's text. */
export async function replace(
  document: vscode.TextDocument,
  piece: string,
  text: string,
): Promise<void> {
  const start = document.getText().indexOf(piece);
  assert.ok(start >= 0, `no ${piece} in ${document.uri.path}`);
  const range = new vscode.Range(
    document.positionAt(start),
    document.positionAt(start + piece.length),
  );
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** The position right after the first occurrence of a piece of a document's text. */
export function after(document: vscode.TextDocument, piece: string): vscode.Position {
  const start = document.getText().indexOf(piece);
  assert.ok(start >= 0, `no ${piece} in ${document.uri.path}`);
  return document.positionAt(start + piece.length);
}
