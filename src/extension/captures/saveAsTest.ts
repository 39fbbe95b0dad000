import * as vscode from "vscode";
import type { Capture } from "../../core/captures/capture.ts";
import { captureTest } from "../../core/captures/captureTest.ts";
import { judgeCapture } from "../../core/captures/judge.ts";
import { maskedText } from "../../core/captures/mask.ts";
import { UserError } from "../../node/userError.ts";
import { editsIn } from "../convert.ts";
import { checkWhole, TriggersOfNow } from "./judging.ts";
import type { CaptureServices } from "./services.ts";

/** Writes a capture beside its trigger file, and names it there as a test that expects the verdict of now. */
export async function saveAsTest(
  { workspace }: CaptureServices,
  capture: Capture,
  version: string,
): Promise<void> {
  checkWhole(capture);
  const triggers = await TriggersOfNow.read(workspace);
  const chosen = triggers.of(capture);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(chosen.path));
  const verdict = await judgeCapture(capture, triggers.judge(chosen), capture.receivedAt);
  const test = captureTest(
    document.getText(),
    chosen.trigger,
    capture,
    verdict,
    version,
    triggers.all.map(({ trigger }) => trigger),
  );
  if (test === undefined) {
    throw new UserError(
      vscode.l10n.t("The file of “{0}” is not laid out so that a test can be added.", chosen.name),
      vscode.l10n.t("Write its tests as a list of their own lines."),
    );
  }
  const file = vscode.Uri.joinPath(document.uri, "..", test.path);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { overwrite: true, contents: Buffer.from(test.content) });
  edit.set(document.uri, editsIn(document, test.edits));
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new UserError(
      vscode.l10n.t("The test could not be written beside “{0}”.", chosen.name),
      vscode.l10n.t("Check that its folder may be written to."),
    );
  }
  const [first] = test.edits;
  const at = document.positionAt(first?.range.start ?? 0);
  const editor = await vscode.window.showTextDocument(document);
  editor.revealRange(
    new vscode.Range(at, at),
    vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
  const said = vscode.l10n.t("Saved as the test {0}.", test.path);
  vscode.window.setStatusBarMessage([said, maskedText(test.masked)].join(" "), 10_000);
}
