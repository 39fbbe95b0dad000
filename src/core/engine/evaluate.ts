import { planRuns } from "../actions/plannedRun.ts";
import { answerOf } from "../actions/response.ts";
import { checkRateLimit, type LaunchHistory } from "../conditions/rateLimit.ts";
import { checkWebTimestamp } from "../conditions/timestamp.ts";
import {
  type AuthenticationContext,
  checkWebAuthentication,
} from "../conditions/webAuthentication.ts";
import type { WebhookRequest } from "../request/request.ts";
import type { Trigger } from "../trigger/trigger.ts";
import type { Refused, TraceLine, Verdict } from "./verdict.ts";

/** What a verdict depends on beside trigger and request; `now` is in milliseconds. */
export interface EvaluationContext extends AuthenticationContext {
  readonly launches: LaunchHistory;
  readonly newId: () => string;
}

/**
 * Decides a request as the hosted service does. Every condition is checked; a launch is recorded in
 * the history, in the same turn as the rate limits are checked, only when all conditions passed.
 */
export async function evaluate(
  trigger: Trigger,
  request: WebhookRequest,
  context: EvaluationContext,
): Promise<Verdict> {
  if (request.method !== "POST") return methodRefused(request.method);
  const { launches, now } = context;
  const proofs = await checkRequest(trigger, request, context);
  let next = 0;
  const trace = trigger.conditions.map((condition) =>
    condition.type === "rate-limit"
      ? { condition, check: checkRateLimit(condition, launches, now) }
      : // The proofs are those of the other conditions, in their order.
        (proofs[next++] as TraceLine),
  );
  const refusal = refusalOf(trace);
  if (refusal !== undefined) return refusal;
  const limits = trigger.conditions.filter((condition) => condition.type === "rate-limit");
  launches.launch(limits, now);
  const runId = context.newId();
  const runs = planRuns(trigger, context.newId);
  return {
    verdict: "accepted",
    status: 200,
    runId,
    runs,
    answer: answerOf(trigger, runId),
    trace,
  };
}

/** Checks what a request itself must prove: its authentications and timestamps, not the rate limits. */
export async function checkRequest(
  trigger: Trigger,
  request: WebhookRequest,
  context: AuthenticationContext,
): Promise<readonly TraceLine[]> {
  const trace: TraceLine[] = [];
  for (const condition of trigger.conditions) {
    if (condition.type === "web-authentication") {
      const check = checkWebAuthentication(condition, request, context);
      trace.push({ condition, check: check instanceof Promise ? await check : check });
    } else if (condition.type === "web-timestamp") {
      trace.push({ condition, check: checkWebTimestamp(condition, request, context.now) });
    }
  }
  return trace;
}

/** The refusal that a trace leads to; it tells the caller which condition failed and why, no more. */
export function refusalOf(trace: readonly TraceLine[]): Refused | undefined {
  if (trace.every(({ check }) => check.outcome === "passed")) return undefined;
  const lines = trace.flatMap(({ condition, check }) =>
    check.outcome === "failed" ? [`${condition.type}: ${check.reason}\n`] : [],
  );
  const answer = { contentType: "text/plain", body: lines.join("") };
  return { verdict: "refused", status: 400, answer, trace };
}

function methodRefused(method: string): Refused {
  const answer = { contentType: "text/plain", body: `Only POST launches, not ${method}.\n` };
  return { verdict: "refused", status: 405, answer, trace: [] };
}
