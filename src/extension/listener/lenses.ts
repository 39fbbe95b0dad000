import * as vscode from "vscode";
import { lensPlaces } from "../../core/language/outline/lenses.ts";
import { slugOf } from "../../core/trigger/address.ts";
import { rangeIn } from "../convert.ts";
import { commands, languageId } from "../ids.ts";
import type { CheckedFiles } from "../workspace/checkedFiles.ts";
import { type LastVerdict, type LastVerdicts, verdictWords } from "./lastVerdicts.ts";
import type { ListenerSession } from "./session.ts";
import type { TriggerReference } from "./triggerChoice.ts";

/** Offers above each trigger what can be done with it, and shows what became of its last request. */
export function registerLenses(
  checked: CheckedFiles,
  session: ListenerSession,
  verdicts: LastVerdicts,
): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const trusted = vscode.workspace.onDidGrantWorkspaceTrust(() => changed.fire());
  return vscode.Disposable.from(
    changed,
    trusted,
    session.onDidChange(() => changed.fire()),
    verdicts.onDidChange(() => changed.fire()),
    vscode.languages.registerCodeLensProvider(languageId, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (document) => {
        if (!vscode.workspace.isTrusted) return [];
        const path = document.uri.toString();
        const file = (await checked.all()).find((candidate) => candidate.path === path);
        return lensPlaces(document.getText()).flatMap(({ range, name }) => {
          const reference = { path, slug: slugOf(name) };
          const trigger = file?.triggers.find(({ slug }) => slug === reference.slug)?.trigger;
          return commandsOf(reference, session, verdicts.of(reference, trigger)).map(
            (command) => new vscode.CodeLens(rangeIn(document, range), command),
          );
        });
      },
    }),
  );
}

function commandsOf(
  reference: TriggerReference,
  { state }: ListenerSession,
  last: LastVerdict | undefined,
): readonly vscode.Command[] {
  const isListening = state.state === "listening";
  return [
    {
      title: vscode.l10n.t("$(play) Send Test Webhook"),
      command: commands.sendTestWebhook,
      arguments: [reference],
    },
    isListening
      ? { title: vscode.l10n.t("Stop Listener"), command: commands.stopListener }
      : { title: vscode.l10n.t("Start Listener"), command: commands.startListener },
    {
      title: vscode.l10n.t("Copy Address"),
      command: commands.copyAddress,
      arguments: [reference],
    },
    ...(isListening && state.loaded.keptFiles.includes(reference.path)
      ? [
          {
            title: vscode.l10n.t("$(warning) Not read: the rules of before still hold"),
            command: "workbench.actions.view.problems",
          },
        ]
      : []),
    ...(last === undefined
      ? []
      : [{ title: `$(${iconOf(last)}) ${verdictWords(last)}`, command: commands.showLog }]),
  ];
}

function iconOf({ received, holds }: LastVerdict): string {
  if (!holds) return "history";
  return received.verdict.verdict === "accepted" ? "pass" : "error";
}
