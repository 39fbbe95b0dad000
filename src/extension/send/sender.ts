import * as vscode from "vscode";
import { withReferences } from "../../core/captures/staticTokens.ts";
import { draftRequest, withContentLength } from "../../core/engine/draft.ts";
import { headerValues, type WebhookRequest } from "../../core/request/request.ts";
import { timeIn } from "../../core/trigger/time.ts";
import type { ReceivedRequest } from "../../node/listener.ts";
import { type ReceivedAnswer, sendRequest } from "../../node/sendRequest.ts";
import { startListening } from "../listener/commands.ts";
import { readSecrets } from "../listener/secrets.ts";
import { type ListenerSession, launchAddress } from "../listener/session.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";
import type { SecretStore } from "../workspace/secretStore.ts";
import { isOnThisMachine, mayLeave } from "./leaving.ts";
import { signedRequest } from "./signing.ts";
import type { TestWebhook } from "./testWebhook.ts";

/** What a test webhook came to. */
export interface Sent {
  readonly url: string;
  readonly answer: ReceivedAnswer;
  /** What the listener of this window made of it; undefined for another target. */
  readonly received: ReceivedRequest | undefined;
  /** The request with references in the place of static tokens, fit to be shown. */
  readonly shown: WebhookRequest;
}

/** Signs and sends test webhooks, to the listener of this window or elsewhere. */
export class Sender {
  readonly #session: ListenerSession;
  readonly #store: SecretStore;

  constructor(session: ListenerSession, store: SecretStore) {
    this.#session = session;
    this.#store = store;
  }

  /** Sends one webhook; undefined when somebody thought better of it on the way. */
  async send(chosen: ChosenTrigger, webhook: TestWebhook): Promise<Sent | undefined> {
    const url = webhook.target ?? (await this.#ownAddress(chosen));
    if (url === undefined) return undefined;
    const draft = draftRequest(chosen.trigger, {
      url,
      body: webhook.body?.bytes,
      contentType: undefined,
      headers: webhook.headers,
    });
    const timeOfSigning = () => timeIn(webhook.at ?? "", Date.now()) ?? Date.now();
    const signed = await signedRequest(chosen, draft, timeOfSigning, this.#store);
    if (signed === undefined) return undefined;
    const request = withContentLength(signed);
    const secrets = (await readSecrets(this.#store, [chosen.path]))(chosen.path);
    const shown = withReferences(chosen.trigger, request, secrets);
    if (!isOnThisMachine(url) && !(await mayLeave(shown))) return undefined;
    // What was just edited or set must hold for a webhook that was signed with it.
    if (webhook.target === undefined) {
      await this.#session.catchUp();
      this.#session.launcher?.askAgain();
    }
    return { url, ...(await exchange(this.#session, request)), shown };
  }

  async #ownAddress({ slug }: ChosenTrigger): Promise<string | undefined> {
    const listening = await startListening(this.#session);
    return listening && launchAddress(listening.url, slug);
  }
}

/** Sends a request, and says what came back and what the listener of this window made of it, if it was sent there. */
export async function exchange(
  session: ListenerSession,
  request: WebhookRequest,
  send: (request: WebhookRequest) => Promise<ReceivedAnswer> = withProgress,
): Promise<Pick<Sent, "answer" | "received">> {
  let received: ReceivedRequest | undefined;
  const listening = session.onDidReceive((event) => {
    if (isSame(request, event.request)) received ??= event;
  });
  try {
    const answer = await send(request);
    return { answer, received };
  } finally {
    listening.dispose();
  }
}

/** Shows that it takes its time, with a way to break it off, only when it does. */
async function withProgress(request: WebhookRequest): Promise<ReceivedAnswer> {
  const controller = new AbortController();
  const answer = sendRequest(request, controller.signal);
  const soon = new Promise<"slow">((resolve) => setTimeout(resolve, 500, "slow"));
  if ((await Promise.race([answer, soon])) !== "slow") return await answer;
  return await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Sending to {0}", new URL(request.url).host),
      cancellable: true,
    },
    (_, cancelled) => {
      cancelled.onCancellationRequested(() => controller.abort(new vscode.CancellationError()));
      return answer;
    },
  );
}

/** Whether what was received is what was sent, in its body and all headers that were chosen. */
function isSame(sent: WebhookRequest, received: WebhookRequest): boolean {
  return (
    new URL(sent.url).pathname === received.url.split("?", 1)[0] &&
    Buffer.compare(sent.body, received.body) === 0 &&
    sent.headers.every(([name, value]) => headerValues(received, name).includes(value))
  );
}
