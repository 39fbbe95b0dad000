import * as vscode from "vscode";
import { commands, languageId } from "../ids.ts";
import type { ListenerSession, ListenerState } from "./session.ts";

/** Shows in the status bar whether the listener answers, where, and how many requests it had. */
export function registerStatusBar(session: ListenerSession): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    "hooksmith.listener",
    vscode.StatusBarAlignment.Left,
  );
  item.name = vscode.l10n.t("Webhook Listener");
  const show = () => {
    Object.assign(item, looks(session.state));
    // Who does not work on triggers need not know of a listener that is off.
    if (session.state.state === "stopped" && !isAtTriggerFile()) item.hide();
    else item.show();
  };
  show();
  return vscode.Disposable.from(
    item,
    session.onDidChange(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidGrantWorkspaceTrust(show),
  );
}

function isAtTriggerFile(): boolean {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === languageId && vscode.workspace.isTrusted;
}

type Looks = Pick<vscode.StatusBarItem, "text" | "tooltip" | "command" | "backgroundColor"> & {
  readonly accessibilityInformation: vscode.AccessibilityInformation;
};

function looks(state: ListenerState): Looks {
  switch (state.state) {
    case "stopped": {
      const text = vscode.l10n.t("Webhook listener off");
      return {
        text: `$(circle-slash) ${text}`,
        tooltip: vscode.l10n.t("Nothing listens for webhooks. Click to start."),
        command: commands.startListener,
        backgroundColor: undefined,
        accessibilityInformation: { label: text, role: "button" },
      };
    }
    case "starting":
    case "stopping": {
      const text =
        state.state === "starting"
          ? vscode.l10n.t("Webhook listener starts…")
          : vscode.l10n.t("Webhook listener stops…");
      return {
        text: `$(sync~spin) ${text}`,
        tooltip: text,
        command: undefined,
        backgroundColor: undefined,
        accessibilityInformation: { label: text, role: "status" },
      };
    }
    case "listening": {
      const { port, externalUrl, count, loaded } = state;
      const isKept = loaded.keptFiles.length > 0;
      const requests =
        count === 1 ? vscode.l10n.t("1 request") : vscode.l10n.t("{0} requests", count);
      return {
        text: `$(${isKept ? "warning" : "radio-tower"}) ${vscode.l10n.t("Webhooks :{0}", port)} · ${count}`,
        tooltip: tooltip(externalUrl, requests, loaded.keptFiles),
        command: commands.showLog,
        backgroundColor: isKept
          ? new vscode.ThemeColor("statusBarItem.warningBackground")
          : undefined,
        accessibilityInformation: {
          label: vscode.l10n.t("Webhook listener on port {0}, {1}", port, requests),
          role: "button",
        },
      };
    }
  }
}

function tooltip(
  address: string,
  requests: string,
  keptFiles: readonly string[],
): vscode.MarkdownString {
  const lines = [
    vscode.l10n.t("Listening for webhooks at {0}", address),
    vscode.l10n.t("{0} since the start", requests),
    ...keptFiles.map((path) =>
      vscode.l10n.t(
        "{0} has an error: its rules of before still hold.",
        vscode.workspace.asRelativePath(vscode.Uri.parse(path)),
      ),
    ),
  ];
  const text = new vscode.MarkdownString("", true);
  for (const line of lines) text.appendText(line).appendMarkdown("\n\n");
  text.isTrusted = { enabledCommands: [commands.stopListener, commands.showLog] };
  return text.appendMarkdown(
    `[${vscode.l10n.t("Stop")}](command:${commands.stopListener}) · [${vscode.l10n.t("Show Log")}](command:${commands.showLog})`,
  );
}
