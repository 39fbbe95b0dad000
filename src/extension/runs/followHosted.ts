import { setTimeout as wait } from "node:timers/promises";
import * as vscode from "vscode";
import { Secret } from "../../core/secrets/secret.ts";
import { askRunInfo, requireEncryption } from "../../node/runs/hostedRunInfo.ts";
import { UserError } from "../../node/userError.ts";
import { readSecrets } from "../listener/secrets.ts";
import type { TriggerChoice } from "../listener/triggerChoice.ts";
import { isOnThisMachine } from "../send/leaving.ts";
import { privateKeyName } from "../send/signing.ts";
import type { SecretStore } from "../workspace/secretStore.ts";

const pollInterval = 1000;

/** A run of the hosted service that a trigger launched. */
export interface HostedRun {
  /** Of the trigger. */
  readonly slug: string;
  readonly runId: string;
}

/** Asks the hosted service what became of a run until it has ended, and shows the answer. */
export async function followHosted(
  triggers: TriggerChoice,
  store: SecretStore,
  known: HostedRun | undefined,
  mayAsk: (launchUrl: string) => Promise<boolean>,
): Promise<void> {
  const chosen = await (known === undefined
    ? triggers.choose(undefined)
    : triggers.ofSlug(known.slug));
  if (chosen === undefined) return;
  const { launchUrl } = chosen.trigger;
  if (launchUrl === undefined) {
    throw new UserError(
      vscode.l10n.t("The trigger “{0}” has no launch-url.", chosen.name),
      vscode.l10n.t("Add the address of the hosted one."),
    );
  }
  requireEncryption(launchUrl);
  const runId = known?.runId ?? (await askForRunId());
  if (runId === undefined) return;
  if (!isOnThisMachine(launchUrl) && !(await mayAsk(launchUrl))) return;
  const key = await store.get(privateKeyName(chosen));
  const privateKey = key === undefined ? undefined : new Secret(key);
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t("Following {0}", runId),
    cancellable: true,
  };
  const state = await vscode.window.withProgress(options, async (_, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort(new vscode.CancellationError()));
    for (;;) {
      const secrets = (await readSecrets(store, [chosen.path]))(chosen.path);
      const context = { now: Date.now(), secrets, privateKey, newId: () => crypto.randomUUID() };
      const info = await askRunInfo(chosen.trigger, launchUrl, runId, context, stop.signal);
      if (info.status !== "pending") return info;
      await wait(pollInterval, undefined, { signal: stop.signal }).catch(() => {
        throw new vscode.CancellationError();
      });
    }
  });
  const content = `${JSON.stringify({ run_id: runId, ...state }, undefined, 2)}\n`;
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ content, language: "json" }),
  );
}

function askForRunId(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t("Follow Run"),
    prompt: vscode.l10n.t("The run id that the hosted service answered"),
    validateInput: (text) =>
      /^[\w-]{1,100}$/.test(text.trim())
        ? undefined
        : vscode.l10n.t("A run id is letters, digits and hyphens."),
  });
}
