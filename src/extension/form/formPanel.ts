import * as vscode from "vscode";
import { formViewOf } from "../../core/form/formView.ts";
import { type FromForm, isFromForm, type ToForm } from "../../core/form/messages.ts";
import { fixesIn } from "../../core/language/fix/fixesFor.ts";
import { fixSourceOf } from "../../core/language/fix/fixSource.ts";
import type { Range } from "../../core/language/position.ts";
import { slugOf } from "../../core/trigger/address.ts";
import { rangeIn } from "../convert.ts";
import { commands } from "../ids.ts";
import type { FixRequest } from "../language/quickFixes.ts";
import { showPage } from "../pages/page.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { FormDocument, Outcome } from "./formDocument.ts";
import { openAsText } from "./openAs.ts";

/** What forms need to know. */
export interface FormScene {
  readonly extension: vscode.Uri;
  readonly workspace: Workspace;
  /** Whether webhooks can be sent here at all. */
  readonly sends: boolean;
}

/** One form over a document, of which there may be several. */
export class FormPanel implements vscode.Disposable {
  readonly #scene: FormScene;
  readonly #form: FormDocument;
  readonly #page: vscode.Disposable & { post(message: ToForm): void };
  readonly #disposable: vscode.Disposable;
  #chosen = 0;
  /** Where the form is to be when it opens. */
  #wanted: number | undefined;
  #isReady: boolean = false;
  #names: readonly string[] = [];
  #round = 0;

  constructor(scene: FormScene, form: FormDocument, panel: vscode.WebviewPanel, wanted?: number) {
    this.#scene = scene;
    this.#form = form;
    this.#wanted = wanted;
    this.#page = showPage<ToForm, FromForm>(panel.webview, scene.extension, {
      name: "form",
      title: vscode.l10n.t("Webhook Trigger Form"),
      isReceived: isFromForm,
      receive: (message) => this.#receive(message),
    });
    const { files, surroundings } = scene.workspace;
    const show = () => void this.#show();
    this.#disposable = vscode.Disposable.from(
      this.#page,
      files.onDidChange(show),
      surroundings.onDidChange(show),
      vscode.workspace.onDidGrantWorkspaceTrust(show),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document === form.document && contentChanges.length > 0) show();
      }),
    );
  }

  /** Shows the trigger at an offset of the text. */
  choose(offset: number): void {
    if (this.#isReady) this.#page.post({ kind: "choose", trigger: this.#triggerAt(offset) });
    else this.#wanted = offset;
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  async #receive(message: FromForm): Promise<unknown> {
    const { document } = this.#form;
    switch (message.kind) {
      case "ready":
        this.#isReady = true;
        this.#chosen =
          this.#wanted === undefined ? (message.trigger ?? 0) : this.#triggerAt(this.#wanted);
        this.#wanted = undefined;
        return await this.#show();
      case "choose":
        this.#chosen = message.trigger;
        return await this.#show();
      case "change":
        return this.#answer(message.id, await this.#form.change(message.change, message.version));
      case "fix":
        return this.#answer(message.id, await this.#form.enqueue(() => this.#fix(message)));
      case "set-secret":
        return await vscode.commands.executeCommand(commands.setSecret, message.name);
      case "go-to":
        return await this.#goTo(message.range);
      case "open-text":
        await this.#form.idle();
        return await openAsText(document);
      case "send-test":
        await this.#form.idle();
        return await vscode.commands.executeCommand(commands.sendTestWebhook, {
          path: document.uri.toString(),
          slug: slugOf(this.#names[message.trigger] ?? ""),
        });
      case "copy":
        await vscode.env.clipboard.writeText(message.text);
        return vscode.window.setStatusBarMessage(vscode.l10n.t("Copied."), 3000);
      case "undo":
      case "redo":
        await this.#form.idle();
        return await vscode.commands.executeCommand(message.kind);
    }
  }

  #answer(id: number, outcome: Outcome): void {
    if (outcome.outcome === "made") {
      this.#page.post({ kind: "made", id, version: outcome.version });
    } else {
      this.#page.post({ kind: "refused", id, why: outcome.why, because: outcome.because });
    }
  }

  /** Tells the page what the text is now; what is overtaken by a later text is not told. */
  async #show(): Promise<void> {
    if (!this.#isReady) return;
    this.#round += 1;
    const round = this.#round;
    const { document } = this.#form;
    const { checked, surroundings } = this.#scene.workspace;
    const [check, context] = await Promise.all([
      checked.checkerOf(document.uri),
      surroundings.contextOf(document.uri),
    ]);
    if (round !== this.#round) return;
    const file = this.#form.file();
    const chosen = Math.max(0, Math.min(this.#chosen, file.items.length - 1));
    const view = formViewOf(file, chosen, {
      problems: check(file.text),
      context,
      now: Date.now(),
    });
    this.#names = view.triggers.map(({ name }) => name);
    const canSend = this.#scene.sends && vscode.workspace.isTrusted;
    this.#page.post({ kind: "view", version: document.version, view, canSend });
  }

  async #fix({
    version,
    code,
    range,
    title,
  }: Extract<FromForm, { readonly kind: "fix" }>): Promise<Outcome> {
    const { document } = this.#form;
    const why = vscode.l10n.t("The text has changed meanwhile: look at the problem again.");
    const refused = { outcome: "refused", why, because: "stale" } as const;
    const { text } = this.#form.file();
    const check = await this.#scene.workspace.checked.checkerOf(document.uri);
    if (document.version !== version) return refused;
    const problem = check(text).find(
      (one) => one.code === code && one.range.start === range.start && one.range.end === range.end,
    );
    const fix = problem && fixesIn(fixSourceOf(text), problem).find((one) => one.title === title);
    if (fix === undefined) return refused;
    const { command, edits } = fix;
    if (command !== undefined) {
      const request: FixRequest = { uri: document.uri.toString(), version, command, edits };
      await vscode.commands.executeCommand(commands.keepSecret, request);
    } else if (!(await this.#form.apply(edits))) {
      return refused;
    }
    return { outcome: "made", version: document.version };
  }

  /** Shows a place in the text: where the text is on the screen, or else beside the form. */
  async #goTo(range: Range): Promise<void> {
    await this.#form.idle();
    const { document } = this.#form;
    const visible = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    await vscode.window.showTextDocument(document, {
      selection: rangeIn(document, range),
      viewColumn: visible?.viewColumn ?? vscode.ViewColumn.Beside,
    });
  }

  #triggerAt(offset: number): number {
    const starts = this.#form.file().items.map(({ piece, node }) => piece.start + node.range.start);
    return Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    );
  }
}
