import * as vscode from "vscode";
import { PortInUseError } from "../../node/userError.ts";
import { offer, openSetting, showError } from "../errors.ts";
import { commands, contextKeys, settingsSection } from "../ids.ts";
import { showMessage } from "../messages.ts";
import { allowHost, listenerSettings } from "../settings.ts";
import { registerTrusted } from "../trust.ts";
import { freePortAfter } from "./freePort.ts";
import { isHostName } from "./hostName.ts";
import type { TriggerLog } from "./log.ts";
import { type ListenerSession, type Listening, launchAddress } from "./session.ts";
import type { TriggerChoice } from "./triggerChoice.ts";

/** The commands of the listener, and what it asks while it runs. */
export function registerListenerCommands(
  session: ListenerSession,
  triggers: TriggerChoice,
  log: TriggerLog,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerTrusted(commands.startListener, () => {
      session.launcher?.askAgain();
      return startListening(session);
    }),
    registerTrusted(commands.stopListener, () => session.stop()),
    registerTrusted(commands.copyAddress, async (argument: unknown) => {
      const trigger = await triggers.choose(argument);
      const listening = trigger && (await startListening(session));
      if (trigger === undefined || listening === undefined) return;
      const address = launchAddress(listening.externalUrl, trigger.slug);
      await vscode.env.clipboard.writeText(address);
      vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", address), 5000);
    }),
    vscode.commands.registerCommand(commands.showLog, () => log.show(false)),
    session.onDidChange(() => {
      const isListening = session.state.state === "listening";
      void vscode.commands.executeCommand("setContext", contextKeys.listening, isListening);
    }),
    offersForStrangers(session),
    offersToMove(session),
  );
}

/** Starts the listener, on another port where the wanted one is in use; undefined when it was given up. */
export async function startListening(session: ListenerSession): Promise<Listening | undefined> {
  const { port } = listenerSettings();
  try {
    return await session.start();
  } catch (error) {
    if (!(error instanceof PortInUseError)) throw error;
    const other = await freePortAfter(port);
    const use = vscode.l10n.t("Listen on Port {0}", other);
    const settings = openSetting("port");
    const message = vscode.l10n.t("Port {0} is in use by another program or window.", port);
    const chosen = await showMessage("error", message, use, settings.title);
    if (chosen === use) return await session.start(other);
    if (chosen === settings.title) await settings.run();
    return undefined;
  }
}

const mostQuestions = 5;

/**
 * A tunnel in front of the listener changes the host: whoever set one up can let it in. Each host is
 * asked about once, and not many, since anyone who finds the tunnel can make names up.
 */
function offersForStrangers(session: ListenerSession): vscode.Disposable {
  const asked = new Set<string>();
  return session.onDidTurnAway(({ stranger }) => {
    if (stranger?.kind !== "host" || !isHostName(stranger.name)) return;
    const { name } = stranger;
    if (asked.has(name) || asked.size === mostQuestions) return;
    asked.add(name);
    const message = vscode.l10n.t(
      "A webhook was refused because it was sent to the host “{0}”. If that is a tunnel of yours, allow it.",
      name,
    );
    const allow = {
      title: vscode.l10n.t("Allow for This Workspace"),
      run: () => allowHost(name),
    };
    offer("warning", message, [allow]).catch(showError);
  });
}

/** A port that is set while the listener answers at another one holds from its next start, which is offered. */
function offersToMove(session: ListenerSession): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (!event.affectsConfiguration(`${settingsSection}.port`)) return;
    const { state } = session;
    const { port } = listenerSettings();
    if (state.state !== "listening" || port === 0 || port === state.port) return;
    const message = vscode.l10n.t(
      "The webhook listener still answers on port {0}.",
      String(state.port),
    );
    const move = {
      title: vscode.l10n.t("Listen on Port {0}", String(port)),
      run: async () => {
        await session.stop();
        await startListening(session);
      },
    };
    offer("information", message, [move]).catch(showError);
  });
}
