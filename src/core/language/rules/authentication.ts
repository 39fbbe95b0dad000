import {
  authenticationsOf,
  hasUnknownAuthentication,
  itemsOf,
  keyRange,
  type ReadTrigger,
  valueRange,
} from "../located.ts";
import { problem } from "../problem.ts";
import { isSymmetric } from "./algorithms.ts";
import type { Rule } from "./rule.ts";

/** Rules about how a request proves that it is genuine. */
export const authenticationRules: readonly Rule[] = [
  anyConditions,
  blankAfterScheme,
  secretEncodingUsed,
  bodyCovered,
  expiringSignature,
];

function* anyConditions(trigger: ReadTrigger) {
  if (trigger.conditions.length > 0) return;
  yield problem("no-conditions", keyRange(trigger, "conditions"));
}

function* blankAfterScheme({ conditions }: ReadTrigger) {
  for (const item of itemsOf(conditions, "web-authentication")) {
    const prefix = item.value.valuePrefix;
    if (/^(?:jwt|bearer|token|basic)$/i.test(prefix)) {
      yield problem("prefix-without-blank", valueRange(item, "valuePrefix"), { prefix });
    }
  }
}

function* secretEncodingUsed(trigger: ReadTrigger) {
  for (const item of authenticationsOf(trigger, "jwt")) {
    const { algorithm } = item.value;
    if (item.places.secretEncoding === undefined || isSymmetric(algorithm)) continue;
    const data = { key: "secret-encoding", by: algorithm };
    yield problem("field-not-used", keyRange(item, "secretEncoding"), data);
  }
}

/** An HMAC beside the JWT may cover the body. */
function* bodyCovered(trigger: ReadTrigger) {
  if (hasUnknownAuthentication(trigger) || authenticationsOf(trigger, "hmac").length > 0) return;
  for (const { head } of authenticationsOf(trigger, "jwt")) {
    yield problem("jwt-body-not-covered", head);
  }
}

/** A JWT beside the HMAC may expire. */
function* expiringSignature(trigger: ReadTrigger) {
  const hasTimestamp = trigger.conditions.some(({ type }) => type === "web-timestamp");
  const hasJwt = authenticationsOf(trigger, "jwt").length > 0;
  if (hasTimestamp || hasJwt || hasUnknownAuthentication(trigger)) return;
  for (const { head } of authenticationsOf(trigger, "hmac")) {
    yield problem("hmac-without-timestamp", head);
  }
}
