import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import type { CaptureFilter, CaptureSummary } from "../../core/captures/capture.ts";
import type { CaptureStore } from "../../node/captures/captureStore.ts";
import { UserError } from "../../node/userError.ts";
import { capturesViewId, contextKeys } from "../ids.ts";
import { RowTree } from "../views/rowTree.ts";
import { type CaptureNode, captureNode, moreNode } from "./captureItems.ts";
import type { Captures } from "./captures.ts";
import { filterWords } from "./captureWords.ts";

const pageSize = 200;

/** The captured requests, newest first, a page at a time, live while the listener runs. */
export class CapturesView implements vscode.Disposable {
  readonly #captures: Captures;
  readonly #rows = new RowTree<CaptureNode>(() => this.#read());
  readonly #view = vscode.window.createTreeView(capturesViewId, {
    treeDataProvider: this.#rows,
    canSelectMany: true,
  });
  readonly #disposable: vscode.Disposable;
  #filter: CaptureFilter = {};
  #wanted = pageSize;
  #unseen = 0;
  #round = 0;

  constructor(captures: Captures) {
    this.#captures = captures;
    this.#disposable = vscode.Disposable.from(
      this.#view,
      this.#rows,
      captures.onDidChange(() => this.#rows.update()),
      captures.onDidKeep((count) => this.#countUnseen(count)),
      this.#view.onDidChangeVisibility(() => this.#look()),
      // Another window of the workspace may have kept something meanwhile.
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#look();
      }),
    );
  }

  get filter(): CaptureFilter {
    return this.#filter;
  }

  /** The captures that are selected, in the order of the view. */
  get selection(): readonly CaptureSummary[] {
    return this.#view.selection.flatMap(({ capture }) => capture ?? []);
  }

  /** Shows only what a filter wants. */
  filterBy(filter: CaptureFilter): void {
    this.#filter = filter;
    this.#wanted = pageSize;
    const isFiltered = filterWords(filter) !== "";
    void vscode.commands.executeCommand("setContext", contextKeys.capturesFiltered, isFiltered);
    this.update();
  }

  showMore(): void {
    this.#wanted += pageSize;
    this.update();
  }

  update(): void {
    this.#round += 1;
    this.#rows.update();
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #read(): Promise<readonly CaptureNode[]> {
    const nodes = await this.#readNodes();
    const { trouble } = this.#captures;
    void vscode.commands.executeCommand(
      "setContext",
      contextKeys.capturesTroubled,
      trouble !== undefined,
    );
    this.#view.message = this.#message(nodes.length === 0, trouble);
    return nodes;
  }

  async #readNodes(): Promise<readonly CaptureNode[]> {
    try {
      return await this.#list(await this.#captures.store());
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return [];
    }
  }

  /** An empty view has a welcome of its own, which a message would hide. */
  #message(isEmpty: boolean, trouble: UserError | undefined): string {
    if (trouble !== undefined) return `${trouble.message} ${trouble.remedy}`;
    const words = filterWords(this.#filter);
    return isEmpty || words === "" ? "" : vscode.l10n.t("Only: {0}", words);
  }

  async #list(store: CaptureStore): Promise<readonly CaptureNode[]> {
    const round = this.#round;
    const nodes: CaptureNode[] = [];
    let before: number | undefined;
    do {
      const page = store.list(this.#filter, this.#wanted - nodes.length, before);
      nodes.push(...page.captures.map(captureNode));
      before = page.next;
      // A search for text rests, so that the window goes on and another search can take its place.
      await setImmediate();
    } while (before !== undefined && nodes.length < this.#wanted && round === this.#round);
    return before === undefined ? nodes : [...nodes, moreNode()];
  }

  #look(): void {
    if (!this.#view.visible) return;
    this.#unseen = 0;
    this.#view.badge = undefined;
    this.#rows.update();
  }

  #countUnseen(count: number): void {
    if (this.#view.visible) return;
    this.#unseen += count;
    const value = this.#unseen;
    const tooltip =
      value === 1
        ? vscode.l10n.t("1 new captured request")
        : vscode.l10n.t("{0} new captured requests", value);
    this.#view.badge = { value, tooltip };
  }
}
