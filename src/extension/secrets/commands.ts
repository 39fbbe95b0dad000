import * as vscode from "vscode";
import { commands } from "../ids.ts";
import { ask, showMessage } from "../messages.ts";
import { registerTrusted } from "../trust.ts";
import type { SecretRow } from "../views/secretRows.ts";
import type { SecretStore } from "../workspace/secretStore.ts";
import { askForSecret, keptSecret } from "./askForSecret.ts";

/** The secrets as the view shows them. */
interface ShownSecrets {
  rows(): Promise<readonly SecretRow[]>;
  readonly selected: string | undefined;
}

/** The commands that set, change and delete secrets, and copy their references. */
export function registerSecretCommands(store: SecretStore, shown: ShownSecrets): vscode.Disposable {
  return vscode.Disposable.from(
    registerTrusted(commands.setSecret, async (argument: unknown) => {
      const name = nameIn(argument) ?? (await pickName(await shown.rows()));
      const value = name && (await askForSecret(name));
      if (name && value) await keptSecret(store, name, value);
    }),
    registerTrusted(commands.deleteSecret, async (argument: unknown) => {
      const kept = (await shown.rows()).filter(({ name }) => store.names.includes(name));
      // A key that is pressed in the view brings no row along.
      const wanted = argument === selection ? shown.selected : nameIn(argument);
      const row = kept.find(({ name }) => name === wanted) ?? (await pickKept(kept));
      if (row !== undefined && (await mayDelete(row))) await store.delete(row.name);
    }),
    registerTrusted(commands.copySecretReference, async (argument: unknown) => {
      const name = nameIn(argument) ?? (await pickName(await shown.rows()));
      if (name === undefined) return;
      await vscode.env.clipboard.writeText(`{env:${name}}`);
      vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", `{env:${name}}`), 5000);
    }),
  );
}

/** What the key binding says instead of a row. */
const selection = "selection of the view";

/** The secret that is meant: as a row of the view, or by its name. */
function nameIn(argument: unknown): string | undefined {
  if (typeof argument === "string") return argument;
  return typeof argument === "object" &&
    argument !== null &&
    "name" in argument &&
    typeof argument.name === "string"
    ? argument.name
    : undefined;
}

async function pickName(rows: readonly SecretRow[]): Promise<string | undefined> {
  const another = vscode.l10n.t("Another name…");
  const referred = rows.filter(({ uses }) => uses.length > 0);
  const unsetFirst = [
    ...referred.filter(({ source }) => source === undefined),
    ...referred.filter(({ source }) => source !== undefined),
  ];
  const item = await vscode.window.showQuickPick(
    [
      ...unsetFirst.map(({ name, source }) => ({
        label: name,
        description: source ?? vscode.l10n.t("not set"),
      })),
      { label: another, description: "" },
    ],
    { placeHolder: vscode.l10n.t("Which secret?") },
  );
  if (item?.label !== another) return item?.label;
  return await vscode.window.showInputBox({
    title: vscode.l10n.t("The name of the secret"),
    prompt: vscode.l10n.t("Triggers refer to it by {env:NAME}."),
    ignoreFocusOut: true,
    validateInput: (name) =>
      /^[\w-]+$/.test(name)
        ? undefined
        : vscode.l10n.t("A name consists of letters, digits, _ and -."),
  });
}

async function pickKept(kept: readonly SecretRow[]): Promise<SecretRow | undefined> {
  if (kept.length === 0) {
    await showMessage(
      "information",
      vscode.l10n.t("The editor keeps no secret for this workspace."),
    );
    return undefined;
  }
  const items = kept.map((row) => ({ label: row.name, row }));
  const item = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Which secret is to be deleted?"),
  });
  return item?.row;
}

async function mayDelete(row: SecretRow): Promise<boolean> {
  const remove = vscode.l10n.t("Delete");
  const answer = await ask(
    "warning",
    vscode.l10n.t("Delete the secret {0}?", row.name),
    row.uses.length === 0
      ? vscode.l10n.t("Its value cannot be brought back.")
      : vscode.l10n.t(
          "It is used by {0}. Its value cannot be brought back.",
          row.uses.map(({ trigger }) => trigger).join(", "),
        ),
    remove,
  );
  return answer === remove;
}
