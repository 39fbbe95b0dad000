import * as vscode from "vscode";
import { showError } from "../errors.ts";
import { commands } from "../ids.ts";
import type { TriggerLog } from "../listener/log.ts";
import { readSecrets } from "../listener/secrets.ts";
import type { ListenerSession } from "../listener/session.ts";
import type { ChosenTrigger, TriggerChoice } from "../listener/triggerChoice.ts";
import { registerTrusted } from "../trust.ts";
import type { SecretStore } from "../workspace/secretStore.ts";
import type { Answers } from "./answers.ts";
import { BodyEditors } from "./bodies.ts";
import { Outcomes } from "./outcome.ts";
import { Sender } from "./sender.ts";
import { decideWebhook } from "./sendWith.ts";
import { type TestWebhook, TestWebhooks } from "./testWebhook.ts";

/** The commands that send test webhooks, or copy the code that does. */
export function registerSending(
  session: ListenerSession,
  triggers: TriggerChoice,
  store: SecretStore,
  { log, answers }: { readonly log: TriggerLog; readonly answers: Answers },
): vscode.Disposable {
  const sender = new Sender(session, store);
  const webhooks = new TestWebhooks();
  const bodies = new BodyEditors();
  const outcomes = new Outcomes(log);

  const send = async (chosen: ChosenTrigger, webhook: TestWebhook) => {
    webhooks.remember(chosen, webhook);
    const sent = await sender.send(chosen, webhook);
    if (sent === undefined) return undefined;
    const showAnswer = async () => {
      const secrets = (await readSecrets(store, [chosen.path]))(chosen.path);
      await answers.show(chosen, sent.answer, secrets);
    };
    // Whoever called waits for the answer, not for a person to read it.
    outcomes.show(chosen, sent, showAnswer).catch(showError);
    return { status: sent.answer.status, verdict: sent.received?.verdict.verdict };
  };

  return vscode.Disposable.from(
    bodies,
    outcomes,
    registerTrusted(commands.sendTestWebhook, async (argument: unknown) => {
      const chosen = await triggers.choose(argument);
      return chosen && (await send(chosen, webhooks.lastOf(chosen)));
    }),
    registerTrusted(commands.sendWith, async (argument: unknown) => {
      const chosen = await triggers.choose(argument);
      const decided = chosen && (await decideWebhook(chosen, webhooks.lastOf(chosen)));
      if (chosen === undefined || decided === undefined) return undefined;
      if (decided.decision === "send") return await send(chosen, decided.webhook);
      return await bodies.edit(chosen, decided.webhook);
    }),
    registerTrusted(commands.sendBody, async () => {
      const document = vscode.window.activeTextEditor?.document;
      const written = document && bodies.of(document);
      const chosen = written && (await triggers.now(written.reference));
      return chosen && (await send(chosen, written.webhook));
    }),
    registerTrusted(commands.copyAs, async (argument: unknown, language: unknown) => {
      const chosen = await triggers.choose(argument);
      if (chosen === undefined) return;
      const { copyAs } = await import("./copyAs.ts");
      await copyAs(chosen, webhooks.lastOf(chosen), session, language);
    }),
  );
}
