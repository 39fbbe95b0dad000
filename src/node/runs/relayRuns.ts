import { setTimeout as wait } from "node:timers/promises";
import type { LaunchState } from "../../core/actions/launchState.ts";
import { runIdOf } from "../../core/actions/response.ts";
import { withoutSecretsOf } from "../../core/captures/redact.ts";
import { isThisMachine } from "../../core/captures/replay.ts";
import type { WebhookRequest } from "../../core/request/request.ts";
import { isSuccess } from "../../core/request/status.ts";
import { type Launched, newRecord } from "../../core/runs/newRecord.ts";
import { findingOf, relayedRequest } from "../../core/runs/relay.ts";
import { launchStateOf, type RelayRecord } from "../../core/runs/runRecord.ts";
import type { Secret, SecretLookup } from "../../core/secrets/secret.ts";
import type { Trigger } from "../../core/trigger/trigger.ts";
import { sendRequest } from "../sendRequest.ts";
import { UserError } from "../userError.ts";
import { askRunInfo, requireEncryption } from "./hostedRunInfo.ts";
import { RunKeeper, type RunWatcher } from "./runKeeper.ts";
import type { RunStore } from "./runStore.ts";

/** How accepted requests are sent on. */
export interface RelayRunsOptions {
  readonly store: RunStore;
  readonly watcher: RunWatcher;
  readonly now: () => number;
  readonly newId: () => string;
  /** In milliseconds. */
  readonly pollInterval: number;
  /** In seconds: how long an answer is waited for, and a run followed. */
  readonly answerTimeout: number;
  readonly timeout: number;
  /** The listener's own address, to which nothing is sent on. */
  readonly ownUrl: () => string;
}

/** An accepted request that is to be sent on. */
export interface RelayLaunch extends Launched {
  readonly request: WebhookRequest;
  readonly definition: Trigger;
  readonly secrets: SecretLookup;
  /** Signs the questions for a trigger with an asymmetric JWT. */
  readonly privateKey: Secret | undefined;
}

const shownOfAnswer = 4096;
/** As many questions in a row may fail before a run is given up. */
const mostFailures = 3;

/** Sends accepted requests on to the launch URL of their trigger, and follows what becomes of them. */
export class RelayRuns {
  readonly #options: RelayRunsOptions;
  readonly #going = new Map<string, { readonly keeper: RunKeeper; readonly end: Promise<void> }>();
  readonly #stop = new AbortController();

  constructor(options: RelayRunsOptions) {
    this.#options = options;
  }

  /** Begins to send a request on; what comes of it is told as it comes. */
  launch(launch: RelayLaunch): void {
    const { store, watcher, now } = this.#options;
    const target = launch.definition.launchUrl ?? "";
    const record = { ...newRecord(launch, "relay", now()), relay: { target } };
    const keeper = new RunKeeper(record, store, watcher);
    const end = this.#relay(launch, keeper)
      .catch((error: unknown) => {
        if (!(error instanceof UserError)) throw error;
        change(keeper, { why: `${error.message} ${error.remedy}` });
      })
      .catch((error: unknown) => watcher.onBug(error))
      .then(() => {
        keeper.change({ endedAt: now() });
        this.#going.delete(launch.runId);
      });
    this.#going.set(launch.runId, { keeper, end });
  }

  /** What run info tells of a run that this trigger launched. */
  stateOf(slug: string, runId: string): LaunchState | undefined {
    const record = this.#going.get(runId)?.keeper.record ?? this.#options.store.find(runId);
    return record?.slug === slug ? launchStateOf(record) : undefined;
  }

  /** Breaks off what is under way, and resolves when nothing goes on any more. */
  async close(): Promise<void> {
    this.#stop.abort(new UserError("It was no longer followed.", "Ask with “hooksmith runs”."));
    await Promise.all([...this.#going.values()].map(({ end }) => end));
  }

  async #relay(launch: RelayLaunch, keeper: RunKeeper): Promise<void> {
    const { definition, request, secrets } = launch;
    const target = checkedTarget(definition, this.#options.ownUrl());
    const answer = await sendRequest(
      relayedRequest(request, target),
      this.#within(this.#options.answerTimeout),
    );
    const body = withoutSecretsOf(definition, secrets, answer.body.toString("utf8"));
    const finding = findingOf(definition, answer.status);
    const hostedRunId = isSuccess(answer.status) ? runIdOf(definition, body) : undefined;
    change(keeper, {
      answer: { status: answer.status, body: body.slice(0, shownOfAnswer) },
      ...(finding && { finding }),
      ...(hostedRunId && { hostedRunId }),
    });
    if (!isSuccess(answer.status)) return;
    if (hostedRunId === undefined) {
      change(keeper, {
        why: "The answer holds no run id, so the run cannot be followed: let a response action give `{run_id}`.",
      });
      return;
    }
    await this.#follow(launch, target, hostedRunId, keeper);
  }

  async #follow(
    { definition, secrets, privateKey }: RelayLaunch,
    launchUrl: string,
    hostedRunId: string,
    keeper: RunKeeper,
  ): Promise<void> {
    const { now, newId, pollInterval, timeout } = this.#options;
    const signal = this.#within(timeout);
    for (let failures = 0; ; ) {
      const context = { now: now(), secrets, privateKey, newId };
      try {
        const info = await askRunInfo(definition, launchUrl, hostedRunId, context, signal);
        change(keeper, { info });
        if (info.status !== "pending") return;
        failures = 0;
      } catch (error) {
        failures += 1;
        if (signal.aborted || failures >= mostFailures) throw error;
      }
      await wait(pollInterval, undefined, { signal }).catch(() => {
        throw signal.reason;
      });
    }
  }

  #within(seconds: number): AbortSignal {
    const late = new AbortController();
    setTimeout(
      () => late.abort(new UserError(`Nothing came within ${seconds} s.`, "Ask again later.")),
      seconds * 1000,
    ).unref();
    return AbortSignal.any([this.#stop.signal, late.signal]);
  }
}

function change(keeper: RunKeeper, changes: Partial<RelayRecord>): void {
  const { relay } = keeper.record;
  if (relay !== undefined) keeper.change({ relay: { ...relay, ...changes } });
}

/** Where a trigger's requests go on to, if they may: secrets in them must not be readable on the way. */
function checkedTarget({ name, launchUrl }: Trigger, ownUrl: string): string {
  if (launchUrl === undefined) {
    throw new UserError(
      `The trigger “${name}” has no launch-url.`,
      "Add the address of the hosted one.",
    );
  }
  const { hostname, port, origin } = new URL(launchUrl);
  if (isThisMachine(hostname) && port === new URL(ownUrl).port) {
    throw new UserError(`${origin} is this listener itself.`, "Give the hosted address.");
  }
  requireEncryption(launchUrl);
  return launchUrl;
}
