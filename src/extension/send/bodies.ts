import * as vscode from "vscode";
import { bodyOfPayload, draftRequest } from "../../core/engine/draft.ts";
import type { Trigger } from "../../core/trigger/trigger.ts";
import type { ChosenTrigger, TriggerReference } from "../listener/triggerChoice.ts";
import type { ChosenBody, TestWebhook } from "./testWebhook.ts";

/** The bodies that the trigger's tests send. */
export function readTests({ tests }: Trigger): readonly ChosenBody[] {
  return tests.flatMap(({ name, request }) => {
    const bytes = bodyOfPayload(request.payload);
    return bytes === undefined ? [] : [{ bytes, from: vscode.l10n.t("of the test “{0}”", name) }];
  });
}

const contextKey = "hooksmith.bodyEditors";

/** Bodies that are being written, each in an untitled document with a button that sends it. */
export class BodyEditors implements vscode.Disposable {
  readonly #open = new Map<string, { reference: TriggerReference; webhook: TestWebhook }>();
  readonly #disposable = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (this.#open.delete(uri.toString())) this.#tell();
  });

  /** Opens the body of a webhook, as it would be sent, for somebody to change. */
  async edit(chosen: ChosenTrigger, webhook: TestWebhook): Promise<void> {
    const { body } = draftRequest(chosen.trigger, {
      url: "http://localhost/",
      body: webhook.body?.bytes,
      contentType: undefined,
      headers: [],
    });
    const text = new TextDecoder().decode(body);
    const document = await vscode.workspace.openTextDocument(
      /^\s*[[{]/.test(text) ? { content: indented(text), language: "json" } : { content: text },
    );
    const { path, slug } = chosen;
    this.#open.set(document.uri.toString(), { reference: { path, slug }, webhook });
    this.#tell();
    await vscode.window.showTextDocument(document);
  }

  /** The trigger and webhook of the body in a document, as it is written now. */
  of(
    document: vscode.TextDocument,
  ): { readonly reference: TriggerReference; readonly webhook: TestWebhook } | undefined {
    const found = this.#open.get(document.uri.toString());
    if (found === undefined) return undefined;
    const bytes = new TextEncoder().encode(document.getText());
    const from = vscode.l10n.t("as written in the editor");
    return { ...found, webhook: { ...found.webhook, body: { bytes, from } } };
  }

  dispose(): void {
    this.#disposable.dispose();
  }

  #tell(): void {
    void vscode.commands.executeCommand("setContext", contextKey, [...this.#open.keys()]);
  }
}

function indented(text: string): string {
  try {
    return `${JSON.stringify(JSON.parse(text), undefined, 2)}\n`;
  } catch {
    return text;
  }
}
