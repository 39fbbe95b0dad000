import * as vscode from "vscode";
import type { CheckedFile } from "../../core/language/check.ts";
import { launchPath } from "../../core/trigger/address.ts";
import type { Trigger } from "../../core/trigger/trigger.ts";
import {
  type Listener,
  type ReceivedRequest,
  startListener,
  type TurnedAway,
} from "../../node/listener.ts";
import { type Loaded, type ServedTrigger, TriggerTable } from "../../node/triggerTable.ts";
import type { SessionLauncher } from "../runs/sessionLauncher.ts";
import { listenerSettings } from "../settings.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { RequestKeeper } from "./requestKeeper.ts";
import { readSecrets, type SecretsOfFile } from "./secrets.ts";
import { nothingToServe, notTrusted } from "./sessionErrors.ts";

/** What the listener is doing; it is bound to a port only while it is `listening` or `stopping`. */
export type ListenerState =
  | { readonly state: "stopped" }
  | { readonly state: "starting" }
  | Listening
  | { readonly state: "stopping" };

/** A listener that answers. */
export interface Listening {
  readonly state: "listening";
  readonly port: number;
  /** On this machine, without a path: where the extension itself sends to. */
  readonly url: string;
  /** The same place as a person reaches it, which with a remote host is another address. */
  readonly externalUrl: string;
  readonly loaded: Loaded;
  /** Requests since the start, whatever became of them. */
  readonly count: number;
}

const countEveryMilliseconds = 100;

/** The one listener of the window, for all trigger files of all folders; it follows their changes. */
export class ListenerSession implements vscode.Disposable {
  readonly #workspace: Workspace;
  readonly #keeper: RequestKeeper;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #received = new vscode.EventEmitter<ReceivedRequest>();
  readonly #turnedAway = new vscode.EventEmitter<TurnedAway>();
  readonly #failed = new vscode.EventEmitter<unknown>();
  readonly #disposable: vscode.Disposable;
  #state: ListenerState = { state: "stopped" };
  /** What was asked last: starts and stops wait for each other, so that none leaves a port bound. */
  #turn: Promise<unknown> = Promise.resolve();
  #listener: Listener | undefined;
  #triggers = new TriggerTable();
  #secretsOf: SecretsOfFile = () => () => undefined;
  #following: Promise<void> = Promise.resolve();
  #counting: ReturnType<typeof setTimeout> | undefined;

  /** Who launches what accepted requests mean, before their answer leaves. */
  launcher: SessionLauncher | undefined;

  /** Fires when the state, the served triggers or the count changed. */
  readonly onDidChange = this.#changed.event;
  /** Fires for each request that a trigger judged. */
  readonly onDidReceive = this.#received.event;
  /** Fires for each request that no trigger judged. */
  readonly onDidTurnAway = this.#turnedAway.event;
  /** Fires with a bug of ours; the listener goes on. */
  readonly onDidFail = this.#failed.event;

  constructor(workspace: Workspace, keeper: RequestKeeper) {
    this.#workspace = workspace;
    this.#keeper = keeper;
    this.#disposable = vscode.Disposable.from(
      this.#changed,
      this.#received,
      this.#turnedAway,
      this.#failed,
      workspace.checked.onDidCheck((files) => this.#follow(files)),
    );
  }

  get state(): ListenerState {
    return this.#state;
  }

  /** The triggers that are served now, or were last. */
  get served(): readonly ServedTrigger[] {
    return this.#triggers.served;
  }

  /** A trigger that is served by its rules of before, because its file has an error now. */
  servedBefore(path: string, slug: string): Trigger | undefined {
    if (this.#state.state !== "listening" || !this.#state.loaded.keptFiles.includes(path)) {
      return undefined;
    }
    const served = this.#triggers.at(slug);
    return served?.path === path ? served.trigger : undefined;
  }

  /** Starts to listen, unless it does so already; a `UserError` says why it cannot. */
  start(port = listenerSettings().port): Promise<Listening> {
    return this.#inTurn(async () =>
      this.#state.state === "listening" ? this.#state : await this.#start(port),
    );
  }

  /** Takes no more requests, and resolves when those that had begun are answered. */
  stop(): Promise<void> {
    return this.#inTurn(async () => {
      const listener = this.#listener;
      if (listener === undefined) return;
      this.#listener = undefined;
      this.#become({ state: "stopping" });
      await listener.close();
      this.#become({ state: "stopped" });
    });
  }

  /** Serves the files and secrets as they are at this moment, where a change is followed soon anyway. */
  async catchUp(): Promise<void> {
    this.#follow(await this.#workspace.checked.all());
    await this.#following;
  }

  dispose(): void {
    clearTimeout(this.#counting);
    void this.stop();
    this.#disposable.dispose();
  }

  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #start(port: number): Promise<Listening> {
    if (!vscode.workspace.isTrusted) throw notTrusted();
    this.#become({ state: "starting" });
    try {
      await this.#workspace.files.searchAgain();
      const triggers = new TriggerTable();
      const loaded = triggers.load(await this.#withSecrets(await this.#workspace.checked.all()));
      if (triggers.served.length === 0) throw nothingToServe(loaded);
      this.#triggers = triggers;
      await this.#keeper.begin();
      this.#keeper.follow(triggers.served, this.#secretsOf);
      const listener = await startListener({
        port,
        triggers,
        secretsOf: ({ path }) => this.#secretsOf(path),
        visitors: () => {
          const { allowedHosts, allowedOrigins } = listenerSettings();
          return { hosts: allowedHosts, origins: allowedOrigins };
        },
        get bodyLimit() {
          return listenerSettings().bodyLimit;
        },
        now: Date.now,
        newId: () => crypto.randomUUID(),
        onRequest: async (received) => {
          await this.#keeper.keep(received);
          this.#tell(this.#received, received);
          await this.launcher?.launch(received, this.#secretsOf(received.served.path));
        },
        stateOf: (served, runId) => this.launcher?.stateOf(served, runId),
        onTurnedAway: async (turnedAway, received) => {
          if (received !== undefined) await this.#keeper.keep(received);
          this.#tell(this.#turnedAway, turnedAway);
        },
        onBug: (error) => this.#failed.fire(error),
      });
      this.#listener = listener;
      const { url } = listener;
      const externalUrl = await externalAddressOf(url);
      const listening: Listening = {
        state: "listening",
        port: Number(new URL(url).port),
        url,
        externalUrl,
        loaded,
        count: 0,
      };
      this.#become(listening);
      // What changed while it was starting has not been followed.
      await this.catchUp();
      return this.#state.state === "listening" ? this.#state : listening;
    } catch (error) {
      this.#become({ state: "stopped" });
      throw error;
    }
  }

  /** Serves the files as they are now; those that have just broken stay as they were. */
  #follow(files: readonly CheckedFile[]): void {
    this.#following = this.#following
      .then(async () => {
        if (this.#state.state !== "listening") return;
        const loaded = this.#triggers.load(await this.#withSecrets(files));
        this.#keeper.follow(this.#triggers.served, this.#secretsOf);
        if (this.#state.state === "listening") this.#become({ ...this.#state, loaded });
      })
      .catch((error: unknown) => this.#failed.fire(error));
  }

  async #withSecrets(files: readonly CheckedFile[]): Promise<readonly CheckedFile[]> {
    const paths = files.map(({ path }) => path);
    this.#secretsOf = await readSecrets(this.#workspace.secretStore, paths);
    return files;
  }

  #tell<Event>(emitter: vscode.EventEmitter<Event>, event: Event): void {
    if (this.#state.state === "listening") {
      this.#state = { ...this.#state, count: this.#state.count + 1 };
    }
    emitter.fire(event);
    // Under load the numbers need not be shown one by one.
    this.#counting ??= setTimeout(() => {
      this.#counting = undefined;
      this.#changed.fire();
    }, countEveryMilliseconds);
  }

  #become(state: ListenerState): void {
    this.#state = state;
    this.#changed.fire();
  }
}

/** The address of a trigger at a listener. */
export function launchAddress(listenerUrl: string, slug: string): string {
  return `${listenerUrl}${launchPath}${encodeURIComponent(slug)}/`;
}

async function externalAddressOf(url: string): Promise<string> {
  try {
    const external = await vscode.env.asExternalUri(vscode.Uri.parse(url));
    return external.toString(true).replace(/\/$/, "");
  } catch {
    // A remote host that forwards no port leaves the address on its own machine.
    return url;
  }
}
