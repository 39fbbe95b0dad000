import * as vscode from "vscode";
import { draftRequest } from "../../core/engine/draft.ts";
import { headerValues } from "../../core/request/request.ts";
import { type SnippetLanguage, snippetFor, snippetLanguages } from "../../core/snippets/snippet.ts";
import { UserError } from "../../node/userError.ts";
import { type ListenerSession, launchAddress } from "../listener/session.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";
import { listenerSettings } from "../settings.ts";
import type { TestWebhook } from "./testWebhook.ts";

/** Copies code that sends a matching webhook, in a language that is picked; secrets stay variables. */
export async function copyAs(
  chosen: ChosenTrigger,
  webhook: TestWebhook,
  { state }: ListenerSession,
  wanted: unknown,
): Promise<void> {
  const language = isLanguage(wanted) ? wanted : await pickLanguage();
  if (language === undefined) return;
  const listener =
    state.state === "listening" ? state.externalUrl : `http://127.0.0.1:${listenerSettings().port}`;
  const draft = draftRequest(chosen.trigger, {
    url: webhook.target ?? launchAddress(listener, chosen.slug),
    body: webhook.body?.bytes,
    contentType: undefined,
    headers: webhook.headers,
  });
  const snippet = snippetFor(language, chosen.trigger, {
    url: draft.url,
    body: draft.body,
    contentType: headerValues(draft, "content-type")[0] ?? "application/octet-stream",
  });
  if (snippet.outcome === "impossible") {
    const { label } = snippetLanguages[language];
    throw new UserError(vscode.l10n.t("No {0} code can send this webhook.", label), snippet.why);
  }
  await vscode.env.clipboard.writeText(snippet.code);
  const { label } = snippetLanguages[language];
  vscode.window.setStatusBarMessage(vscode.l10n.t("Copied as {0}", label), 5000);
}

function isLanguage(value: unknown): value is SnippetLanguage {
  return typeof value === "string" && Object.hasOwn(snippetLanguages, value);
}

async function pickLanguage(): Promise<SnippetLanguage | undefined> {
  const items = Object.entries(snippetLanguages).map(([language, { label }]) => ({
    label,
    language: language as SnippetLanguage,
  }));
  const item = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Which language? Secrets are read from environment variables."),
  });
  return item?.language;
}
