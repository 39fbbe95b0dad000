import { runIdOf } from "../../core/actions/response.ts";
import type { Judge } from "../../core/captures/judge.ts";
import { withoutSecretsOf } from "../../core/captures/redact.ts";
import { isSuccess } from "../../core/request/status.ts";
import type { ReceivedAnswer } from "../../node/sendRequest.ts";

/** What a request launched that the hosted service accepted. */
export interface HostedLaunch {
  /** Of the trigger. */
  readonly slug: string;
  /** Undefined when the answer tells none. */
  readonly runId: string | undefined;
}

/** What a request launched on the hosted service; undefined for another address, or when it was refused. */
export function hostedLaunchOf(
  { slug, trigger, secrets }: Judge,
  url: string,
  { status, body }: ReceivedAnswer,
): HostedLaunch | undefined {
  const { launchUrl } = trigger;
  if (launchUrl === undefined || !isSuccess(status)) return undefined;
  if (placeOf(url) !== placeOf(launchUrl)) return undefined;
  const text = withoutSecretsOf(trigger, secrets, body.toString("utf8"));
  return { slug, runId: runIdOf(trigger, text) };
}

/** An address without its query, whether or not it ends in a slash. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/?$/, "/");
}
