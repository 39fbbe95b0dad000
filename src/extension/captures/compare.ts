import * as vscode from "vscode";
import type { Capture } from "../../core/captures/capture.ts";
import { captureUri } from "./captureDocuments.ts";
import { timeWords, triggerWords } from "./captureWords.ts";
import type { CaptureChoice } from "./choice.ts";

/** Shows two captures side by side, their differences marked; asks for the second one when it is not given. */
export async function compareCaptures(
  choice: CaptureChoice,
  argument: unknown,
  all: unknown,
): Promise<void> {
  const [first, given] = await choice.ids(argument, all);
  if (first === undefined) return;
  const capture = await choice.whole(first);
  const isAlike = (other: Pick<Capture, "trigger">) => other.trigger.slug === capture.trigger.slug;
  const placeHolder = vscode.l10n.t(
    "Compare {0} of {1} with…",
    triggerWords(capture),
    timeWords(capture.receivedAt),
  );
  const second = given ?? (await choice.pick(placeHolder, [first], isAlike));
  if (second === undefined) return;
  const pair = [capture, await choice.whole(second)].toSorted(
    (left, right) => left.position - right.position,
  );
  const [older = capture, newer = capture] = pair;
  await vscode.commands.executeCommand(
    "vscode.diff",
    requestUri(older),
    requestUri(newer),
    `${nameOf(older)} ↔ ${nameOf(newer)}`,
  );
}

function requestUri(capture: Capture): vscode.Uri {
  return captureUri(capture.id, "request", `${nameOf(capture).replaceAll("/", "-")}.http`);
}

function nameOf(capture: Capture): string {
  return `${triggerWords(capture)} ${timeWords(capture.receivedAt)}`;
}
