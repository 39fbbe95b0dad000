import * as vscode from "vscode";
import { type Capture, lacksBody } from "../../core/captures/capture.ts";
import { judgeAgain, judgeCapture } from "../../core/captures/judge.ts";
import { filterWords } from "./captureWords.ts";
import { type Change, changeOf, showChanges } from "./changes.ts";
import { checkWhole, type JudgingTime, TriggersOfNow } from "./judging.ts";
import type { CaptureServices } from "./services.ts";
import { capturesOf, withinProgress } from "./severalCaptures.ts";

/** Judges captures again without sending anything: one in its inspector, several in a summary. */
export async function judgeThese(
  services: CaptureServices,
  ids: readonly string[],
  wanted: unknown,
): Promise<readonly Change[]> {
  const [id] = ids;
  const time = id === undefined ? undefined : (timeIn(wanted) ?? (await pickTime()));
  if (id === undefined || time === undefined) return [];
  if (ids.length > 1) return await judgeMany(services, ids, time);
  const capture = await services.choice.whole(id);
  checkWhole(capture);
  const triggers = await TriggersOfNow.read(services.workspace);
  const judge = triggers.judge(triggers.of(capture));
  const verdict = await judgeCapture(capture, judge, timeOf(capture, time));
  await services.inspectors.show(id, false, { time, verdict });
  return [changeOf(capture, verdict)];
}

/** Judges all captures that the filter of the view wants, each at a time that is given. */
export async function judgeAll(
  services: CaptureServices,
  time: JudgingTime,
): Promise<readonly Change[]> {
  return await judgeMany(services, undefined, time);
}

async function judgeMany(
  services: CaptureServices,
  ids: readonly string[] | undefined,
  time: JudgingTime,
): Promise<readonly Change[]> {
  const triggers = await TriggersOfNow.read(services.workspace);
  const captures = await capturesOf(services, ids);
  const changes: Change[] = [];
  let left = 0;
  const judgeOf = (capture: Capture) => {
    const chosen = lacksBody(capture) ? undefined : triggers.find(capture);
    if (chosen === undefined) left += 1;
    return chosen && triggers.judge(chosen);
  };
  await withinProgress(
    vscode.l10n.t("Judging captured requests"),
    captures.count,
    async ({ signal, step }) => {
      for await (const judged of judgeAgain(asOf(captures, time), judgeOf)) {
        const { capture, before, after, changed } = judged;
        changes.push({ capture: summaryOf(capture as Capture), before, after, changed });
        await step();
        if (signal.aborted) return;
      }
    },
  );
  const words = filterWords(services.view.filter);
  const title = ids === undefined && words !== "" ? `${vscode.l10n.t("Only {0}:", words)}` : "";
  showChanges(title, changes, left, (id) => services.inspectors.show(id, false));
  return changes;
}

/** The captures as if they came at this time. */
function* asOf(captures: Iterable<Capture>, time: JudgingTime): Generator<Capture> {
  for (const capture of captures) yield { ...capture, receivedAt: timeOf(capture, time) };
}

function timeOf({ receivedAt }: Capture, time: JudgingTime): number {
  return time === "receipt" ? receivedAt : Date.now();
}

/** A capture without what is large in it. */
function summaryOf({ request: _, verdict: __, references: ___, ...summary }: Capture) {
  return summary;
}

function timeIn(wanted: unknown): JudgingTime | undefined {
  return wanted === "receipt" || wanted === "now" ? wanted : undefined;
}

async function pickTime(): Promise<JudgingTime | undefined> {
  const item = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t("At the time of receipt"),
        detail: vscode.l10n.t("Timestamps and tokens count as they did then"),
        time: "receipt" as const,
      },
      {
        label: vscode.l10n.t("Now"),
        detail: vscode.l10n.t("As if the same request came again at this moment"),
        time: "now" as const,
      },
    ],
    { placeHolder: vscode.l10n.t("Judge again, by the triggers as they are. Nothing is sent.") },
  );
  return item?.time;
}
