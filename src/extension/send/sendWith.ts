import * as vscode from "vscode";
import { timeIn } from "../../core/trigger/time.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";
import { readTests } from "./bodies.ts";
import { bodyWords, type ChosenBody, type TestWebhook } from "./testWebhook.ts";

/** What was decided about a test webhook: to send it, or to write its body in an editor first. */
export type Decision =
  | { readonly decision: "send"; readonly webhook: TestWebhook }
  | { readonly decision: "edit-body"; readonly webhook: TestWebhook };

/** Lets somebody change each part of a test webhook; undefined when it is given up. */
export async function decideWebhook(
  chosen: ChosenTrigger,
  last: TestWebhook,
): Promise<Decision | undefined> {
  let webhook = last;
  for (;;) {
    const part = await vscode.window.showQuickPick(partsOf(chosen, webhook), {
      title: vscode.l10n.t("Send a test webhook to “{0}”", chosen.name),
      placeHolder: vscode.l10n.t("Choose what to change, or send it"),
      ignoreFocusOut: true,
    });
    if (part === undefined) return undefined;
    if (part.part === "send") return { decision: "send", webhook };
    const changed = await part.change();
    if (changed === "edit-body") return { decision: "edit-body", webhook };
    webhook = { ...webhook, ...changed };
  }
}

type Part = vscode.QuickPickItem &
  (
    | { readonly part: "send" }
    | {
        readonly part: "change";
        readonly change: () => Promise<Partial<TestWebhook> | "edit-body" | undefined>;
      }
  );

function partsOf(chosen: ChosenTrigger, webhook: TestWebhook): readonly Part[] {
  const { headers, at, target } = webhook;
  return [
    { part: "send", label: vscode.l10n.t("$(play) Send") },
    {
      part: "change",
      label: vscode.l10n.t("$(json) Body"),
      description: bodyWords(chosen, webhook.body),
      change: () => chooseBody(chosen),
    },
    {
      part: "change",
      label: vscode.l10n.t("$(list-flat) Headers"),
      description:
        headers.map(([name]) => name).join(", ") || vscode.l10n.t("those that the trigger needs"),
      change: () => changeHeaders(webhook),
    },
    {
      part: "change",
      label: vscode.l10n.t("$(clock) Time"),
      description: at ?? vscode.l10n.t("now"),
      change: () => chooseTime(at),
    },
    {
      part: "change",
      label: vscode.l10n.t("$(globe) Target"),
      description: target ?? vscode.l10n.t("the listener of this window"),
      change: () => chooseTarget(chosen, target),
    },
  ];
}

async function chooseBody(
  chosen: ChosenTrigger,
): Promise<{ body: ChosenBody | undefined } | "edit-body" | undefined> {
  const tests = readTests(chosen.trigger).map((body) => ({
    label: `$(beaker) ${body.from}`,
    choose: async () => ({ body }),
  }));
  const item = await vscode.window.showQuickPick(
    [
      ...tests,
      {
        label: vscode.l10n.t("$(edit) Write it in an editor"),
        choose: async () => "edit-body" as const,
      },
      { label: vscode.l10n.t("$(file) From a file…"), choose: bodyOfFile },
      {
        label: vscode.l10n.t("$(circle-slash) Empty"),
        choose: async () => ({ body: { bytes: new Uint8Array(), from: vscode.l10n.t("empty") } }),
      },
    ],
    { title: vscode.l10n.t("The body"), ignoreFocusOut: true },
  );
  return await item?.choose();
}

async function bodyOfFile(): Promise<{ body: ChosenBody } | undefined> {
  const [uri] =
    (await vscode.window.showOpenDialog({ openLabel: vscode.l10n.t("Use as Body") })) ?? [];
  if (uri === undefined) return undefined;
  const bytes = await vscode.workspace.fs.readFile(uri);
  return { body: { bytes, from: vscode.workspace.asRelativePath(uri) } };
}

const headerLine = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*([^\r\n\0]*?)[ \t]*$/;

async function changeHeaders(webhook: TestWebhook): Promise<Partial<TestWebhook> | undefined> {
  const { headers } = webhook;
  const item = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t("$(add) Add a header"), index: headers.length },
      ...headers.map(([name, value], index) => ({ label: name, description: value, index })),
    ],
    { title: vscode.l10n.t("Headers beside those that the trigger needs"), ignoreFocusOut: true },
  );
  if (item === undefined) return undefined;
  const line = await vscode.window.showInputBox({
    title: vscode.l10n.t("A header"),
    prompt: vscode.l10n.t("Name: value; leave it empty to take it out"),
    value: headers[item.index]?.join(": ") ?? "",
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || headerLine.test(text)
        ? undefined
        : vscode.l10n.t("A header is written as “Name: value”."),
  });
  if (line === undefined) return undefined;
  const [, name, value] = headerLine.exec(line) ?? [];
  const changed = name === undefined || value === undefined ? [] : [[name, value] as const];
  return { headers: headers.toSpliced(item.index, 1, ...changed) };
}

async function chooseTime(at: string | undefined): Promise<Partial<TestWebhook> | undefined> {
  const exact = vscode.l10n.t("Another time…");
  const item = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t("Now"), at: undefined },
      { label: vscode.l10n.t("Ten minutes ago"), description: "-10m", at: "-10m" },
      { label: exact, at },
    ],
    { title: vscode.l10n.t("When it is signed"), ignoreFocusOut: true },
  );
  if (item?.label !== exact) return item && { at: item.at };
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("When it is signed"),
    prompt: vscode.l10n.t("UNIX seconds, an ISO time, or an offset such as -10m"),
    value: at ?? new Date().toISOString(),
    ignoreFocusOut: true,
    validateInput: (value) =>
      timeIn(value, 0) === undefined ? vscode.l10n.t("That is no time.") : undefined,
  });
  return text === undefined ? undefined : { at: text };
}

async function chooseTarget(
  { trigger }: ChosenTrigger,
  target: string | undefined,
): Promise<Partial<TestWebhook> | undefined> {
  const another = vscode.l10n.t("Another address…");
  const item = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t("The listener of this window"), target: undefined },
      ...(trigger.launchUrl === undefined
        ? []
        : [
            {
              label: vscode.l10n.t("Its launch-url"),
              description: trigger.launchUrl,
              target: trigger.launchUrl,
            },
          ]),
      { label: another, target },
    ],
    { title: vscode.l10n.t("Where it is sent"), ignoreFocusOut: true },
  );
  if (item?.label !== another) return item && { target: item.target };
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Where it is sent"),
    prompt: vscode.l10n.t("An http or https URL"),
    value: target ?? "https://",
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^https?:\/\//i.test(value) && URL.canParse(value)
        ? undefined
        : vscode.l10n.t("That is no http or https URL."),
  });
  return text === undefined ? undefined : { target: text };
}
