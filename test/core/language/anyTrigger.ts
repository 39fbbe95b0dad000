import fc from "fast-check";
import {
  type Action,
  type Condition,
  type Expectation,
  type Json,
  reasons,
  type TestRequest,
  type Trigger,
  type TriggerTest,
} from "../../../src/core/trigger/trigger.ts";
import {
  digestEncodings,
  hmacAlgorithms,
  jwtAlgorithms,
  namespaces,
  secretEncodings,
  timestampUnits,
} from "../../../src/core/trigger/words.ts";

const filled = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
const optional = fc.option(filled, { nil: undefined });
const whole = fc.integer({ min: 1, max: 1_000_000 });
const word = <Word extends string>(words: Readonly<Record<Word, unknown>>) =>
  fc.constantFrom(...(Object.keys(words) as Word[]));

const lookup = {
  secretKey: fc.oneof(filled, fc.constant("{env:KEY}")),
  tokenLookupNamespace: word(namespaces),
  tokenLookupKey: filled,
  valuePrefix: fc.string({ unit: "grapheme", maxLength: 5 }),
};

const conditionTypes = ["web-authentication", "web-timestamp", "rate-limit"] as const;

const anyCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    type: fc.constant("web-authentication" as const),
    authType: fc.constant("static" as const),
    ...lookup,
  }),
  fc.record({
    type: fc.constant("web-authentication" as const),
    authType: fc.constant("hmac" as const),
    algorithm: word(hmacAlgorithms),
    basestringFormat: filled,
    digestEncoding: word(digestEncodings),
    secretEncoding: word(secretEncodings),
    ...lookup,
  }),
  fc.record({
    type: fc.constant("web-authentication" as const),
    authType: fc.constant("jwt" as const),
    algorithm: word(jwtAlgorithms),
    secretEncoding: word(secretEncodings),
    ...lookup,
  }),
  fc.record({
    type: fc.constant("web-timestamp" as const),
    timestampLookupNamespace: word(namespaces),
    timestampLookupKey: filled,
    driftTolerance: whole,
    timestampUnit: word(timestampUnits),
  }),
  fc.record({ type: fc.constant("rate-limit" as const), period: whole, quota: whole }),
);

/** A JSON value other than null, whose numbers JavaScript keeps exactly. */
const anyDocument: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 3, stringUnit: "grapheme" })
  .map((value) => exact(value as Json))
  .filter((value) => value !== null);

function exact(value: Json): Json {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value + 0 : 0.5;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(exact);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, exact(member)]));
}

const launch = { commit: optional, title: optional, payloadInputName: optional };

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ type: fc.constant("web-response-text" as const), text: filled }),
  fc.record({ type: fc.constant("web-response-json" as const), document: anyDocument }),
  fc.record({ type: fc.constant("run-execution" as const), step: filled, ...launch }),
  fc.record({ type: fc.constant("run-pipeline" as const), pipeline: filled, ...launch }),
);

const anyTestRequest: fc.Arbitrary<TestRequest> = fc.record({
  payload: fc.oneof(
    fc.record({ from: fc.constant("json" as const), document: anyDocument }),
    fc.record({
      from: fc.constant("form" as const),
      fields: fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z]{1,5}$/), filled), {
        selector: ([name]) => name,
      }),
    }),
    fc.record({ from: fc.constant("body" as const), text: fc.string({ unit: "grapheme" }) }),
    fc.record({ from: fc.constantFrom("body-file" as const, "capture" as const), path: filled }),
    fc.constant({ from: "nothing" as const }),
  ),
  at: fc.constantFrom(undefined, "-10m", "1700000000", "2024-01-31T10:00:00Z"),
});

const anyExpectation: fc.Arbitrary<Expectation> = fc.oneof(
  fc.constant({ verdict: "accepted" as const }),
  fc.constant({ verdict: "refused" as const, by: undefined, reason: undefined }),
  fc.record({
    verdict: fc.constant("refused" as const),
    by: fc.constantFrom(...conditionTypes),
    reason: fc.option(fc.constantFrom(...reasons), { nil: undefined }),
  }),
);

const anyTest: fc.Arbitrary<TriggerTest> = fc.record({
  name: filled,
  request: anyTestRequest,
  expect: anyExpectation,
});

/** A trigger as a file can say it, sensible or not. */
export const anyTrigger: fc.Arbitrary<Trigger> = fc
  .record({
    name: filled,
    description: optional,
    launchUrl: fc.option(
      fc.uuid().map((id) => `https://app.valohai.com/api/v0/launch/${id}/`),
      { nil: undefined },
    ),
    conditions: fc.array(anyCondition, { maxLength: 3 }),
    actions: fc.array(anyAction, { maxLength: 3 }),
    tests: fc.array(anyTest, { maxLength: 2 }),
  })
  // Into objects with the usual prototype.
  .map((trigger) => structuredClone(trigger));
