import * as vscode from "vscode";
import type { JudgingTime } from "./judging.ts";
import type { Way } from "./replayer.ts";

/** What can be done with a capture in the stead of sending it as it is. */
export type ReplayChoice = Way | JudgingTime | "edit";

interface Item extends vscode.QuickPickItem {
  readonly choice?: ReplayChoice | "elsewhere";
}

/** The way that a command was given: how it is sent, or when it is judged. */
export function wayIn(wanted: unknown): ReplayChoice | undefined {
  switch (wanted) {
    case "signed-anew":
    case "as-received":
      return { how: wanted, target: undefined };
    case "edit":
    case "receipt":
    case "now":
      return wanted;
    default:
      return undefined;
  }
}

/** Asks how captures are to be replayed, also to their `launch-url`; undefined when that is given up. */
export async function chooseWay(
  count: number,
  launchUrl?: string,
): Promise<ReplayChoice | undefined> {
  const title =
    count > 1
      ? vscode.l10n.t("Replay {0} captured requests", count)
      : vscode.l10n.t("Replay the captured request");
  const item = await vscode.window.showQuickPick(itemsFor(count, launchUrl), {
    title,
    matchOnDetail: true,
  });
  if (item?.choice !== "elsewhere") return item?.choice;
  const target = await askForTarget();
  if (target === undefined) return undefined;
  const again = await vscode.window.showQuickPick(sendItems(target), { title });
  return again?.choice === "elsewhere" ? undefined : again?.choice;
}

function itemsFor(count: number, launchUrl: string | undefined): Item[] {
  return [
    separator(vscode.l10n.t("Send to the listener")),
    ...sendItems(undefined),
    ...(count > 1
      ? []
      : [
          {
            label: vscode.l10n.t("$(edit) Edit first…"),
            detail: vscode.l10n.t("Change the method, headers or body in an editor, then send it"),
            choice: "edit" as const,
          },
        ]),
    ...(launchUrl === undefined
      ? []
      : [
          {
            label: vscode.l10n.t("$(cloud-upload) To the hosted service, signed anew"),
            detail: launchUrl,
            choice: { how: "signed-anew" as const, target: launchUrl },
          },
        ]),
    {
      label: vscode.l10n.t("$(globe) To another address…"),
      detail: vscode.l10n.t("What leaves this machine is shown first"),
      choice: "elsewhere" as const,
    },
    separator(vscode.l10n.t("Judge again without sending")),
    {
      label: vscode.l10n.t("$(history) At the time of receipt"),
      detail: vscode.l10n.t("Timestamps and tokens count as they did then"),
      choice: "receipt" as const,
    },
    {
      label: vscode.l10n.t("$(clock) Now"),
      detail: vscode.l10n.t("As if the same request came again at this moment"),
      choice: "now" as const,
    },
  ];
}

function sendItems(target: string | undefined): Item[] {
  return [
    {
      label: vscode.l10n.t("$(key) Signed anew"),
      detail: vscode.l10n.t("With a new timestamp and signature, as a sender would send it now"),
      choice: { how: "signed-anew" as const, target },
    },
    {
      label: vscode.l10n.t("$(debug-rerun) As received"),
      detail: vscode.l10n.t("The same headers and body: a replay, which old timestamps give away"),
      choice: { how: "as-received" as const, target },
    },
  ];
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

async function askForTarget(): Promise<string | undefined> {
  return await vscode.window.showInputBox({
    title: vscode.l10n.t("Where it is sent"),
    prompt: vscode.l10n.t("An http or https URL"),
    value: "https://",
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^https?:\/\//i.test(value) && URL.canParse(value)
        ? undefined
        : vscode.l10n.t("That is no http or https URL."),
  });
}
