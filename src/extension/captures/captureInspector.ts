import * as vscode from "vscode";
import type { Capture } from "../../core/captures/capture.ts";
import type { Verdict } from "../../core/engine/verdict.ts";
import { inspect, judgedAgain, type Relatives } from "../../core/inspector/inspection.ts";
import {
  type Again,
  type Deed,
  type FromInspector,
  isFromInspector,
  type ToInspector,
} from "../../core/inspector/messages.ts";
import { showError } from "../errors.ts";
import { commands } from "../ids.ts";
import { showPage } from "../pages/page.ts";
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
  readonly #page: vscode.Disposable & { post(message: ToInspector): void };
  readonly #disposable: vscode.Disposable;
  #id = "";
  #again: JudgedAgain | undefined;
  #shown = "";
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: vscode.WebviewPanel, { extension, captures, workspace }: InspectorServices) {
    this.panel = panel;
    this.#captures = captures;
    this.#workspace = workspace;
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
        const capture = (await this.#captures.store()).get(this.#id);
        if (capture !== undefined) await showCondition(capture.trigger, message.index);
        return;
      }
      case "open-capture":
        return await vscode.commands.executeCommand(commands.inspectCapture, message.id);
    }
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
    const store = await this.#captures.store();
    const capture = store.get(this.#id);
    const relatives = {
      origin: capture?.lineage && store.get(capture.lineage.id),
      replays: store.list({ replayOf: this.#id }, 20).captures,
    };
    const look = JSON.stringify([
      this.#id,
      capture?.pinned,
      relatives.replays,
      relatives.origin?.id,
    ]);
    if (look === this.#shown) return;
    this.#shown = look;
    const masked = capture && (await maskedByNow(this.#workspace, [capture])).captures[0];
    // Another one may have been chosen meanwhile.
    if (this.#shown === look) this.#post(masked, relatives);
  }

  #post(capture: Capture | undefined, relatives: Relatives): void {
    if (capture === undefined) {
      this.#page.post({ kind: "gone" });
      return;
    }
    const time = timeWords(capture.receivedAt);
    this.panel.title = `${triggerWords(capture)} · ${time}`;
    const again = this.#again && judgedAgain(this.#again.verdict, this.#again.time);
    this.#page.post({
      kind: "show",
      inspection: inspect(capture, relatives),
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
