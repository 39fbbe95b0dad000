import { join } from "node:path";
import * as vscode from "vscode";
import type { RunPlan } from "../../core/runs/plan.ts";
import { planText } from "../../core/runs/planText.ts";
import { runText } from "../../core/runs/recordText.ts";
import type { RunRecord } from "../../core/runs/runRecord.ts";
import { RunStore } from "../../node/runs/runStore.ts";

const mostInMemory = 200;

/** The runs of this window and those that were kept, with what was planned for them. */
export class RunRecords {
  readonly store: RunStore;
  /** In the order in which they came. */
  readonly #told = new Map<string, RunRecord>();
  readonly #plans = new Map<string, readonly RunPlan[]>();

  constructor({ globalStorageUri }: vscode.ExtensionContext) {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const parent = folder === undefined ? globalStorageUri.fsPath : join(folder, ".hooksmith");
    this.store = new RunStore(join(parent, "runs"));
  }

  /** Newest first. */
  all(): readonly RunRecord[] {
    const kept = this.store.list().filter(({ id }) => !this.#told.has(id));
    return [...this.#told.values(), ...kept].toSorted(
      (one, other) => other.launchedAt - one.launchedAt,
    );
  }

  find(runId: string): RunRecord | undefined {
    return this.#told.get(runId) ?? this.store.find(runId);
  }

  /** Takes note of a run as it is now; gives what was known before. */
  take(record: RunRecord): RunRecord | undefined {
    const before = this.#told.get(record.id);
    this.#told.set(record.id, record);
    for (const id of this.#told.keys()) {
      if (this.#told.size <= mostInMemory) break;
      this.#told.delete(id);
      this.#plans.delete(id);
    }
    return before;
  }

  /** Takes note of what a run means. */
  takePlans(runId: string, plans: readonly RunPlan[]): void {
    this.#plans.set(runId, plans);
  }

  /** What a run meant when it was accepted; undefined when that was in another window, or long ago. */
  plansOf(runId: string): readonly RunPlan[] | undefined {
    return this.#plans.get(runId);
  }

  /** Forgets a run that has ended, and deletes what was kept of it. */
  delete(runId: string): void {
    this.store.delete(runId);
    this.#told.delete(runId);
    this.#plans.delete(runId);
  }

  /** The folder of a run, or of an execution of it. */
  folderOf(runId: string, execution = ""): string {
    return join(this.store.folderOf(runId), execution);
  }

  /** All of a run as a text to read. */
  textOf(runId: string): string {
    const record = this.find(runId);
    if (record === undefined) return vscode.l10n.t("This run is no longer there.");
    const plain = (_: unknown, text: string) => text;
    const planned = this.#plans.get(runId)?.map((plan) => planText(plan, plain)) ?? [];
    const at = new Date(record.launchedAt).toLocaleString(vscode.env.language);
    const text = runText(record, this.folderOf(runId), at, plain);
    if (record.mode === "plan") return `${record.id}  ${record.trigger}\n${planned.join("")}`;
    return planned.length === 0
      ? text
      : `${text}\n${vscode.l10n.t("What was planned:")}\n${planned.join("")}`;
  }
}
