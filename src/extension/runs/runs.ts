import { join } from "node:path";
import * as vscode from "vscode";
import type { Accepted } from "../../core/engine/verdict.ts";
import type { Launches } from "../../core/inspector/inspection.ts";
import type { RunPlan } from "../../core/runs/plan.ts";
import { hasOutput, type RunRecord } from "../../core/runs/runRecord.ts";
import { ProjectFiles } from "../../node/projectFile.ts";
import { offer, showError } from "../errors.ts";
import { runScheme } from "../ids.ts";
import type { ListenerSession } from "../listener/session.ts";
import type { TriggerChoice } from "../listener/triggerChoice.ts";
import { showMessage } from "../messages.ts";
import type { SecretStore } from "../workspace/secretStore.ts";
import { Consent } from "./consent.ts";
import { deleteRuns } from "./deleting.ts";
import { followHosted, type HostedRun } from "./followHosted.ts";
import { Launching } from "./launching.ts";
import { itemOf } from "./runItems.ts";
import { childrenOf, type RunNode } from "./runNode.ts";
import { RunRecords } from "./runRecords.ts";
import { RunTerminals } from "./runTerminals.ts";

/** What runs need of the window around them. */
interface Surroundings {
  readonly session: ListenerSession;
  readonly secretStore: SecretStore;
  readonly context: vscode.ExtensionContext;
  readonly onChange: () => void;
}

/** What accepted webhooks launched: what is planned, what runs here, and what was sent on. */
export class Runs {
  readonly launching: Launching;
  readonly #secretStore: SecretStore;
  readonly #onChange: () => void;
  readonly #records: RunRecords;
  readonly #consent: Consent;
  readonly #projects = new ProjectFiles();
  readonly #terminals = new RunTerminals((runId) => this.launching.stop(runId));

  constructor({ session, secretStore, context, onChange }: Surroundings) {
    this.#secretStore = secretStore;
    this.#onChange = onChange;
    this.#records = new RunRecords(context);
    this.#consent = new Consent(context.workspaceState);
    this.launching = new Launching({
      ...{ session, secretStore, store: this.#records.store },
      consent: this.#consent,
      onPlanned: (runId, plans) => this.#records.takePlans(runId, plans),
      watcher: {
        onChange: (record) => this.#take(record),
        onOutput: this.#terminals.output,
        onProblem: (error) => void showError(error),
        onBug: (error) => console.error(error),
      },
    });
  }

  childrenOf(node: RunNode | undefined): RunNode[] {
    return [...childrenOf(node, node === undefined ? this.#records.all() : [])];
  }

  itemOf(node: RunNode): vscode.TreeItem {
    return itemOf(node, ({ run, execution, path }) => this.#fileOf(run, execution.folder, path));
  }

  /** What an accepted request leads to: by the plan of then, or else by the valohai.yaml of now. */
  launchesOf({ runId, runs }: Accepted, triggerFile: string): Launches {
    const kept = this.#records.plansOf(runId);
    return {
      plans: kept ?? this.#planAnew(runs, vscode.Uri.parse(triggerFile)),
      isPlannedAnew: kept === undefined,
      record: this.#records.find(runId),
    };
  }

  /** The file that an execution of a run left; undefined when it left no such file. */
  outputOf(run: RunRecord, folder: string, path: string): vscode.Uri | undefined {
    const isThere = run.actions
      .flatMap(({ executions }) => executions)
      .some(
        (execution) =>
          execution.folder === folder && execution.outputs.some((output) => output.path === path),
      );
    return isThere ? this.#fileOf(run, folder, path) : undefined;
  }

  /** All of a run as a text to read. */
  textOf(uri: vscode.Uri): string {
    return this.#records.textOf(uri.path.replace(/^\/|\.txt$/g, ""));
  }

  async show({ run }: RunNode): Promise<void> {
    const uri = vscode.Uri.from({ scheme: runScheme, path: `/${run.id}.txt` });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }

  /** Shows what the programs of a run write, or have written. */
  async showOutput(node: RunNode): Promise<void> {
    if (node.node === "run" && this.#terminals.show(node.run.id)) return;
    const all = node.run.actions.flatMap((action) => action.executions);
    const executions = (node.node === "execution" ? [node.execution] : all).filter(hasOutput);
    for (const { folder } of executions) {
      const path = join(this.#records.folderOf(node.run.id, folder), "output.log");
      await vscode.window.showTextDocument(vscode.Uri.file(path), {
        preview: executions.length === 1,
      });
    }
  }

  async openFolder(node: RunNode): Promise<void> {
    const execution = node.node === "execution" ? node.execution.folder : "";
    const folder = this.#records.folderOf(node.run.id, execution);
    await vscode.commands.executeCommand("revealFileInOS", vscode.Uri.file(folder));
  }

  /** Ends a run, or the only one that goes on, or the one of them that is picked. */
  async stop(node: RunNode | undefined): Promise<void> {
    const isGoing = ({ endedAt }: RunRecord) => endedAt === undefined;
    const [only, ...others] = this.#records.all().filter(isGoing);
    // The view gives no row while it is being filled anew.
    const chosen = node?.run ?? (others.length === 0 ? only : undefined);
    const run = chosen ?? (await this.#pick(isGoing));
    if (run !== undefined) await this.launching.stop(run.id);
  }

  /** Follows a run of this machine, or one of the hosted service. */
  async follow(wanted: RunNode | HostedRun | undefined, triggers: TriggerChoice): Promise<void> {
    const followThere = (known?: HostedRun) =>
      followHosted(triggers, this.#secretStore, known, (url) => this.#consent.mayAsk(url));
    if (wanted !== undefined && "runId" in wanted) return await followThere(wanted);
    const other = { label: vscode.l10n.t("A run of the hosted service…"), run: "hosted" } as const;
    const run = wanted?.run ?? (await this.#pick(() => true, other));
    if (run === undefined) return;
    if (run === "hosted") await followThere();
    else if (run.mode === "local") await this.showOutput({ node: "run", run });
    else if (run.relay?.hostedRunId === undefined) await this.show({ node: "run", run });
    else await followThere({ slug: run.slug, runId: run.relay.hostedRunId });
  }

  /** Deletes a run, or all, after a question; what goes on stays. */
  async delete(node: RunNode | undefined): Promise<void> {
    const runs = node === undefined ? this.#records.all() : [node.run];
    const question =
      node === undefined
        ? vscode.l10n.t("Delete all runs?")
        : vscode.l10n.t("Delete the run of {0}?", node.run.trigger);
    try {
      await deleteRuns(this.#records, runs, question);
    } finally {
      this.#onChange();
    }
  }

  /** Lets be asked again what was refused. */
  askAgain(): void {
    this.#consent.askAgain();
  }

  /** Ends all that goes on. */
  async close(): Promise<void> {
    await this.launching.close();
    this.#terminals.dispose();
  }

  #fileOf(run: RunRecord, folder: string, path: string): vscode.Uri {
    return vscode.Uri.file(join(this.#records.folderOf(run.id, folder), "outputs", path));
  }

  #planAnew(runs: Accepted["runs"], triggerFile: vscode.Uri): readonly RunPlan[] {
    if (vscode.workspace.getWorkspaceFolder(triggerFile) !== undefined) {
      return this.#projects.plan(runs, triggerFile.fsPath).plans;
    }
    const why = vscode.l10n.t("The trigger file is not in this workspace.");
    return runs.map((run) => ({ kind: "unresolved", run, why }));
  }

  #take(record: RunRecord): void {
    const before = this.#records.take(record);
    if (record.mode === "local") this.#terminals.follow(record);
    const finding = record.relay?.finding;
    if (finding !== undefined && before?.relay?.finding === undefined) {
      const title = vscode.l10n.t("Where to Look");
      const run = () => this.show({ node: "run", run: record });
      offer("warning", finding.message, [{ title, run }]).catch(showError);
    }
    this.#onChange();
  }

  async #pick<Other extends { readonly label: string; readonly run: unknown } = never>(
    fits: (run: RunRecord) => boolean,
    ...others: readonly Other[]
  ): Promise<RunRecord | Other["run"] | undefined> {
    const runs = this.#records.all().filter(fits);
    const items = runs.map((run) => ({
      label: run.trigger,
      description: `${run.mode}  ${new Date(run.launchedAt).toLocaleString()}`,
      run,
    }));
    if (runs.length + others.length === 0) {
      await showMessage("information", vscode.l10n.t("Nothing runs."));
      return undefined;
    }
    const placeHolder = vscode.l10n.t("Which run?");
    const chosen = await vscode.window.showQuickPick([...others, ...items], { placeHolder });
    return chosen?.run;
  }
}
