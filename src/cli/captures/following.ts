import { runIdOf } from "../../core/actions/response.ts";
import { withoutSecretsOf } from "../../core/captures/redact.ts";
import { addressedTo } from "../../core/captures/replay.ts";
import { isSuccess } from "../../core/request/status.ts";
import { shellQuote } from "../../core/runs/interpolate.ts";
import type { ReceivedAnswer } from "../../node/sendRequest.ts";
import type { Made } from "./requestMaker.ts";

/** A run that a replay launched elsewhere, and the command that follows it. */
export interface Launched {
  readonly runId: string;
  readonly command: string;
}

/** The files with which the question after a run is signed. */
export interface KeyFiles {
  readonly "env-file"?: string | undefined;
  readonly "private-key"?: string | undefined;
}

/** What a replay launched at an address; undefined when it was refused, or the answer tells no run id. */
export function launchedBy(
  { request, judge }: Made,
  address: string,
  { status, body }: ReceivedAnswer,
  files: KeyFiles,
): Launched | undefined {
  const { trigger, secrets, path, slug } = judge;
  if (!isSuccess(status)) return undefined;
  const runId = runIdOf(trigger, withoutSecretsOf(trigger, secrets, body.toString("utf8")));
  if (runId === undefined) return undefined;
  const [url = ""] = addressedTo(request, address).url.split("?", 1);
  const args = [
    ...["hooksmith", "runs", "follow", runId, path, "--trigger", slug],
    ...(url === trigger.launchUrl ? [] : ["--to", url]),
    ...(["env-file", "private-key"] as const).flatMap((name) => {
      const file = files[name];
      return file === undefined ? [] : [`--${name}`, file];
    }),
  ];
  return { runId, command: args.map(shellQuote).join(" ") };
}
