import * as vscode from "vscode";
import { secretSourceOf } from "../../core/language/languageContext.ts";
import { commands } from "../ids.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type Row, RowTree } from "./rowTree.ts";
import { type SecretRow, type SecretUse, secretRows } from "./secretRows.ts";

/** A row of the view; `name` says to commands which secret is meant. */
interface SecretNode extends Row<SecretNode> {
  readonly name: string;
}

/** The secrets that triggers refer to, and whether and where each is set; never a value. */
export class SecretsView implements vscode.Disposable {
  readonly #workspace: Workspace;
  readonly #rows = new RowTree(async () => (await this.rows()).map(secretNode));
  readonly #view = vscode.window.createTreeView("hooksmith.secrets", {
    treeDataProvider: this.#rows,
  });
  readonly #disposable: vscode.Disposable;

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
    const update = () => this.#rows.update();
    this.#disposable = vscode.Disposable.from(
      this.#view,
      this.#rows,
      workspace.checked.onDidCheck(update),
      workspace.secretStore.onDidChange(update),
    );
  }

  /** The name of the secret that is selected. */
  get selected(): string | undefined {
    return this.#view.selection[0]?.name;
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

  dispose(): void {
    this.#disposable.dispose();
  }
}

function secretNode(row: SecretRow): SecretNode {
  const { name, uses } = row;
  const children = uses.map((use, index) => {
    const id = `${name} ${use.path} ${index}`;
    return { id, name, item: useItem(use), children: [] };
  });
  return { id: name, name, item: secretItem(row), children };
}

function secretItem({ name, source, uses }: SecretRow): vscode.TreeItem {
  const item = new vscode.TreeItem(
    name,
    uses.length > 0
      ? vscode.TreeItemCollapsibleState.Collapsed
      : vscode.TreeItemCollapsibleState.None,
  );
  const where = sourceWords(source);
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
