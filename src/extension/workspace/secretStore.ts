import * as vscode from "vscode";

const namesKey = "secretNames";

/** The secrets of this workspace that the editor keeps; the values lie in the system's keyring. */
export class SecretStore implements vscode.Disposable {
  readonly #values: vscode.SecretStorage;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposable: vscode.Disposable;

  /** Fires also when another window of the same workspace changed something. */
  readonly onDidChange = this.#changed.event;

  constructor({ secrets, workspaceState }: vscode.ExtensionContext) {
    this.#values = secrets;
    this.#memory = workspaceState;
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      secrets.onDidChange(({ key }) => {
        if (key.startsWith(keyOf(""))) this.#changed.fire();
      }),
    );
  }

  get names(): readonly string[] {
    return this.#memory.get<readonly string[]>(namesKey, []);
  }

  /** The value under a name, or undefined when none is kept. */
  async get(name: string): Promise<string | undefined> {
    return this.#values.get(keyOf(name));
  }

  async set(name: string, value: string): Promise<void> {
    await this.#memory.update(namesKey, [...new Set([...this.names, name])]);
    await this.#values.store(keyOf(name), value);
    this.#changed.fire();
  }

  async delete(name: string): Promise<void> {
    await this.#memory.update(
      namesKey,
      this.names.filter((other) => other !== name),
    );
    await this.#values.delete(keyOf(name));
    this.#changed.fire();
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}

/** Secrets belong to a workspace, while the keyring is one for all. */
function keyOf(name: string): string {
  const workspace = vscode.workspace.workspaceFile ?? vscode.workspace.workspaceFolders?.[0]?.uri;
  return `${workspace?.toString() ?? ""} ${name}`;
}
