import * as vscode from "vscode";
import type { Capture } from "../../core/captures/capture.ts";
import { commands } from "../ids.ts";
import type { ListenerSession } from "../listener/session.ts";
import type { RunsOfCaptures } from "../runs/runsOfCaptures.ts";
import type { Answers } from "../send/answers.ts";
import { registerTrusted } from "../trust.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { registerCaptureDocuments } from "./captureDocuments.ts";
import type { Captures } from "./captures.ts";
import { CapturesView } from "./capturesView.ts";
import { CaptureChoice } from "./choice.ts";
import type { CaptureEditors } from "./editing.ts";
import { Inspectors } from "./inspectors.ts";
import type { CaptureServices } from "./services.ts";

/** What captures need of the window around them. */
interface Surroundings {
  readonly captures: Captures;
  readonly session: ListenerSession;
  readonly workspace: Workspace;
  readonly runs: RunsOfCaptures;
  readonly answers: Answers;
}

/** The view of the captures, their inspectors, and what can be done with captures. */
export function registerCaptures(
  { extension, extensionUri }: vscode.ExtensionContext,
  { captures, session, workspace, runs, answers }: Surroundings,
): vscode.Disposable {
  const view = new CapturesView(captures);
  const inspectors = new Inspectors({ extension: extensionUri, captures, workspace, runs });
  const choice = new CaptureChoice(captures, view, () => inspectors.inspected);
  const services = { captures, view, choice, inspectors, session, workspace, answers };
  return vscode.Disposable.from(
    captures,
    view,
    inspectors,
    registerCaptureDocuments(captures, workspace),
    registerViewCommands(captures, view, workspace),
    registerKeeping(captures, choice),
    registerLooking(inspectors, choice),
    registerReplaying(services),
    registerExchange(services, String(extension.packageJSON.version)),
  );
}

function registerViewCommands(
  captures: Captures,
  view: CapturesView,
  { checked }: Workspace,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerTrusted(commands.filterCaptures, async (wanted: unknown) => {
      const { filterFrom, pickFilter } = await import("./filterPick.ts");
      const triggers = (await checked.all()).flatMap((file) => file.triggers);
      const given = filterFrom(wanted);
      const filter = given ?? (await pickFilter(view.filter, await captures.store(), triggers));
      if (filter !== undefined) view.filterBy(filter);
    }),
    registerTrusted(commands.clearCaptureFilter, () => view.filterBy({})),
    registerTrusted(commands.refreshCaptures, () => view.update()),
    registerTrusted(commands.showMoreCaptures, () => view.showMore()),
    registerTrusted(commands.renewCaptures, () => captures.renew()),
  );
}

/** The commands that keep or delete captures. */
function registerKeeping(captures: Captures, choice: CaptureChoice): vscode.Disposable {
  return vscode.Disposable.from(
    ...([commands.pinCapture, commands.unpinCapture] as const).map((command) =>
      registerTrusted(command, async (argument: unknown, all: unknown) => {
        const { pinCaptures } = await import("./keeping.ts");
        await pinCaptures(captures, await choice.ids(argument, all), command);
      }),
    ),
    registerTrusted(commands.deleteCapture, async (argument: unknown, all: unknown) => {
      const { deleteCaptures } = await import("./keeping.ts");
      await deleteCaptures(captures, await choice.ids(argument, all));
    }),
    registerTrusted(commands.clearCaptures, async () => {
      const { clearCaptures } = await import("./keeping.ts");
      await clearCaptures(captures);
    }),
  );
}

/** The commands that show captures. */
function registerLooking(inspectors: Inspectors, choice: CaptureChoice): vscode.Disposable {
  const show = async (argument: unknown, isAside: boolean) => {
    const [id] = await choice.ids(argument, undefined);
    if (id !== undefined) await inspectors.show(id, isAside);
  };
  const withBody = (
    command: string,
    act: (bodies: typeof import("./body.ts"), capture: Capture) => Promise<void>,
  ) =>
    registerTrusted(command, async (argument: unknown) => {
      const capture = await choice.one(argument);
      if (capture !== undefined) await act(await import("./body.ts"), capture);
    });
  return vscode.Disposable.from(
    registerTrusted(commands.inspectCapture, (argument: unknown) => show(argument, false)),
    registerTrusted(commands.inspectCaptureToTheSide, (argument: unknown) => show(argument, true)),
    registerTrusted(commands.compareCaptures, async (argument: unknown, all: unknown) => {
      const { compareCaptures } = await import("./compare.ts");
      await compareCaptures(choice, argument, all);
    }),
    withBody(commands.openCaptureBody, ({ openBody }, capture) => openBody(capture)),
    withBody(commands.saveCaptureBody, ({ saveBody }, capture) => saveBody(capture)),
  );
}

/** The commands that judge captures again or send them, as they are or changed. */
function registerReplaying(services: CaptureServices): vscode.Disposable {
  let editors: CaptureEditors | undefined;
  const editorsOf = async () => {
    const { CaptureEditors } = await import("./editing.ts");
    editors ??= new CaptureEditors(services);
    return editors;
  };
  const { choice } = services;
  return vscode.Disposable.from(
    new vscode.Disposable(() => editors?.dispose()),
    registerTrusted(
      commands.replayCapture,
      async (argument: unknown, all: unknown, way: unknown) => {
        const { replay } = await import("./replay.ts");
        return await replay(services, await choice.ids(argument, all), way);
      },
    ),
    registerTrusted(commands.replayAllCaptures, async () => {
      const { replayAll } = await import("./replay.ts");
      return await replayAll(services);
    }),
    registerTrusted(commands.judgeCapture, async (argument: unknown, all: unknown, at: unknown) => {
      const { judgeThese } = await import("./judgeAgain.ts");
      return await judgeThese(services, await choice.ids(argument, all), at);
    }),
    registerTrusted(commands.judgeAllCaptures, async () => {
      const { judgeAll } = await import("./judgeAgain.ts");
      return await judgeAll(services, "receipt");
    }),
    registerTrusted(commands.editCapture, async (argument: unknown) => {
      const [id] = await choice.ids(argument, undefined);
      if (id !== undefined) await (await editorsOf()).edit(id);
    }),
    registerTrusted(commands.signAndSendCapture, async () => (await editorsOf()).send(true)),
    registerTrusted(commands.sendCaptureAsWritten, async () => (await editorsOf()).send(false)),
  );
}

/** The commands that bring captures out, and in. */
function registerExchange(services: CaptureServices, version: string): vscode.Disposable {
  const { choice } = services;
  return vscode.Disposable.from(
    registerTrusted(
      commands.exportCaptures,
      async (argument: unknown, all: unknown, to: unknown) => {
        const { exportCaptures } = await import("./exporting.ts");
        await exportCaptures(services, choice.given(argument, all), version, to);
      },
    ),
    registerTrusted(commands.importCaptures, async (from: unknown) => {
      const { importCaptures } = await import("./importing.ts");
      return await importCaptures(services, from);
    }),
    registerTrusted(commands.copyCaptureAs, async (argument: unknown, _: unknown, as: unknown) => {
      const capture = await choice.one(argument);
      const { copyCaptureAs } = await import("./exporting.ts");
      if (capture !== undefined) await copyCaptureAs(services, capture, as);
    }),
    registerTrusted(commands.saveCaptureAsTest, async (argument: unknown) => {
      const capture = await choice.one(argument);
      const { saveAsTest } = await import("./saveAsTest.ts");
      if (capture !== undefined) await saveAsTest(services, capture, version);
    }),
  );
}
