import * as vscode from "vscode";
import { type Capture, type CaptureSummary, lacksBody } from "../../core/captures/capture.ts";
import type { Judge } from "../../core/captures/judge.ts";
import { KeyCache } from "../../core/conditions/keys.ts";
import { launchAddressIn } from "../../core/request/launchTarget.ts";
import { addressesOf } from "../../core/trigger/address.ts";
import { UserError } from "../../node/userError.ts";
import { readSecrets, type SecretsOfFile } from "../listener/secrets.ts";
import type { ChosenTrigger } from "../listener/triggerChoice.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** When a capture is judged again: as if it came when it did, or as if it came now. */
export type JudgingTime = "receipt" | "now";

/** The triggers and secrets as the editor has them at one moment, saved or not. */
export class TriggersOfNow {
  readonly #triggers: readonly ChosenTrigger[];
  readonly #secretsOf: SecretsOfFile;
  readonly #keys = new KeyCache();

  private constructor(triggers: readonly ChosenTrigger[], secretsOf: SecretsOfFile) {
    this.#triggers = triggers;
    this.#secretsOf = secretsOf;
  }

  static async read({ checked, secretStore }: Workspace): Promise<TriggersOfNow> {
    const files = await checked.all();
    const triggers = files.flatMap(({ path, triggers: all }) =>
      all.flatMap(({ name, slug, trigger }) => (trigger ? [{ path, slug, name, trigger }] : [])),
    );
    const paths = files.map(({ path }) => path);
    return new TriggersOfNow(triggers, await readSecrets(secretStore, paths));
  }

  /** All of them, with the secrets that hold for each. */
  get all(): readonly Judge[] {
    return this.#triggers.map((chosen) => this.judge(chosen));
  }

  /** The trigger that a capture is for; undefined when it is gone or has an error. */
  find({ trigger: { path, slug }, url }: CaptureSummary): ChosenTrigger | undefined {
    const named = this.#triggers.filter((each) => each.slug === slug);
    const address = launchAddressIn(url) ?? "";
    return (
      named.find((each) => each.path === path) ??
      named[0] ??
      this.#triggers.find(({ trigger }) => addressesOf(trigger).includes(address))
    );
  }

  /** The trigger that a capture is for; a `UserError` when it is gone or has an error. */
  of(capture: CaptureSummary): ChosenTrigger {
    const chosen = this.find(capture);
    if (chosen === undefined) throw triggerGone(capture);
    return chosen;
  }

  /** What the verdicts of a trigger depend on. */
  judge({ path, slug, trigger }: ChosenTrigger): Judge {
    const secrets = this.#secretsOf(path);
    return { slug, trigger, secrets, keys: this.#keys, newId: () => crypto.randomUUID() };
  }
}

/** Throws a `UserError` when a capture is without its body, and would be another request. */
export function checkWhole(capture: Capture): void {
  if (!lacksBody(capture)) return;
  throw new UserError(
    vscode.l10n.t(
      "The body of this request was not kept, because it was turned away with {0}.",
      String(capture.status),
    ),
    vscode.l10n.t("Have it sent again, or choose “Edit and Replay” and give it a body."),
  );
}

function triggerGone({ trigger }: CaptureSummary): UserError {
  return trigger.name === ""
    ? new UserError(
        vscode.l10n.t("No trigger of this workspace answers at the address of this request."),
        vscode.l10n.t("Give a trigger the name that its address says."),
      )
    : new UserError(
        vscode.l10n.t("The trigger “{0}” is gone or has an error.", trigger.name),
        vscode.l10n.t("Mend it, or give it its name back."),
      );
}
