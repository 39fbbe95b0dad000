import type { LaunchState } from "../actions/launchState.ts";
import type { Answer } from "../actions/response.ts";
import type { AuthenticationContext } from "../conditions/webAuthentication.ts";
import { type LookUp, lookUp } from "../request/lookUp.ts";
import { mediaTypeOf, type WebhookRequest } from "../request/request.ts";
import type { Trigger } from "../trigger/trigger.ts";
import { checkRequest, refusalOf } from "./evaluate.ts";
import type { TraceLine } from "./verdict.ts";

/** What a run info request is answered, with the trace of the conditions that guard it. */
export interface RunInfo {
  readonly status: 200 | 400 | 404 | 405;
  readonly answer: Answer;
  readonly trace: readonly TraceLine[];
}

/** Answers what became of a launched run, to who meets the trigger's conditions other than rate limits. */
export async function evaluateRunInfo(
  trigger: Trigger,
  request: WebhookRequest,
  context: AuthenticationContext,
  stateOf: (runId: string) => LaunchState | undefined | Promise<LaunchState | undefined>,
): Promise<RunInfo> {
  if (request.method !== "GET" && request.method !== "POST") {
    return {
      status: 405,
      answer: text(`Run info takes GET or POST, not ${request.method}.`),
      trace: [],
    };
  }
  const trace = await checkRequest(trigger, request, context);
  const refusal = refusalOf(trace);
  if (refusal !== undefined) return { status: 400, answer: refusal.answer, trace };
  const runId = runIdIn(request);
  if (runId.found !== "text") {
    const reason = runId.found === "nothing" ? runId.reason : "value-not-text";
    return { status: 400, answer: text(`run_id: ${reason}`), trace };
  }
  const state = await stateOf(runId.value);
  if (state === undefined) return { status: 404, answer: text("No such run."), trace };
  const body = JSON.stringify({ status: state.status, result: state.result });
  return { status: 200, answer: { contentType: "application/json", body }, trace };
}

function runIdIn(request: WebhookRequest): LookUp {
  if (request.method === "GET") return lookUp(request, { namespace: "querystring", key: "run_id" });
  const namespace = mediaTypeOf(request) === "application/json" ? "json-body" : "url-encoded-body";
  return lookUp(request, { namespace, key: "run_id" });
}

function text(sentence: string): Answer {
  return { contentType: "text/plain", body: `${sentence}\n` };
}
