import { draftRequest } from "../core/engine/draft.ts";
import { headerValues } from "../core/request/request.ts";
import { type SnippetLanguage, snippetFor, snippetLanguages } from "../core/snippets/snippet.ts";
import { UserError } from "../node/userError.ts";
import type { ExitCode, Io } from "./io.ts";
import { bodyOf, targetUrl } from "./sendOptions.ts";
import { chooseTrigger } from "./triggerChoice.ts";
import { fileOf, parseArguments, UsageError, wordOf } from "./usage.ts";

/** Prints code that sends a webhook which the trigger accepts. */
export async function snippet(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    trigger: { type: "string" },
    language: { type: "string" },
    to: { type: "string" },
    body: { type: "string" },
    "content-type": { type: "string" },
  });
  const file = fileOf(positionals);
  const words = Object.keys(snippetLanguages) as [SnippetLanguage, ...SnippetLanguage[]];
  if (values.language === undefined) throw new UsageError(`--language takes ${words.join(", ")}.`);
  const language = wordOf("language", values.language, words);
  const trigger = chooseTrigger(file, values.trigger);
  const draft = draftRequest(trigger, {
    url: targetUrl(trigger, values.to, []),
    body: values.body === undefined ? undefined : bodyOf(values.body),
    contentType: values["content-type"],
    headers: [],
  });
  const written = snippetFor(language, trigger, {
    url: draft.url,
    body: draft.body,
    contentType: headerValues(draft, "content-type")[0] ?? "application/octet-stream",
  });
  if (written.outcome === "impossible") {
    throw new UserError(`No ${language} code can send this webhook.`, written.why);
  }
  io.stdout(written.code.endsWith("\n") ? written.code : `${written.code}\n`);
  return 0;
}
