import * as vscode from "vscode";
import { commands } from "../ids.ts";
import { ask, showMessage } from "../messages.ts";
import type { Captures } from "./captures.ts";

/** Keeps captures however old they become, or no longer. */
export async function pinCaptures(
  captures: Captures,
  ids: readonly string[],
  command: typeof commands.pinCapture | typeof commands.unpinCapture,
): Promise<void> {
  const store = await captures.store();
  for (const id of ids) store.pin(id, command === commands.pinCapture);
  captures.tell();
}

/** Deletes captures; asks first when they are many or pinned, since they cannot be brought back. */
export async function deleteCaptures(captures: Captures, ids: readonly string[]): Promise<void> {
  const store = await captures.store();
  const question =
    ids.length > 1
      ? vscode.l10n.t("Delete {0} captured requests?", ids.length)
      : vscode.l10n.t("Delete a captured request that is pinned?");
  const isAsked = ids.length > 1 || ids.some((id) => store.get(id)?.pinned === true);
  if (isAsked && !(await mayDelete(question))) return;
  store.delete(ids);
  captures.tell();
}

/** Deletes all captures, or all that are not pinned, after a question. */
export async function clearCaptures(captures: Captures): Promise<void> {
  const store = await captures.store();
  const count = store.count();
  const pinned = store.count({ pinned: true });
  if (count === 0) {
    await showMessage("information", vscode.l10n.t("No request is kept."));
    return;
  }
  const all = vscode.l10n.t("Delete All");
  const loose = vscode.l10n.t("Delete All but Pinned");
  const answer = await ask(
    "warning",
    count === 1
      ? vscode.l10n.t("Delete the captured request?")
      : vscode.l10n.t("Delete all {0} captured requests?", count),
    vscode.l10n.t("They cannot be brought back."),
    ...(pinned > 0 && pinned < count ? [loose] : []),
    all,
  );
  if (answer === undefined) return;
  for (const page of store.pages(answer === loose ? { pinned: false } : {}, 1000)) {
    store.delete(page.map(({ id }) => id));
  }
  store.shrink();
  captures.tell();
}

async function mayDelete(question: string): Promise<boolean> {
  const remove = vscode.l10n.t("Delete");
  const detail = vscode.l10n.t("This cannot be undone.");
  const answer = await ask("warning", question, detail, remove);
  return answer === remove;
}
