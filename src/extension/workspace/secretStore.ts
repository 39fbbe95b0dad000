import * as vscode from "vscode";

const namesKey = "secretNames";

/** The secrets of this workspace that the editor keeps; the values lie in the system's keyring. */
export class SecretStore {
  readonly #values: vscode.SecretStorage;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.#changed.event;

  constructor({ secrets, workspaceState }: vscode.ExtensionContext) {
    this.#values = secrets;
    this.#memory = workspaceState;
  }

  get names(): readonly string[] {
    return this.#memory.get<readonly string[]>(namesKey, []);
  }

  async set(name: string, value: string): Promise<void> {
    await this.#values.store(keyOf(name), value);
    await this.#memory.update(namesKey, [...new Set([...this.names, name])]);
    this.#changed.fire();
  }
}

/** Secrets belong to a workspace, while the keyring is one for all. */
function keyOf(name: string): string {
  const workspace = vscode.workspace.workspaceFile ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  return `${workspace?.toString() ?? ""} ${name}`;
}
