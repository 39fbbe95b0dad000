import * as vscode from "vscode";
import { isInspectorState } from "../../core/inspector/messages.ts";
import { inspectorViewType } from "../ids.ts";
import type { CaptureInspector, InspectorServices, JudgedAgain } from "./captureInspector.ts";

/** The inspectors of captures: one that each click reuses, and those opened to the side of it. */
export class Inspectors implements vscode.Disposable {
  readonly #services: InspectorServices;
  readonly #open = new Set<CaptureInspector>();
  readonly #serializer: vscode.Disposable;

  constructor(services: InspectorServices) {
    this.#services = services;
    this.#serializer = vscode.window.registerWebviewPanelSerializer(inspectorViewType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        if (vscode.workspace.isTrusted && isInspectorState(state)) await this.#add(panel, state.id);
        else panel.dispose();
      },
    });
  }

  /** The capture that the inspector in front shows; undefined when another editor is in front. */
  get inspected(): string | undefined {
    return [...this.#open].find(({ panel }) => panel.active)?.id;
  }

  /** Shows a capture in the inspector that was opened first, or in a new one beside it. */
  async show(id: string, isAside: boolean, again?: JudgedAgain): Promise<void> {
    const [first] = this.#open;
    if (first !== undefined && !isAside) {
      await first.show(id, again);
      first.panel.reveal(undefined, false);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      inspectorViewType,
      vscode.l10n.t("Captured Request"),
      isAside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
      { enableFindWidget: true },
    );
    await this.#add(panel, id, again);
  }

  dispose(): void {
    this.#serializer.dispose();
    for (const { panel } of this.#open) panel.dispose();
  }

  async #add(panel: vscode.WebviewPanel, id: string, again?: JudgedAgain): Promise<void> {
    // The page and what it takes to fill it are seldom wanted.
    const { CaptureInspector } = await import("./captureInspector.ts");
    const inspector = new CaptureInspector(panel, this.#services);
    this.#open.add(inspector);
    panel.onDidDispose(() => {
      this.#open.delete(inspector);
      inspector.dispose();
    });
    await inspector.show(id, again);
  }
}
