import * as vscode from "vscode";
import { printable } from "../../core/engine/printable.ts";
import type { RunPlan } from "../../core/runs/plan.ts";
import { ask } from "../messages.ts";
import { Questions } from "./questions.ts";

const directRunsKey = "hooksmith.directRunsAllowed";
/** Commands in a container may do less: who allows them has not allowed others. */
const dockerRunsKey = "hooksmith.dockerRunsAllowed";
const targetsKey = "hooksmith.relayTargets";
const shownCommands = 12;

/** What may be run or sent on in this workspace, asked once for each; a no holds until `askAgain`. */
export class Consent {
  readonly #memory: vscode.Memento;
  readonly #questions = new Questions();

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** Lets what was refused be asked again: somebody wants webhooks now, rather than that one came. */
  askAgain(): void {
    this.#questions.forgetRefusals();
  }

  /** Whether commands may run on this machine, directly or in Docker. */
  mayRun(plans: readonly RunPlan[], isInDocker: boolean): Promise<boolean> {
    const key = isInDocker ? dockerRunsKey : directRunsKey;
    const isAllowed = [key, directRunsKey].some((known) => this.#memory.get(known) === true);
    if (isAllowed) return Promise.resolve(true);
    return this.#questions.ask(key, async () => {
      const run = vscode.l10n.t("Run on This Machine");
      const answer = await ask(
        "warning",
        isInDocker
          ? vscode.l10n.t(
              "Accepted webhooks will run commands in Docker on this machine. Allow it in this workspace?",
            )
          : vscode.l10n.t(
              "Accepted webhooks will run commands on this machine, as you. Allow it in this workspace?",
            ),
        detailOf(plans),
        run,
      );
      if (answer === run) await this.#memory.update(key, true);
      return answer === run;
    });
  }

  /** Whether webhooks may be sent on to a target. */
  maySendOn(launchUrl: string): Promise<boolean> {
    const { origin } = new URL(launchUrl);
    const allowed = this.#memory.get<readonly string[]>(targetsKey, []);
    if (allowed.includes(launchUrl)) return Promise.resolve(true);
    return this.#questions.ask(launchUrl, async () => {
      const send = vscode.l10n.t("Send On");
      const answer = await ask(
        "warning",
        vscode.l10n.t("Send accepted webhooks on to {0}?", origin),
        vscode.l10n.t("Each goes to {0} as it came, with its signature and its body.", launchUrl),
        send,
      );
      if (answer === send) await this.#memory.update(targetsKey, [...allowed, launchUrl]);
      return answer === send;
    });
  }

  /** Whether a target may be asked about a run, which a signed question does. */
  async mayAsk(launchUrl: string): Promise<boolean> {
    const allowed = this.#memory.get<readonly string[]>(targetsKey, []);
    if (allowed.includes(launchUrl)) return true;
    const yes = vscode.l10n.t("Ask");
    const answer = await ask(
      "warning",
      vscode.l10n.t("Ask {0} about the run?", new URL(launchUrl).origin),
      vscode.l10n.t("The question goes to {0}, signed as its trigger demands.", launchUrl),
      yes,
    );
    return answer === yes;
  }
}

function detailOf(plans: readonly RunPlan[]): string {
  const commands = plans.flatMap((plan) => {
    if (plan.kind === "execution") return plan.execution.commands;
    if (plan.kind === "unresolved") return [];
    return plan.pipeline.nodes.flatMap(({ execution }) => execution?.commands ?? []);
  });
  const lines = commands
    .slice(0, shownCommands)
    .map((command) => `$ ${printable(command).slice(0, 120)}`);
  return [
    vscode.l10n.t("This one runs:"),
    ...lines,
    ...(commands.length > shownCommands ? ["…"] : []),
    vscode.l10n.t("The payload is given to them as a file."),
  ].join("\n");
}
