import * as vscode from "vscode";
import type { Capture } from "../../core/captures/capture.ts";
import type { Verdict } from "../../core/engine/verdict.ts";
import {
  inspect,
  judgedAgain,
  type Launches,
  type Relatives,
} from "../../core/inspector/inspection.ts";
import {
  type Again,
  type Deed,
  type FromInspector,
  isFromInspector,
  type RunDeed,
  type ToInspector,
} from "../../core/inspector/messages.ts";
import type { RunRecord } from "../../core/runs/runRecord.ts";
import { showError } from "../errors.ts";
import { commands } from "../ids.ts";
import { showPage } from "../pages/page.ts";
import type { RunsOfCaptures } from "../runs/runsOfCaptures.ts";
import { showCondition } from "../send/conditionPlace.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Captures } from "./captures.ts";
import { timeWords, triggerWords } from "./captureWords.ts";
import { maskedByNow } from "./masking.ts";

/** What an inspector needs of the extension. */
export interface InspectorServices {
  readonly extension: vscode.Uri;
  readonly captures: Captures;
  readonly workspace: Workspace;
  readonly runs: RunsOfCaptures;
}

/** The verdict on a capture that was judged again, and as of when. */
export interface JudgedAgain {
  readonly time: Again["time"];
  readonly verdict: Verdict;
}

const settleInMilliseconds = 300;

/** A panel that shows one capture, and follows what becomes of it. */
export class CaptureInspector implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly #captures: Captures;
  readonly #workspace: Workspace;
  readonly #runs: RunsOfCaptures;
  readonly #page: vscode.Disposable & { post(message: ToInspector): void };
  readonly #disposable: vscode.Disposable;
  #id = "";
  #again: JudgedAgain | undefined;
  #shown = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: vscode.WebviewPanel, services: InspectorServices) {
    const { extension, captures, workspace, runs } = services;
    this.panel = panel;
    this.#captures = captures;
    this.#workspace = workspace;
    this.#runs = runs;
    const icon = (name: string) => vscode.Uri.joinPath(extension, `media/icons/${name}.svg`);
    panel.iconPath = { light: icon("trigger-light"), dark: icon("trigger-dark") };
    this.#page = showPage<ToInspector, FromInspector>(panel.webview, extension, {
      name: "inspector",
      title: vscode.l10n.t("Captured Request"),
      isReceived: isFromInspector,
      receive: (message) => this.#receive(message).catch(showError),
    });
    this.#disposable = vscode.Disposable.from(
      this.#page,
      captures.onDidChange(() => this.#followSoon()),
      runs.onDidChange(() => this.#followSoon()),
      panel.onDidChangeViewState(() => this.#followSoon()),
    );
  }

  get id(): string {
    return this.#id;
  }

  /** Shows a capture in the place of the one before. */
  async show(id: string, again?: JudgedAgain): Promise<void> {
    this.#id = id;
    this.#again = again;
    this.#shown = "";
    await this.#follow();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#disposable.dispose();
  }

  async #receive(message: FromInspector): Promise<void> {
    switch (message.kind) {
      case "ready":
        return await this.show(this.#id, this.#again);
      case "do":
        return await vscode.commands.executeCommand(commandsOf[message.deed], this.#id);
      case "open-condition": {
        const capture = await this.#capture();
        if (capture !== undefined) await showCondition(capture.trigger, message.index);
        return;
      }
      case "open-capture":
        return await vscode.commands.executeCommand(commands.inspectCapture, message.id);
      case "run": {
        const run = await this.#run();
        if (run === undefined) return;
        return await vscode.commands.executeCommand(runCommands[message.deed], {
          node: "run",
          run,
        });
      }
      case "open-output": {
        const run = await this.#run();
        const file = run && (await this.#runs.outputOf(run, message.folder, message.path));
        if (file !== undefined) await vscode.commands.executeCommand("vscode.open", file);
      }
    }
  }

  async #capture(): Promise<Capture | undefined> {
    return (await this.#captures.store()).get(this.#id);
  }

  /** What a request leads to; undefined when that is nothing. */
  async #launchesOf(capture: Capture | undefined): Promise<Launches | undefined> {
    const verdict = capture?.verdict;
    if (verdict?.verdict !== "accepted" || verdict.runs.length === 0) return undefined;
    return await this.#runs.launchesOf(verdict, capture?.trigger.path ?? "");
  }

  async #run(): Promise<RunRecord | undefined> {
    return (await this.#launchesOf(await this.#capture()))?.record;
  }

  #followSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#follow().catch(showError);
    }, settleInMilliseconds);
  }

  /** Shows the capture as it is now, when something of it is another than before. */
  async #follow(): Promise<void> {
    if (!this.panel.visible) return;
    const id = this.#id;
    const store = await this.#captures.store();
    const capture = store.get(id);
    const relatives = {
      origin: capture?.lineage && store.get(capture.lineage.id),
      replays: store.list({ replayOf: id }, 20).captures,
    };
    const launches = await this.#launchesOf(capture);
    const { replays, origin } = relatives;
    const look = JSON.stringify([id, capture?.pinned, replays, origin?.id, launches?.record]);
    if (id !== this.#id || look === this.#shown) return;
    this.#shown = look;
    const masked = capture && (await maskedByNow(this.#workspace, [capture])).captures[0];
    // Another one may have been chosen meanwhile.
    if (this.#shown === look) this.#post(masked, relatives, launches);
  }

  #post(capture: Capture | undefined, relatives: Relatives, launches: Launches | undefined): void {
    if (capture === undefined) {
      this.#page.post({ kind: "gone" });
      return;
    }
    const time = timeWords(capture.receivedAt);
    this.panel.title = `${triggerWords(capture)} · ${time}`;
    const again = this.#again && judgedAgain(this.#again.verdict, this.#again.time);
    this.#page.post({
      kind: "show",
      inspection: inspect(capture, relatives, launches),
      again,
    });
  }
}

const commandsOf: Readonly<Record<Deed, string>> = {
  replay: commands.replayCapture,
  edit: commands.editCapture,
  judge: commands.judgeCapture,
  copy: commands.copyCaptureAs,
  export: commands.exportCaptures,
  "save-as-test": commands.saveCaptureAsTest,
  compare: commands.compareCaptures,
  pin: commands.pinCapture,
  unpin: commands.unpinCapture,
  delete: commands.deleteCapture,
  "open-body": commands.openCaptureBody,
  "save-body": commands.saveCaptureBody,
};

const runCommands: Readonly<Record<RunDeed, string>> = {
  show: commands.showRun,
  output: commands.showRunOutput,
  follow: commands.followRun,
  stop: commands.stopRun,
};
