import * as vscode from "vscode";
import type { ChosenTrigger, TriggerReference } from "../listener/triggerChoice.ts";

/** What is sent when a webhook is tried, each part as somebody chose it. */
export interface TestWebhook {
  /** The trigger's own example when undefined. */
  readonly body: ChosenBody | undefined;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** When it is signed, as `timeIn` reads it; now when undefined. */
  readonly at: string | undefined;
  /** A whole URL; the listener of this window when undefined. */
  readonly target: string | undefined;
}

/** A body, and where it is from in a few words. */
export interface ChosenBody {
  readonly bytes: Uint8Array;
  readonly from: string;
}

const plainWebhook: TestWebhook = {
  body: undefined,
  headers: [],
  at: undefined,
  target: undefined,
};

/** The last test webhook of each trigger since the window opened. */
export class TestWebhooks {
  readonly #last = new Map<string, TestWebhook>();

  lastOf(reference: TriggerReference): TestWebhook {
    return this.#last.get(keyOf(reference)) ?? plainWebhook;
  }

  remember(reference: TriggerReference, webhook: TestWebhook): void {
    this.#last.set(keyOf(reference), webhook);
  }
}

function keyOf({ path, slug }: TriggerReference): string {
  return `${path} ${slug}`;
}

/** What a body is, in a few words. */
export function bodyWords({ trigger }: ChosenTrigger, body: ChosenBody | undefined): string {
  if (body !== undefined) return body.from;
  const test = trigger.tests.find(({ request }) =>
    ["json", "form", "body"].includes(request.payload.from),
  );
  return test === undefined
    ? vscode.l10n.t("an empty document")
    : vscode.l10n.t("of the test “{0}”", test.name);
}
