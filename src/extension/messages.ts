import * as vscode from "vscode";
import { withoutLinks } from "./withoutLinks.ts";

/** How much a message matters. */
export type MessageKind = "information" | "warning" | "error";

const shows = {
  information: vscode.window.showInformationMessage,
  warning: vscode.window.showWarningMessage,
  error: vscode.window.showErrorMessage,
} as const;

/** Shows a message, of whose quotes the editor makes no links, and gives what is chosen in it. */
export async function showMessage<Choice extends string>(
  kind: MessageKind,
  message: string,
  ...choices: readonly Choice[]
): Promise<Choice | undefined> {
  return await shows[kind](withoutLinks(message), ...choices);
}

/** Asks a question that has to be answered before anything goes on; undefined when it is given up. */
export async function ask<Choice extends string>(
  kind: MessageKind,
  question: string,
  detail: string,
  ...choices: readonly Choice[]
): Promise<Choice | undefined> {
  // The editor shows the detail of a question as it is.
  return await shows[kind](withoutLinks(question), { modal: true, detail }, ...choices);
}
