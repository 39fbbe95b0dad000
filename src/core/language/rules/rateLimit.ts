import type { RateLimit } from "../../trigger/trigger.ts";
import {
  hasUnknownCondition,
  itemsOf,
  keyRange,
  type Located,
  type ReadTrigger,
} from "../located.ts";
import { problem } from "../problem.ts";
import type { Rule } from "./rule.ts";

/** Rules about rate limits. */
export const rateLimitRules: readonly Rule[] = [pointlessLimits, someLimit];

function* pointlessLimits({ conditions }: ReadTrigger) {
  const limits = itemsOf(conditions, "rate-limit");
  for (const [index, limit] of limits.entries()) {
    if (limits.findIndex((other) => isSame(other, limit)) < index) {
      yield problem("rate-limit-twice", limit.head);
      continue;
    }
    const stricter = limits.find(
      (other) => !isSame(other, limit) && coversLimit(other.value, limit.value),
    );
    if (stricter === undefined) continue;
    const { period, quota } = stricter.value;
    yield problem("rate-limit-pointless", limit.head, { period, quota });
  }
}

function isSame(left: Located<RateLimit>, right: Located<RateLimit>): boolean {
  return left.value.period === right.value.period && left.value.quota === right.value.quota;
}

/**
 * Whether a limit never refuses what another one lets through: the longer window holds so many of
 * the shorter ones, and in each of them at most the other quota is launched.
 */
export function coversLimit(other: RateLimit, limit: RateLimit): boolean {
  return Math.ceil(limit.period / other.period) * other.quota <= limit.quota;
}

function* someLimit(trigger: ReadTrigger) {
  const runs = trigger.actions.some(
    ({ type }) => type === "run-execution" || type === "run-pipeline",
  );
  const limited = trigger.conditions.some(({ type }) => type === "rate-limit");
  if (!runs || limited || hasUnknownCondition(trigger)) return;
  yield problem("no-rate-limit", keyRange(trigger, "conditions"));
}
