import * as vscode from "vscode";
import type { LaunchState } from "../../core/actions/launchState.ts";
import { newRecord } from "../../core/runs/newRecord.ts";
import type { RunPlan } from "../../core/runs/plan.ts";
import { Secret, type SecretLookup } from "../../core/secrets/secret.ts";
import type { ReceivedRequest } from "../../node/listener.ts";
import { ProjectFiles } from "../../node/projectFile.ts";
import { LocalRuns } from "../../node/runs/localRuns.ts";
import { programEnvironment } from "../../node/runs/programEnvironment.ts";
import { RelayRuns } from "../../node/runs/relayRuns.ts";
import type { RunWatcher } from "../../node/runs/runKeeper.ts";
import type { RunStore } from "../../node/runs/runStore.ts";
import type { ServedTrigger } from "../../node/triggerTable.ts";
import { showError } from "../errors.ts";
import type { ListenerSession } from "../listener/session.ts";
import { privateKeyName } from "../send/signing.ts";
import { runSettings } from "../settings.ts";
import type { SecretStore } from "../workspace/secretStore.ts";
import type { Consent } from "./consent.ts";

/** What launching needs of the window around it. */
interface Surroundings {
  readonly session: ListenerSession;
  readonly secretStore: SecretStore;
  readonly store: RunStore;
  readonly consent: Consent;
  readonly watcher: RunWatcher;
  readonly onPlanned: (runId: string, plans: readonly RunPlan[]) => void;
}

const relayPace = { answerTimeout: 60, pollInterval: 1000 };

/** Does with accepted webhooks what the settings and the user say. */
export class Launching {
  readonly #surroundings: Surroundings;
  readonly #projects = new ProjectFiles();
  /** By their settings, which hold for the runs that began with them. */
  readonly #local = new Map<string, LocalRuns>();
  #relay: RelayRuns | undefined;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Tells what an accepted webhook means, and begins what is allowed. */
  async launch(received: ReceivedRequest, secrets: SecretLookup): Promise<void> {
    const { served, request, verdict, receivedAt } = received;
    if (verdict.verdict !== "accepted") return;
    const { consent, watcher, onPlanned } = this.#surroundings;
    const path = vscode.Uri.parse(served.path).fsPath;
    const { plans, project } = this.#projects.plan(verdict.runs, path);
    const { trigger: definition, slug } = served;
    const launch = { runId: verdict.runId, trigger: definition.name, slug, plans };
    onPlanned(launch.runId, plans);
    const tellPlan = () =>
      watcher.onChange({ ...newRecord(launch, "plan", receivedAt), endedAt: receivedAt });
    const settings = runSettings();
    if (settings.run === "plan") {
      tellPlan();
    } else if (settings.run === "local") {
      const begin = () => this.#localRuns().launch({ ...launch, payload: request.body, project });
      await onceAllowed(consent.mayRun(plans, settings.isInDocker), begin, tellPlan);
    } else {
      const { launchUrl } = definition;
      const may = launchUrl === undefined ? Promise.resolve(true) : consent.maySendOn(launchUrl);
      const begin = async () => {
        const privateKey = await this.#privateKeyOf(slug);
        this.#relayRuns().launch({ ...launch, request, definition, secrets, privateKey });
      };
      await onceAllowed(may, begin, tellPlan);
    }
  }

  /** What run info tells of a run that a trigger launched, in this window or an earlier one. */
  stateOf({ slug }: ServedTrigger, runId: string): LaunchState | undefined {
    const all = [this.#relay, ...this.#local.values(), this.#localRuns()];
    for (const runs of all) {
      const state = runs?.stateOf(slug, runId);
      if (state !== undefined) return state;
    }
    return undefined;
  }

  async stop(runId: string): Promise<void> {
    await Promise.all([...this.#local.values()].map((runs) => runs.stop(runId)));
  }

  /** Ends all that goes on. */
  async close(): Promise<void> {
    await Promise.all([...this.#local.values()].map((runs) => runs.close()));
    await this.#relay?.close();
  }

  #localRuns(): LocalRuns {
    const { limit, timeout, isInDocker } = runSettings();
    const key = JSON.stringify([limit, timeout, isInDocker]);
    const known = this.#local.get(key);
    if (known !== undefined) return known;
    const { session } = this.#surroundings;
    const environment = () => programEnvironment(process.env, session.served);
    const runs = new LocalRuns({ ...this.#shared(), limit, timeout, isInDocker, environment });
    this.#local.set(key, runs);
    return runs;
  }

  #relayRuns(): RelayRuns {
    const { session } = this.#surroundings;
    this.#relay ??= new RelayRuns({
      ...this.#shared(),
      ...relayPace,
      timeout: runSettings().timeout,
      ownUrl: () => (session.state.state === "listening" ? session.state.url : "http://127.0.0.1"),
    });
    return this.#relay;
  }

  async #privateKeyOf(slug: string): Promise<Secret | undefined> {
    const key = await this.#surroundings.secretStore.get(privateKeyName({ slug }));
    return key === undefined ? undefined : new Secret(key);
  }

  #shared() {
    const { store, watcher } = this.#surroundings;
    return { store, watcher, now: Date.now, newId: () => crypto.randomUUID() };
  }
}

/** Begins at once what is allowed already, and otherwise later: no sender waits for an answer of ours. */
async function onceAllowed(
  allowed: Promise<boolean>,
  begin: () => Promise<void>,
  wait: () => void,
): Promise<void> {
  const soon = new Promise<undefined>((resolve) => setImmediate(resolve, undefined));
  const now = await Promise.race([allowed, soon]);
  if (now === true) return await begin();
  wait();
  if (now === undefined) {
    allowed
      .then((may) => (may ? begin() : undefined))
      .catch(showError)
      .catch(console.error);
  }
}
