import * as vscode from "vscode";
import { secretSourceOf } from "../../core/language/languageContext.ts";
import { commands } from "../ids.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type SecretRow, type SecretUse, secretRows } from "./secretRows.ts";

/** A row of the view; `name` says to commands which secret is meant. */
export type SecretNode =
  | { readonly node: "secret"; readonly name: string; readonly row: SecretRow }
  | { readonly node: "use"; readonly name: string; readonly use: SecretUse };

/** The secrets that triggers refer to, and whether and where each is set; never a value. */
export class SecretsView implements vscode.TreeDataProvider<SecretNode>, vscode.Disposable {
  readonly #workspace: Workspace;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #disposable: vscode.Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    const tell = () => this.#changed.fire(undefined);
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      workspace.checked.onDidCheck(tell),
      workspace.secretStore.onDidChange(tell),
    );
  }

  /** The secrets as they are now. */
  async rows(): Promise<readonly SecretRow[]> {
    const { checked, surroundings, secretStore } = this.#workspace;
    const files = await checked.all();
    const contexts = new Map(
      await Promise.all(
        files.map(
          async ({ path }) => [path, await surroundings.contextOf(vscode.Uri.parse(path))] as const,
        ),
      ),
    );
    return secretRows(files, secretStore.names, (name, path) => {
      const context = contexts.get(path);
      return context && secretSourceOf(name, context);
    });
  }

  async getChildren(node?: SecretNode): Promise<SecretNode[]> {
    if (node === undefined) {
      return (await this.rows()).map((row) => ({ node: "secret", name: row.name, row }));
    }
    if (node.node === "use") return [];
    return node.row.uses.map((use) => ({ node: "use", name: node.name, use }));
  }

  getTreeItem(node: SecretNode): vscode.TreeItem {
    return node.node === "secret" ? secretItem(node.row) : useItem(node.use);
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}

function secretItem({ name, source, uses }: SecretRow): vscode.TreeItem {
  const item = new vscode.TreeItem(
    name,
    uses.length > 0
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None,
  );
  const where = sourceWords(source);
  item.id = name;
  item.iconPath =
    source === undefined
      ? new vscode.ThemeIcon("warning", new vscode.ThemeColor("list.warningForeground"))
      : new vscode.ThemeIcon("key");
  // Private keys sign test webhooks; no trigger refers to them.
  const isPrivateKey = name.includes(" ");
  item.description =
    uses.length === 0 && !isPrivateKey
      ? vscode.l10n.t("{0}, not used by any trigger", where)
      : where;
  item.contextValue = [
    isPrivateKey ? "privateKey" : "secret",
    source === "secret storage" ? "kept" : "elsewhere",
  ].join(".");
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

function sourceWords(source: SecretRow["source"]): string {
  switch (source) {
    case undefined:
      return vscode.l10n.t("not set");
    case "secret storage":
      return vscode.l10n.t("in the secret storage");
    case "env file":
      return vscode.l10n.t("in the env file");
    case "environment":
      return vscode.l10n.t("in the environment");
  }
}

function useItem({ path, trigger, range }: SecretUse): vscode.TreeItem {
  const name = trigger || vscode.l10n.t("(no name)");
  const item = new vscode.TreeItem(name);
  const file = vscode.workspace.asRelativePath(vscode.Uri.parse(path));
  item.description = file;
  item.iconPath = new vscode.ThemeIcon("symbol-event");
  item.command = {
    command: commands.openPlace,
    title: vscode.l10n.t("Go to Text"),
    arguments: [{ path, range }],
  };
  item.accessibilityInformation = { label: vscode.l10n.t("used by {0} in {1}", name, file) };
  return item;
}
