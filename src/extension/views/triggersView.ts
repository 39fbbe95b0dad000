import * as vscode from "vscode";
import type { LastVerdicts } from "../listener/lastVerdicts.ts";
import type { ListenerSession } from "../listener/session.ts";
import type { CheckedFiles } from "../workspace/checkedFiles.ts";
import { RowTree } from "./rowTree.ts";
import { addressItem, fileItem, partItem, triggerItem } from "./triggerItems.ts";
import type { TriggerNode } from "./triggerNode.ts";
import { fileRows, type Place, type TriggerRow } from "./triggerRows.ts";

/** The trigger files with their triggers, what these consist of, and how the last request fared. */
export class TriggersView implements vscode.Disposable {
  readonly #checked: CheckedFiles;
  readonly #session: ListenerSession;
  readonly #verdicts: LastVerdicts;
  readonly #rows = new RowTree(() => this.#read());
  readonly #view = vscode.window.createTreeView("hooksmith.triggers", {
    treeDataProvider: this.#rows,
    showCollapseAll: true,
  });
  readonly #disposable: vscode.Disposable;

  constructor(checked: CheckedFiles, session: ListenerSession, verdicts: LastVerdicts) {
    this.#checked = checked;
    this.#session = session;
    this.#verdicts = verdicts;
    const update = () => this.#rows.update();
    this.#disposable = vscode.Disposable.from(
      this.#view,
      this.#rows,
      checked.onDidCheck(update),
      session.onDidChange(update),
      verdicts.onDidChange(update),
    );
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #read(): Promise<readonly TriggerNode[]> {
    const files = fileRows(await this.#checked.all());
    const { state } = this.#session;
    const nodes = files.map((row) => ({
      id: row.path,
      path: row.path,
      item: fileItem(row, state),
      children: numbered(row.triggers).map(([id, trigger]) => this.#triggerNode(id, trigger)),
    }));
    this.#showRefused(nodes);
    return nodes;
  }

  #triggerNode(id: string, row: TriggerRow): TriggerNode {
    const { path, slug, standing } = row;
    const { state } = this.#session;
    const isServedBefore = this.#session.servedBefore(path, slug) !== undefined;
    const last = this.#verdicts.of(row, row.trigger);
    const trace = last?.holds === true ? last.received.verdict.trace : [];
    const node = (part: string, item: vscode.TreeItem) => {
      return { id: `${id} ${part}`, path, slug, item, children: [] };
    };
    let condition = 0;
    const parts = row.parts.map((part, index) => {
      const line = part.kind === "condition" ? trace[condition++] : undefined;
      return node(String(index), partItem(path, part, line));
    });
    const isFit = standing.standing === "fit" || isServedBefore;
    return {
      id,
      path,
      slug,
      item: triggerItem(row, state, last, isServedBefore),
      children: isFit ? [node("address", addressItem({ path, slug }, state)), ...parts] : parts,
      ...(standing.standing === "taken" ? { namesake: standing.by } : {}),
    };
  }

  /** The badge counts the triggers whose last webhook was refused. */
  #showRefused(files: readonly TriggerNode[]): void {
    const triggers = files.flatMap(({ children }) => children);
    const value = triggers.filter(({ item }) => item.contextValue?.endsWith(".refused")).length;
    const tooltip =
      value === 1
        ? vscode.l10n.t("1 trigger refused its last webhook")
        : vscode.l10n.t("{0} triggers refused their last webhook", value);
    this.#view.badge = value === 0 ? undefined : { value, tooltip };
  }
}

/** The triggers of a file, each with an id that stays when others change, also where two share a name. */
function numbered(triggers: readonly TriggerRow[]): readonly (readonly [string, TriggerRow])[] {
  const seen = new Map<string, number>();
  return triggers.map((row) => {
    const number = seen.get(row.slug) ?? 0;
    seen.set(row.slug, number + 1);
    return [`${row.path} ${row.slug} ${number}`, row];
  });
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
