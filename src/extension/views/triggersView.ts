import * as vscode from "vscode";
import type { LastVerdicts } from "../listener/lastVerdicts.ts";
import type { ListenerSession } from "../listener/session.ts";
import type { CheckedFiles } from "../workspace/checkedFiles.ts";
import { addressItem, fileItem, partItem, triggerItem } from "./triggerItems.ts";
import type { TriggerNode } from "./triggerNode.ts";
import { fileRows, type Place, type TriggerRow } from "./triggerRows.ts";

/** The trigger files with their triggers, what these consist of, and how the last request fared. */
export class TriggersView implements vscode.TreeDataProvider<TriggerNode>, vscode.Disposable {
  readonly #checked: CheckedFiles;
  readonly #session: ListenerSession;
  readonly #verdicts: LastVerdicts;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #disposable: vscode.Disposable;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(checked: CheckedFiles, session: ListenerSession, verdicts: LastVerdicts) {
    this.#checked = checked;
    this.#session = session;
    this.#verdicts = verdicts;
    const tell = () => this.#changed.fire(undefined);
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      checked.onDidCheck(tell),
      session.onDidChange(tell),
      verdicts.onDidChange(tell),
    );
  }

  async getChildren(node?: TriggerNode): Promise<TriggerNode[]> {
    if (node === undefined) {
      return fileRows(await this.#checked.all()).map((row) => ({ node: "file", row }));
    }
    switch (node.node) {
      case "file":
        return node.row.triggers.map((row) => ({
          node: "trigger",
          path: row.path,
          slug: row.slug,
          row,
        }));
      case "trigger":
        return childrenOf(node.row);
      default:
        return [];
    }
  }

  getTreeItem(node: TriggerNode): vscode.TreeItem {
    const { state } = this.#session;
    switch (node.node) {
      case "file":
        return fileItem(node.row, state);
      case "trigger":
        return triggerItem(node.row, state, this.#lastOf(node));
      case "address":
        return addressItem(node, state);
      case "part": {
        const line =
          node.condition === undefined
            ? undefined
            : this.#lastOf(node)?.verdict.trace[node.condition];
        return partItem(node, line);
      }
    }
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #lastOf({ path, slug }: { readonly path: string; readonly slug: string }) {
    const last = this.#verdicts.of(slug);
    return last?.served.path === path ? last : undefined;
  }
}

function childrenOf({ path, slug, parts, standing }: TriggerRow): TriggerNode[] {
  let condition = 0;
  const nodes = parts.map((part): TriggerNode => {
    const isCondition = part.kind === "condition";
    const node = { node: "part", path, slug, part } as const;
    return { ...node, condition: isCondition ? condition++ : undefined };
  });
  return standing.standing === "fit" ? [{ node: "address", path, slug }, ...nodes] : nodes;
}

/** Opens a file at a place. */
export async function openPlace({ path, range }: Place): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(path));
  const selection = new vscode.Range(
    document.positionAt(range.start),
    document.positionAt(range.end),
  );
  await vscode.window.showTextDocument(document, { selection });
}
