import * as vscode from "vscode";
import { outlineOf } from "../../core/language/outline/outline.ts";
import { readTriggers } from "../../core/language/readTriggers.ts";
import { slugOf } from "../../core/trigger/address.ts";
import { rangeIn } from "../convert.ts";
import type { TriggerReference } from "../listener/triggerChoice.ts";

/** Opens the trigger file with a condition selected; with the trigger itself when there is no such condition. */
export async function showCondition(
  { path, slug }: TriggerReference,
  index: number,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(path));
  const text = document.getText();
  const position = readTriggers(text).findIndex(({ name }) => slugOf(name) === slug);
  const trigger = outlineOf(text)[position];
  const conditions = trigger?.children.filter(({ kind }) => kind === "condition") ?? [];
  const entry = conditions[index] ?? trigger;
  await vscode.window.showTextDocument(document, {
    ...(entry && { selection: rangeIn(document, entry.range) }),
  });
}
