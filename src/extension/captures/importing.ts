import { basename } from "node:path";
import * as vscode from "vscode";
import { importedCapture } from "../../core/captures/imported.ts";
import { readRequestFiles } from "../../core/captures/requestFile.ts";
import { SecretFinder } from "../../core/captures/secretFinder.ts";
import { UserError } from "../../node/userError.ts";
import { showMessage } from "../messages.ts";
import { TriggersOfNow } from "./judging.ts";
import type { CaptureServices } from "./services.ts";

/** Keeps the requests of files that are asked for; secrets of this workspace stay out. */
export async function importCaptures(services: CaptureServices, wanted: unknown): Promise<number> {
  const files = wanted instanceof vscode.Uri ? [wanted] : await askForFiles();
  if (files === undefined) return 0;
  const triggers = await TriggersOfNow.read(services.workspace);
  const finder = new SecretFinder(triggers.all);
  const context = { now: Date.now(), newId: () => crypto.randomUUID(), finder };
  const store = await services.captures.store();
  const unread: string[] = [];
  let count = 0;
  for (const file of files) {
    const text = Buffer.from(await vscode.workspace.fs.readFile(file)).toString("utf8");
    const read = readRequestFiles(basename(file.path), text);
    const captures = read.flatMap((stored) => {
      if (stored.outcome === "read") return [importedCapture(stored, context)];
      unread.push(`${basename(file.path)}: ${stored.why}`);
      return [];
    });
    count += store.add(captures).captures.length;
  }
  services.captures.tell();
  if (count === 0 && unread.length > 0) {
    throw new UserError(unread[0] ?? "", vscode.l10n.t("Nothing was imported."));
  }
  const said = vscode.l10n.t("Imported {0} captured requests.", count);
  void showMessage("information", [said, ...unread.slice(0, 3)].join(" "));
  return count;
}

async function askForFiles(): Promise<readonly vscode.Uri[] | undefined> {
  return await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t("Import"),
    filters: { [vscode.l10n.t("Requests")]: ["har", "http", "rest", "json"] },
  });
}
