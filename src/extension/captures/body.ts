import * as vscode from "vscode";
import type { Capture } from "../../core/captures/capture.ts";
import { mediaTypeOf } from "../../core/request/request.ts";
import { captureUri } from "./captureDocuments.ts";
import { timeWords, triggerWords } from "./captureWords.ts";

/** Opens the body of a capture in an editor, to be read and searched. */
export async function openBody(capture: Capture): Promise<void> {
  const name = `${triggerWords(capture)} ${timeWords(capture.receivedAt)}`.replaceAll("/", "-");
  const uri = captureUri(capture.id, "body", `${name}.${extensionOf(capture)}`);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** Saves the bytes of a body to a file that is asked for. */
export async function saveBody(capture: Capture): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file("/");
  const name = `${capture.trigger.slug || "body"}.${extensionOf(capture)}`;
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(folder, name),
    title: vscode.l10n.t("Save Body"),
  });
  if (file === undefined) return;
  await vscode.workspace.fs.writeFile(file, capture.request.body);
  vscode.window.setStatusBarMessage(
    vscode.l10n.t("Saved {0}", vscode.workspace.asRelativePath(file)),
    5000,
  );
}

function extensionOf({ request }: Capture): string {
  const media = mediaTypeOf(request) ?? "";
  if (/[/+]json$/.test(media)) return "json";
  if (/[/+]xml$/.test(media)) return "xml";
  return media.startsWith("text/") || /urlencoded$/.test(media) ? "txt" : "bin";
}
