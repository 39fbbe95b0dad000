import * as vscode from "vscode";
import { showError } from "../errors.ts";
import { commands, runScheme, settingsSection } from "../ids.ts";
import type { ListenerSession } from "../listener/session.ts";
import type { TriggerChoice } from "../listener/triggerChoice.ts";
import { registerTrusted } from "../trust.ts";
import type { SecretStore } from "../workspace/secretStore.ts";
import type { HostedRun } from "./followHosted.ts";
import { OnDemand } from "./onDemand.ts";
import type { RunNode } from "./runNode.ts";
import type { Runs } from "./runs.ts";
import type { RunsOfCaptures } from "./runsOfCaptures.ts";

const showEveryMilliseconds = 50;

/**
 * What accepted webhooks launch, with its view and commands; all of it is loaded when it is wanted.
 * `close` resolves when nothing goes on any more.
 */
export function registerRuns(
  session: ListenerSession,
  triggers: TriggerChoice,
  secretStore: SecretStore,
  context: vscode.ExtensionContext,
): vscode.Disposable & RunsOfCaptures & { close(): Promise<void> } {
  const changed = new vscode.EventEmitter<undefined>();
  let telling: ReturnType<typeof setTimeout> | undefined;
  // Programs that come and go quickly need not be shown one by one.
  const onChange = () => {
    telling ??= setTimeout(() => {
      telling = undefined;
      changed.fire(undefined);
    }, showEveryMilliseconds);
  };
  const loaded = new OnDemand(async () => {
    const { Runs } = await import("./runs.ts");
    return new Runs({ session, secretStore, context, onChange });
  });
  const load = () => loaded.get();
  const askAgain = () => void loaded.ifMade((runs) => runs.askAgain());
  session.launcher = {
    launch: async (received, secrets) => {
      const { verdict } = received;
      if (verdict.verdict !== "accepted" || verdict.runs.length === 0) return;
      try {
        await (await load()).launching.launch(received, secrets);
      } catch (error) {
        // The sender's answer does not depend on what becomes of the runs.
        showError(error).catch(console.error);
      }
    },
    askAgain,
    stateOf: async (served, runId) => (await load()).launching.stateOf(served, runId),
  };
  const onRun = (command: string, act: (runs: Runs, node: RunNode) => Promise<void>) =>
    registerTrusted(command, async (node?: RunNode) => {
      if (node !== undefined) await act(await load(), node);
    });
  const disposable = vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.run`)) askAgain();
      if (event.affectsConfiguration(`${settingsSection}.runInDocker`)) askAgain();
    }),
    vscode.window.registerTreeDataProvider<RunNode>("hooksmith.runs", {
      onDidChangeTreeData: changed.event,
      getChildren: async (node) => (await load()).childrenOf(node),
      getTreeItem: async (node) => (await load()).itemOf(node),
    }),
    vscode.workspace.registerTextDocumentContentProvider(runScheme, {
      provideTextDocumentContent: async (uri) => (await load()).textOf(uri),
    }),
    registerTrusted(commands.stopRun, async (node?: RunNode) => (await load()).stop(node)),
    onRun(commands.showRun, (runs, node) => runs.show(node)),
    onRun(commands.showRunOutput, (runs, node) => runs.showOutput(node)),
    onRun(commands.deleteRun, (runs, node) => runs.delete(node)),
    registerTrusted(commands.clearRuns, async () => (await load()).delete(undefined)),
    onRun(commands.openRunFolder, (runs, node) => runs.openFolder(node)),
    registerTrusted(commands.followRun, async (wanted?: RunNode | HostedRun) =>
      (await load()).follow(wanted, triggers),
    ),
    {
      dispose: () => {
        clearTimeout(telling);
        void loaded.ifMade((runs) => runs.close());
      },
    },
  );
  return {
    onDidChange: changed.event,
    launchesOf: async (verdict, triggerFile) => (await load()).launchesOf(verdict, triggerFile),
    outputOf: async (run, folder, path) => (await load()).outputOf(run, folder, path),
    close: () => loaded.ifMade((runs) => runs.close()),
    dispose: () => disposable.dispose(),
  };
}
