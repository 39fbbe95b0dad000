import { type CaptureSummary, type FreshCapture, reasonsOf } from "../../core/captures/capture.ts";
import { redact, redactVerdict } from "../../core/captures/redact.ts";
import { SecretFinder } from "../../core/captures/secretFinder.ts";
import type { SecretLookup } from "../../core/secrets/secret.ts";
import type { ReceivedRequest } from "../listener.ts";
import type { ServedTrigger } from "../triggerTable.ts";
import { UserError } from "../userError.ts";
import type { Added, CaptureStore, Held, Retention } from "./captureStore.ts";
import { busyTimeout } from "./openDatabase.ts";

/** What a recorder tells; nothing of it stops the listener. */
export interface RecorderEvents {
  /** Called with what was just kept. */
  readonly onKept: (captures: readonly CaptureSummary[]) => void;
  /** Called once when captures can no longer be kept. */
  readonly onFailed: (error: UserError) => void;
  /** Called when they can be kept again, with how many were lost. */
  readonly onRecovered: (lost: number) => void;
}

interface Waiting {
  readonly capture: FreshCapture;
  readonly done: () => void;
}

/** How much is kept unless told otherwise. */
export const usualRetention: Retention = { count: 100_000, bytes: 1024 ** 3 };

const leastForgotten = 32;
const countedAnewAfter = 10_000;
const pauseInMilliseconds = 1000;

/** Keeps what a listener received, before it is answered, without the secrets of its triggers. */
export class CaptureRecorder {
  readonly #store: CaptureStore;
  readonly #retention: Retention;
  readonly #events: RecorderEvents;
  #finder = new SecretFinder([]);
  #waiting: Waiting[] = [];
  #held: Held | undefined;
  #added = 0;
  #lost = 0;
  #pause: NodeJS.Timeout | undefined;

  constructor(store: CaptureStore, retention: Retention, events: RecorderEvents) {
    this.#store = store;
    this.#retention = retention;
    this.#events = events;
  }

  /** Keeps the secrets of these triggers out of what is kept from now on. */
  follow(
    triggers: readonly ServedTrigger[],
    secretsOf: (served: ServedTrigger) => SecretLookup,
  ): void {
    this.#finder = new SecretFinder(
      triggers.map((served) => ({
        slug: served.slug,
        trigger: served.trigger,
        secrets: secretsOf(served),
      })),
    );
  }

  /** Resolves when the request is kept, or cannot be: all of one turn are kept at once. */
  record(received: ReceivedRequest): Promise<void> {
    const capture = captureFrom(received, this.#finder);
    return new Promise((done) => {
      this.#waiting.push({ capture, done });
      if (this.#waiting.length === 1) setImmediate(() => this.#keep());
    });
  }

  #keep(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    try {
      const added = this.#store.add(waiting.map(({ capture }) => capture));
      if (this.#lost > 0) this.#recovered();
      this.#events.onKept(added.captures);
      this.#forget(added);
      this.#tidyInPause();
    } catch (error) {
      const isFirst = this.#lost === 0;
      this.#lost += waiting.length;
      if (isFirst) this.#failed(failureOf(error));
    } finally {
      for (const { done } of waiting) done();
    }
  }

  /** Writing to the disk is put off until no sender waits for it. */
  #tidyInPause(): void {
    this.#pause?.refresh();
    this.#pause ??= setTimeout(() => {
      try {
        if (this.#store.isOpen) this.#store.tidy();
      } catch {
        // What is wrong with the store is told when it is to keep something again.
      }
    }, pauseInMilliseconds).unref();
  }

  /** Senders wait for a store that is locked once, not each of them. */
  #failed(error: UserError): void {
    if (this.#store.isOpen) this.#store.waitForOthers(0);
    this.#events.onFailed(error);
  }

  #recovered(): void {
    this.#store.waitForOthers(busyTimeout);
    this.#events.onRecovered(this.#lost);
    this.#lost = 0;
  }

  /** Forgets a little after each gain, so that nobody ever waits for much of it. */
  #forget({ captures: { length }, bytes }: Added): void {
    // Other processes and people add and delete too.
    const isKnown = this.#held !== undefined && this.#added < countedAnewAfter;
    const held = isKnown ? plus(this.#held, { count: length, bytes }) : this.#store.held();
    this.#added = isKnown ? this.#added + length : 0;
    const isTooMuch = held.count > this.#retention.count || held.bytes > this.#retention.bytes;
    this.#held = isTooMuch
      ? this.#store.retain(held, this.#retention, Math.max(leastForgotten, length * 2))
      : held;
  }
}

function plus(left: Held = { count: 0, bytes: 0 }, right: Held): Held {
  return { count: left.count + right.count, bytes: left.bytes + right.bytes };
}

/** No error may end the listener, whatever it is. */
function failureOf(error: unknown): UserError {
  return error instanceof UserError
    ? error
    : new UserError(
        `What is received cannot be kept: ${error instanceof Error ? error.message : String(error)}.`,
        "Start the listener again.",
      );
}

/** What is kept of a received request. */
function captureFrom(received: ReceivedRequest, finder: SecretFinder): FreshCapture {
  const { served, verdict } = received;
  const { request, references } = redact(received.request, finder);
  return {
    id: received.id,
    receivedAt: received.receivedAt,
    trigger: { name: served.trigger.name, slug: served.slug, path: served.path },
    sender: received.sender,
    method: request.method,
    url: request.url,
    bodySize: received.request.body.length,
    request,
    references,
    verdict: redactVerdict(verdict, finder),
    outcome: verdict.verdict,
    status: verdict.status,
    reasons: reasonsOf(verdict),
    durationInMilliseconds: received.durationInMilliseconds,
    lineage: undefined,
  };
}
