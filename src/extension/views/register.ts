import * as vscode from "vscode";
import { commands } from "../ids.ts";
import type { LastVerdicts } from "../listener/lastVerdicts.ts";
import type { ListenerSession } from "../listener/session.ts";
import { registerSecretCommands } from "../secrets/commands.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { SecretsView } from "./secretsView.ts";
import type { TriggerNode } from "./triggerNode.ts";
import type { Place } from "./triggerRows.ts";
import { openPlace, TriggersView } from "./triggersView.ts";

/** The views of the Activity Bar, and the commands that only they have. */
export function registerViews(
  workspace: Workspace,
  session: ListenerSession,
  verdicts: LastVerdicts,
): vscode.Disposable {
  const triggers = new TriggersView(workspace.checked, session, verdicts);
  const secrets = new SecretsView(workspace);
  return vscode.Disposable.from(
    triggers,
    secrets,
    registerSecretCommands(workspace.secretStore, secrets),
    vscode.commands.registerCommand(commands.openPlace, (place: Place) => openPlace(place)),
    vscode.commands.registerCommand(commands.goToNamesake, goToNamesake),
  );
}

/** Shows the trigger whose name or address another one wants too. */
async function goToNamesake({ namesake }: TriggerNode): Promise<void> {
  if (namesake !== undefined) await openPlace(namesake);
}
