import * as vscode from "vscode";
import type { WebhookRequest } from "../../core/request/request.ts";
import { sendRequest } from "../../node/sendRequest.ts";
import { offer, showError } from "../errors.ts";
import { commands } from "../ids.ts";
import { readSecrets } from "../listener/secrets.ts";
import { type Change, changeOf, showChanges } from "./changes.ts";
import { judgeAll, judgeThese } from "./judgeAgain.ts";
import { chooseWay, wayIn } from "./replayChoice.ts";
import { type Replayed, Replayer, type Way } from "./replayer.ts";
import type { CaptureServices } from "./services.ts";
import { capturesOf, withinProgress } from "./severalCaptures.ts";

/** Sends captures again, as somebody chooses: one and shows it, or several and sums them up. */
export async function replay(
  services: CaptureServices,
  ids: readonly string[],
  wanted: unknown,
): Promise<readonly Change[]> {
  const [id] = ids;
  if (id === undefined) return [];
  const way = wayIn(wanted) ?? (await wayOnOf(services, ids, wanted));
  if (way === undefined) return [];
  if (way === "receipt" || way === "now") return await judgeThese(services, ids, way);
  if (way === "edit") {
    await vscode.commands.executeCommand(commands.editCapture, id);
    return [];
  }
  return ids.length > 1 ? await replayMany(services, ids, way) : await replayOne(services, id, way);
}

/** Sends all captures again that the filter of the view wants. */
export async function replayAll(services: CaptureServices): Promise<readonly Change[]> {
  const count = (await services.captures.store()).count(services.view.filter);
  const way = await chooseWay(Math.max(count, 2));
  if (way === undefined || way === "edit") return [];
  if (way === "receipt" || way === "now") return await judgeAll(services, way);
  return await replayMany(services, undefined, way);
}

/** How captures are sent again: to the hosted service when that is wanted, or as somebody chooses. */
async function wayOnOf(services: CaptureServices, ids: readonly string[], wanted: unknown) {
  const launchUrl = await launchUrlOf(services, ids);
  return wanted === "hosted" && launchUrl !== undefined
    ? ({ how: "signed-anew", target: launchUrl } as const)
    : await chooseWay(ids.length, launchUrl);
}

/** The address on the hosted service to which one capture could be sent on. */
async function launchUrlOf(
  services: CaptureServices,
  [id, ...others]: readonly string[],
): Promise<string | undefined> {
  if (id === undefined || others.length > 0) return undefined;
  return (await Replayer.ofNow(services)).launchUrlOf(await services.choice.whole(id));
}

async function replayOne(
  services: CaptureServices,
  id: string,
  way: Way,
): Promise<readonly Change[]> {
  const capture = await services.choice.whole(id);
  const replayer = await Replayer.ofNow(services);
  const replayed = await replayer.replay(capture, way);
  if (replayed === undefined) return [];
  await showReplayed(services, replayed);
  return replayed.received === undefined ? [] : [changeOf(capture, replayed.received.verdict)];
}

/** Shows what became of a replay: its own capture, or what another place answered. */
export async function showReplayed(services: CaptureServices, replayed: Replayed): Promise<void> {
  const { received, kept, answer } = replayed;
  if (received === undefined && kept !== undefined) {
    const text = vscode.l10n.t("$(error) The replay was turned away with {0}", answer.status);
    vscode.window.setStatusBarMessage(text, 10_000);
    await services.inspectors.show(kept, false);
    return;
  }
  if (received === undefined) {
    // Whoever called does not wait for a person to read it.
    tellAnswer(services, replayed).catch(showError);
    return;
  }
  const text =
    received.verdict.verdict === "accepted"
      ? vscode.l10n.t("$(pass) The replay was accepted")
      : vscode.l10n.t("$(error) The replay was refused");
  vscode.window.setStatusBarMessage(text, 10_000);
  await services.inspectors.show(received.id, false);
}

/** Tells what another place answered, and leads to the answer and to the run that it launched there. */
async function tellAnswer(
  { answers, workspace }: CaptureServices,
  { answer, chosen, finding, launched }: Replayed,
): Promise<void> {
  const message = [
    vscode.l10n.t("The replay was answered {0}.", answer.status),
    ...(finding === undefined ? [] : [finding.message, ...finding.lookAt]),
    ...(launched !== undefined && launched.runId === undefined
      ? [
          vscode.l10n.t(
            "The answer holds no run id, so the run cannot be followed: let a response action give `{run_id}`.",
          ),
        ]
      : []),
  ].join(" ");
  const follow = {
    title: vscode.l10n.t("Follow Run"),
    run: () => vscode.commands.executeCommand(commands.followRun, launched),
  };
  const show = {
    title: vscode.l10n.t("Show Answer"),
    run: async () => {
      const secretsOf = await readSecrets(workspace.secretStore, [chosen.path]);
      await answers.show(chosen, answer, secretsOf(chosen.path));
    },
  };
  const waysOn = launched?.runId === undefined ? [show] : [follow, show];
  await offer(finding === undefined ? "information" : "warning", message, waysOn);
}

async function replayMany(
  services: CaptureServices,
  ids: readonly string[] | undefined,
  way: Way,
): Promise<readonly Change[]> {
  const replayer = await Replayer.ofNow(services);
  const captures = await capturesOf(services, ids);
  const changes: Change[] = [];
  const answers = new Map<number, number>();
  let left = 0;
  await withinProgress(vscode.l10n.t("Replaying"), captures.count, async ({ signal, step }) => {
    for (const capture of captures) {
      if (!replayer.canReplay(capture)) {
        left += 1;
        await step();
        continue;
      }
      const send = (request: WebhookRequest) => sendRequest(request, signal);
      const replayed = await replayer.replay(capture, way, send);
      // A question that was answered with no is not asked again for each of the others.
      if (replayed === undefined || signal.aborted) return;
      const { answer, received } = replayed;
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
      if (received !== undefined) changes.push(changeOf(capture, received.verdict));
      await step();
    }
  }).catch((error: unknown) => {
    if (!(error instanceof vscode.CancellationError)) throw error;
  });
  const counts = [...answers].map(([status, count]) =>
    vscode.l10n.t("{0} answered {1}", count, status),
  );
  const title = vscode.l10n.t("Replayed: {0}.", counts.join(", ") || vscode.l10n.t("none"));
  showChanges(title, changes, left, (id) => services.inspectors.show(id, false));
  return changes;
}
