import * as vscode from "vscode";
import { lensPlaces } from "../../core/language/outline/lenses.ts";
import { slugOf } from "../../core/trigger/address.ts";
import { rangeIn } from "../convert.ts";
import { commands, languageId } from "../ids.ts";
import { type LastVerdicts, timeOfDay, verdictWords } from "./lastVerdicts.ts";
import type { ListenerSession } from "./session.ts";
import type { TriggerReference } from "./triggerChoice.ts";

/** Offers above each trigger what can be done with it, and shows what became of its last request. */
export function registerLenses(
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
      provideCodeLenses: (document) =>
        vscode.workspace.isTrusted
          ? lensPlaces(document.getText()).flatMap(({ range, name }) => {
              const reference = { path: document.uri.toString(), slug: slugOf(name) };
              return commandsOf(reference, session, verdicts).map(
                (command) => new vscode.CodeLens(rangeIn(document, range), command),
              );
            })
          : [],
    }),
  );
}

function commandsOf(
  reference: TriggerReference,
  { state }: ListenerSession,
  verdicts: LastVerdicts,
): readonly vscode.Command[] {
  const isListening = state.state === "listening";
  const last = verdicts.of(reference.slug);
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
    ...(last === undefined || last.served.path !== reference.path
      ? []
      : [
          {
            title: `${last.verdict.verdict === "accepted" ? "$(pass)" : "$(error)"} ${verdictWords(last)} · ${timeOfDay(last)}`,
            command: commands.showLog,
          },
        ]),
  ];
}
