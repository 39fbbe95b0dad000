import * as vscode from "vscode";
import { offer, openSetting } from "../errors.ts";
import type { SecretStore } from "../workspace/secretStore.ts";

/** Asks for the value of a secret in a password box; undefined when nothing was entered. */
export async function askForSecret(name: string): Promise<string | undefined> {
  const value = await vscode.window.showInputBox({
    title: vscode.l10n.t("Set the secret {0}", name),
    prompt: vscode.l10n.t("It is kept in the secret storage of the editor, not in a file."),
    password: true,
    ignoreFocusOut: true,
  });
  return value === "" ? undefined : value;
}

/** Keeps a secret; where the system has no keyring, says where else it can be kept, and gives false. */
export async function keptSecret(
  store: SecretStore,
  name: string,
  value: string,
): Promise<boolean> {
  try {
    await store.set(name, value);
    return true;
  } catch {
    const message = vscode.l10n.t(
      "The editor cannot keep the secret {0}: this system has no keyring that works. Put it into the env file or the environment instead.",
      name,
    );
    await offer("error", message, [openSetting("envFile")]);
    return false;
  }
}
