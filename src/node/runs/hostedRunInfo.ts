import type { LaunchState } from "../../core/actions/launchState.ts";
import { withoutSecretsOf } from "../../core/captures/redact.ts";
import { isThisMachine } from "../../core/captures/replay.ts";
import { withContentLength } from "../../core/engine/draft.ts";
import { printable } from "../../core/engine/printable.ts";
import { type SigningContext, sign } from "../../core/engine/sign.ts";
import { signingProblemText } from "../../core/engine/signingProblem.ts";
import { runInfoQuestion } from "../../core/runs/relay.ts";
import type { Json, Trigger } from "../../core/trigger/trigger.ts";
import { sendRequest } from "../sendRequest.ts";
import { UserError } from "../userError.ts";

const statuses = ["pending", "completed", "error", "complete_with_error"] as const;

/** Asks what became of a run, with a question that is signed as its trigger demands. */
export async function askRunInfo(
  trigger: Trigger,
  launchUrl: string,
  runId: string,
  context: SigningContext,
  signal?: AbortSignal,
): Promise<LaunchState> {
  requireEncryption(launchUrl);
  const signed = await sign(trigger, runInfoQuestion(trigger, launchUrl, runId), context);
  if (signed.outcome === "impossible") {
    throw new UserError(
      "The question for run info cannot be signed.",
      signingProblemText(signed.problem),
    );
  }
  const answer = await sendRequest(withContentLength(signed.request), signal);
  const text = withoutSecretsOf(trigger, context.secrets, answer.body.toString("utf8"));
  const { origin } = new URL(launchUrl);
  if (answer.status !== 200) {
    const said = printable(text.trim().slice(0, 200));
    throw new UserError(
      `${origin} answered ${answer.status} to the question for run info${said === "" ? "." : `: ${said}`}`,
      answer.status === 404 ? "Is the run id one of this trigger's?" : "See what it says.",
    );
  }
  const state = stateIn(text);
  if (state === undefined) {
    throw new UserError(`${origin} gave no run info.`, "Is it the trigger's launch address?");
  }
  return state;
}

/** Throws a `UserError` for an address to which secrets would go readable on the way. */
export function requireEncryption(url: string): void {
  const { protocol, hostname, origin } = new URL(url);
  if (protocol !== "https:" && !isThisMachine(hostname)) {
    throw new UserError(`${origin} is not encrypted.`, "Use an https address.");
  }
}

function stateIn(text: string): LaunchState | undefined {
  try {
    const { status, result } = JSON.parse(text) as { status?: unknown; result?: unknown };
    const known = statuses.find((candidate) => candidate === status);
    return known && { status: known, result: Array.isArray(result) ? (result as Json[]) : [] };
  } catch {
    return undefined;
  }
}
