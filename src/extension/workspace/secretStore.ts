import * as vscode from "vscode";

/**
 * The secrets that the editor keeps for the folders of this workspace; the values lie in the
 * system's keyring. A secret belongs to a folder, so that it is still there when another folder joins.
 */
export class SecretStore implements vscode.Disposable {
  readonly #values: vscode.SecretStorage;
  readonly #memory: vscode.Memento;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #disposable: vscode.Disposable;

  /** Fires also when another window of the same folder changed something. */
  readonly onDidChange = this.#changed.event;

  constructor({ secrets, globalState }: vscode.ExtensionContext) {
    this.#values = secrets;
    this.#memory = globalState;
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      secrets.onDidChange(({ key }) => {
        if (owners().some((owner) => key.startsWith(keyOf(owner, "")))) this.#changed.fire();
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#changed.fire()),
    );
  }

  get names(): readonly string[] {
    return [...new Set(owners().flatMap((owner) => this.#namesOf(owner)))];
  }

  /** The value under a name, or undefined when none is kept. */
  async get(name: string): Promise<string | undefined> {
    const owner = this.#ownerOf(name);
    return owner === undefined ? undefined : await this.#values.get(keyOf(owner, name));
  }

  async set(name: string, value: string): Promise<void> {
    const owner = this.#ownerOf(name) ?? owners()[0] ?? "";
    await this.#values.store(keyOf(owner, name), value);
    await this.#remember(owner, [...new Set([...this.#namesOf(owner), name])]);
    this.#changed.fire();
  }

  async delete(name: string): Promise<void> {
    for (const owner of owners()) {
      const names = this.#namesOf(owner);
      if (!names.includes(name)) continue;
      await this.#values.delete(keyOf(owner, name));
      await this.#remember(
        owner,
        names.filter((other) => other !== name),
      );
    }
    this.#changed.fire();
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #ownerOf(name: string): string | undefined {
    return owners().find((owner) => this.#namesOf(owner).includes(name));
  }

  #namesOf(owner: string): readonly string[] {
    return this.#memory.get<readonly string[]>(namesKey(owner), []);
  }

  async #remember(owner: string, names: readonly string[]): Promise<void> {
    await this.#memory.update(namesKey(owner), names.length === 0 ? undefined : names);
  }
}

/** The folders of the workspace; one without a name where none is open. */
function owners(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length === 0 ? [""] : folders.map(({ uri }) => uri.toString());
}

/** The keyring is one for all folders. An address holds no blank. */
function keyOf(owner: string, name: string): string {
  return `${owner} ${name}`;
}

function namesKey(owner: string): string {
  return `secretNames ${owner}`;
}
