import * as vscode from "vscode";
import { UserError } from "../node/userError.ts";
import { settingsSection } from "./ids.ts";
import { type MessageKind, showMessage } from "./messages.ts";

/** Something that a message offers to do. */
export interface WayOn {
  readonly title: string;
  readonly run: () => unknown;
}

/** Shows an error that is meant to be read, with what can be done about it; throws any other on. */
export async function showError(error: unknown, ...waysOn: readonly WayOn[]): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  if (!(error instanceof UserError)) throw error;
  await offer("error", `${error.message} ${error.remedy}`, waysOn);
}

/** Shows a message with what can be done next, and does what is chosen. */
export async function offer(
  kind: MessageKind,
  message: string,
  waysOn: readonly WayOn[],
): Promise<void> {
  const chosen = await showMessage(kind, message, ...waysOn.map(({ title }) => title));
  await waysOn.find(({ title }) => title === chosen)?.run();
}

/** Leads to one of our settings. */
export function openSetting(name: string): WayOn {
  return {
    title: vscode.l10n.t("Open Settings"),
    run: () =>
      vscode.commands.executeCommand("workbench.action.openSettings", `${settingsSection}.${name}`),
  };
}
