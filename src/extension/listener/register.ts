import * as vscode from "vscode";
import { Captures } from "../captures/captures.ts";
import { Recording } from "../captures/recording.ts";
import { registerCaptures } from "../captures/register.ts";
import { showError } from "../errors.ts";
import { registerRuns } from "../runs/register.ts";
import { Answers } from "../send/answers.ts";
import { registerSending } from "../send/register.ts";
import { listenerSettings } from "../settings.ts";
import { registerViews } from "../views/register.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { registerListenerCommands, startListening } from "./commands.ts";
import { LastVerdicts } from "./lastVerdicts.ts";
import { registerLenses } from "./lenses.ts";
import { TriggerLog } from "./log.ts";
import { ListenerSession } from "./session.ts";
import { registerStatusBar } from "./statusBar.ts";
import { TriggerChoice } from "./triggerChoice.ts";

/** The listener in the editor, with all that shows it; `stop` resolves when nothing is bound. */
export function registerListener(
  context: vscode.ExtensionContext,
  workspace: Workspace,
): vscode.Disposable & { stop(): Promise<void> } {
  const captures = new Captures(context.storageUri);
  const session = new ListenerSession(workspace, new Recording(captures));
  const log = new TriggerLog(session);
  const verdicts = new LastVerdicts(session);
  const triggers = new TriggerChoice(workspace.checked, session);
  const startWithWorkspace = () => {
    if (listenerSettings().startWithWorkspace) startListening(session).catch(showError);
  };
  if (vscode.workspace.isTrusted) startWithWorkspace();
  const runs = registerRuns(session, triggers, workspace.secretStore, context);
  const answers = new Answers();
  const disposable = vscode.Disposable.from(
    session,
    log,
    verdicts,
    vscode.workspace.onDidGrantWorkspaceTrust(startWithWorkspace),
    registerStatusBar(session),
    registerLenses(workspace.checked, session, verdicts),
    registerListenerCommands(session, triggers, log),
    registerViews(workspace, session, verdicts),
    registerCaptures(context, { captures, session, workspace, runs, answers }),
    registerSending(session, triggers, workspace.secretStore, { log, answers }),
    answers,
    runs,
  );
  const stop = async () => {
    await session.stop();
    await runs.close();
  };
  return { stop, dispose: () => disposable.dispose() };
}
