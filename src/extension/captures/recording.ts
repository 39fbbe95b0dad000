import * as vscode from "vscode";
import type { CaptureRecorder } from "../../node/captures/captureRecorder.ts";
import type { ReceivedRequest } from "../../node/listener.ts";
import type { ServedTrigger } from "../../node/triggerTable.ts";
import { UserError } from "../../node/userError.ts";
import { offer, showError } from "../errors.ts";
import { capturesViewId } from "../ids.ts";
import type { RequestKeeper } from "../listener/requestKeeper.ts";
import type { SecretsOfFile } from "../listener/secrets.ts";
import { showMessage } from "../messages.ts";
import { captureSettings } from "../settings.ts";
import type { Captures } from "./captures.ts";

/** Keeps what the listener receives before it is answered; whatever happens, the listener goes on. */
export class Recording implements RequestKeeper {
  readonly #captures: Captures;
  #recorder: CaptureRecorder | undefined;
  #followed: Parameters<RequestKeeper["follow"]> | undefined;

  constructor(captures: Captures) {
    this.#captures = captures;
    captures.onDidRenew(() => {
      // The recorder of the old database keeps nothing any more; a listener may be running.
      this.begin().then(() => this.#followed && this.follow(...this.#followed), showError);
    });
  }

  /** Opens the store for a listener that is about to start; says so when nothing can be kept. */
  async begin(): Promise<void> {
    this.#recorder = undefined;
    if (captureSettings().count === 0) return;
    try {
      const store = await this.#captures.store();
      const { CaptureRecorder } = await import("../../node/captures/captureRecorder.ts");
      this.#recorder = new CaptureRecorder(store, retention, {
        onKept: ({ length }) => this.#captures.tellKept(length),
        onFailed: (error) => {
          this.#captures.tellTrouble(error);
          say(error);
        },
        onRecovered: (lost) => {
          const message = vscode.l10n.t("Requests are kept again; {0} were not.", lost);
          void showMessage("information", message);
        },
      });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      say(error);
    }
  }

  /** Keeps the secrets of these triggers out of what is kept from now on. */
  follow(triggers: readonly ServedTrigger[], secretsOf: SecretsOfFile): void {
    this.#followed = [triggers, secretsOf];
    this.#recorder?.follow(triggers, ({ path }) => secretsOf(path));
  }

  /** Resolves when the request is kept, or cannot be. */
  async keep(received: ReceivedRequest): Promise<void> {
    await this.#recorder?.record(received);
  }
}

function say(error: UserError): void {
  const message = vscode.l10n.t("{0} The listener answers, but keeps nothing.", error.message);
  const show = {
    title: vscode.l10n.t("Show Captured Requests"),
    run: () => vscode.commands.executeCommand(`${capturesViewId}.focus`),
  };
  offer("warning", message, [show]).catch(showError);
}

/** Read at each gain, so that a changed setting holds at once. */
const retention = {
  get count() {
    return captureSettings().count;
  },
  get bytes() {
    return captureSettings().bytes;
  },
};
