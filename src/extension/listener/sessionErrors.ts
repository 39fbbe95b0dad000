import * as vscode from "vscode";
import type { Loaded } from "../../node/triggerTable.ts";
import { UserError } from "../../node/userError.ts";

/** The listener needs trust, and there is none. */
export function notTrusted(): UserError {
  return new UserError(
    vscode.l10n.t("Nothing listens in a workspace that is not trusted."),
    vscode.l10n.t("Trust the workspace first."),
  );
}

/** None of the triggers can be served, or there are none. */
export function nothingToServe({ files, leftOut }: Loaded): UserError {
  return leftOut.length > 0 || files.some((file) => file.problems.length > 0)
    ? new UserError(
        vscode.l10n.t("No trigger of this workspace can be served: each has an error."),
        vscode.l10n.t("Mend the errors that are listed among the problems."),
      )
    : new UserError(
        vscode.l10n.t("There is no trigger in this workspace."),
        vscode.l10n.t("Write one with “Webhook Trigger: New Trigger…”."),
      );
}
