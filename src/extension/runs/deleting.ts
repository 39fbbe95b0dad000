import * as vscode from "vscode";
import type { RunRecord } from "../../core/runs/runRecord.ts";
import { ask, showMessage } from "../messages.ts";
import type { RunRecords } from "./runRecords.ts";

/** Deletes runs with all their files after a question; those that go on stay. */
export async function deleteRuns(
  records: RunRecords,
  wanted: readonly RunRecord[],
  question: string,
): Promise<void> {
  const ended = wanted.filter(({ endedAt }) => endedAt !== undefined);
  if (ended.length === 0) {
    await showMessage(
      "information",
      wanted.length === 0
        ? vscode.l10n.t("No run is kept.")
        : vscode.l10n.t("What still goes on cannot be deleted: stop it first."),
    );
    return;
  }
  const remove = vscode.l10n.t("Delete");
  const detail = vscode.l10n.t(
    "Payloads, outputs and logs are deleted too. This cannot be undone.",
  );
  if ((await ask("warning", question, detail, remove)) !== remove) return;
  for (const { id } of ended) records.delete(id);
}
