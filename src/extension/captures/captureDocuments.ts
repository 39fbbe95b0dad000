import * as vscode from "vscode";
import type { Workspace } from "../workspace/workspace.ts";
import type { Captures } from "./captures.ts";
import type { CapturePart } from "./captureText.ts";
import { maskedByNow } from "./masking.ts";

const scheme = "hooksmith-capture";

/** Captures as documents that can be read, compared and searched, but not changed. */
export function registerCaptureDocuments(
  captures: Captures,
  workspace: Workspace,
): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ query, authority }) => {
      const { captureText } = await import("./captureText.ts");
      const capture = (await captures.store()).get(query);
      if (capture === undefined) return vscode.l10n.t("This capture is no longer kept.");
      const { captures: masked } = await maskedByNow(workspace, [capture]);
      return masked.map((one) => captureText(one, authority as CapturePart)).join("");
    },
  });
}

/** The address of a document of a capture, which is named so in its tab. */
export function captureUri(id: string, part: CapturePart, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme, authority: part, path: `/${name}`, query: id });
}
