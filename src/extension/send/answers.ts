import * as vscode from "vscode";
import { resolveSecret } from "../../core/secrets/resolve.ts";
import type { SecretLookup } from "../../core/secrets/secret.ts";
import type { ReceivedAnswer } from "../../node/sendRequest.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";

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
    { body, headers }: ReceivedAnswer,
    secrets: SecretLookup,
  ): Promise<void> {
    let text = body.toString("utf8");
    for (const condition of trigger.conditions) {
      if (condition.type !== "web-authentication") continue;
      const resolved = resolveSecret(condition.secretKey, secrets);
      if (resolved.outcome !== "resolved") continue;
      for (const form of formsOf(resolved.secret.reveal())) {
        text = text.replaceAll(form, String(resolved.secret));
      }
    }
    const uri = vscode.Uri.from({ scheme, path: `/${slug}`, query: crypto.randomUUID() });
    this.#texts.set(uri.toString(), text);
    const document = await vscode.workspace.openTextDocument(uri);
    const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
    const language = /\bjson\b/i.test(type) ? "json" : /\bhtml\b/i.test(type) ? "html" : undefined;
    if (language !== undefined) await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.window.showTextDocument(document);
  }

  dispose(): void {
    this.#disposable.dispose();
  }
}

/** A value as it is, and in the forms in which services like to repeat what they were sent. */
function formsOf(value: string): ReadonlySet<string> {
  const bytes = Buffer.from(value);
  return new Set([
    value,
    JSON.stringify(value).slice(1, -1),
    encodeURIComponent(value),
    bytes.toString("base64"),
    bytes.toString("base64url"),
    bytes.toString("hex"),
  ]);
}
