import * as vscode from "vscode";
import type { SecretLookup } from "../../core/secrets/secret.ts";
import type { ReceivedAnswer } from "../../node/sendRequest.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";
import { answerText } from "./answerText.ts";

const scheme = "hooksmith-answer";

/**
 * Answers from elsewhere, shown when somebody asks. They may repeat what they were sent, in any form:
 * so they go into no log, and into documents that the editor never stores.
 */
export class Answers implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #disposable = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? "",
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#texts.delete(uri.toString())),
  );

  /** Opens an answer in an editor, the values of secrets that stand there as they are masked. */
  async show(
    { slug, trigger }: ChosenTrigger,
    answer: ReceivedAnswer,
    secrets: SecretLookup,
  ): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${slug}`, query: crypto.randomUUID() });
    this.#texts.set(uri.toString(), answerText(answer, { slug, trigger, secrets }));
    const document = await vscode.workspace.openTextDocument(uri);
    const type = answer.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
    const language = /\bjson\b/i.test(type) ? "json" : /\bhtml\b/i.test(type) ? "html" : undefined;
    if (language !== undefined) await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.window.showTextDocument(document);
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}
