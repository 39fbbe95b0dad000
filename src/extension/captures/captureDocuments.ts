import * as vscode from "vscode";
import type { Captures } from "./captures.ts";
import type { CapturePart } from "./captureText.ts";

const scheme = "hooksmith-capture";

/** Captures as documents that can be read, compared and searched, but not changed. */
export function registerCaptureDocuments(captures: Captures): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ query, authority }) => {
      const { captureText } = await import("./captureText.ts");
      const capture = (await captures.store()).get(query);
      return capture === undefined
        ? vscode.l10n.t("This capture is no longer kept.")
        : captureText(capture, authority as CapturePart);
    },
  });
}

/** The address of a document of a capture, which is named so in its tab. */
export function captureUri(id: string, part: CapturePart, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme, authority: part, path: `/${name}`, query: id });
}
