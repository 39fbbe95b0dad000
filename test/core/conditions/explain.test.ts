import assert from "node:assert/strict";
import fc from "fast-check";
import { explainFailure, factTexts } from "../../../src/core/conditions/explain.ts";
import { noteText } from "../../../src/core/conditions/notes.ts";
import { evaluate } from "../../../src/core/engine/evaluate.ts";
import { sign } from "../../../src/core/engine/sign.ts";
import type { WebhookRequest } from "../../../src/core/request/request.ts";
import type { Condition, Reason } from "../../../src/core/trigger/trigger.ts";
import { reasons } from "../../../src/core/trigger/trigger.ts";
import { anyHeaderValue, anyJsonObject, anyRequest } from "../../support/arbitraries.ts";
import {
  contextOf,
  hmac,
  jwt,
  now,
  post,
  rateLimit,
  secretText,
  staticToken,
  triggerOf,
  webTimestamp,
} from "../../support/context.ts";
import { failures } from "../../support/failures.ts";

/** The sentences for every condition of a trigger that the request fails. */
async function explanations(
  condition: Condition,
  request: WebhookRequest,
  context = contextOf(),
): Promise<readonly string[]> {
  const verdict = await evaluate(triggerOf(condition), request, context);
  return verdict.trace.flatMap(({ check }) =>
    check.outcome === "failed"
      ? [explainFailure(condition, check), ...factTexts(check.facts), ...check.notes.map(noteText)]
      : [],
  );
}

describe("explainFailure", () => {
  it("has a way to provoke each reason", () => {
    assert.deepEqual(failures.map(({ reason }) => reason).toSorted(), [...reasons].toSorted());
  });

  for (const { reason, condition, request, secrets, says } of failures) {
    it(`explains ${reason}`, async () => {
      const context = contextOf({ secrets });
      if (reason === "rate-limit-exceeded") context.launches.launch([rateLimit(1, 3600)], now);
      const verdict = await evaluate(triggerOf(condition), request, context);
      const [line] = verdict.trace;
      const check = line?.check;
      assert.ok(check?.outcome === "failed");
      assert.equal(check.reason, reason satisfies Reason);
      assert.equal(explainFailure(condition, check), says);
    });
  }

  it("tells neither the secret nor the token", async () => {
    const anySecret = fc.stringMatching(/^[A-Za-z0-9+=-]{12,24}$/);
    const conditions: readonly Condition[] = [
      staticToken(),
      staticToken({ valuePrefix: "Bearer " }),
      hmac(),
      hmac({ basestringFormat: "{header:X-Time}{body}", secretEncoding: "base64" }),
      jwt(),
      jwt({ algorithm: "RS256" }),
      webTimestamp({ timestampLookupKey: "X-Token" }),
    ];
    await fc.assert(
      fc.asyncProperty(
        anySecret,
        fc.constantFrom(...conditions),
        anyRequest,
        fc.constantFrom("", "x", "Bearer ", "{secret}", "{secret} ", "{secret}=", "{secret},"),
        fc.constantFrom("own", "other"),
        async (secret, condition, request, before, whose) => {
          const sender = whose === "own" ? secret : `${secret}-other`;
          const issuing = condition.type === "web-authentication" ? condition : staticToken();
          const signed = await sign(
            triggerOf({ ...issuing, valuePrefix: "" } as Condition),
            request,
            contextOf({ secrets: { SECRET: sender } }),
          );
          const sent = signed.outcome === "signed" ? signed.request : request;
          const headers = sent.headers.map(([name, value]) =>
            name === "X-Token"
              ? ([name, before.replace("{secret}", secret) + value] as const)
              : ([name, value] as const),
          );
          const context = contextOf({ secrets: { SECRET: secret } });
          const told = (await explanations(condition, { ...sent, headers }, context)).join("\n");
          assert.ok(!told.includes(secret), told);
          for (const [name, value] of headers) {
            if (name === "X-Token" && value.length > 12) assert.ok(!told.includes(value), told);
          }
        },
      ),
    );
  });

  it("explains whatever comes in", async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest, anyHeaderValue, anyJsonObject, async (request, token, body) => {
        const json = { ...post(body), headers: [["X-Token", token] as const] };
        for (const condition of [
          hmac(),
          jwt(),
          staticToken({ tokenLookupNamespace: "json-body" }),
        ]) {
          for (const sent of [request, json]) {
            const [sentence] = await explanations(condition, sent);
            assert.match(sentence ?? "", /^[A-Z].*\.$/s);
            assert.doesNotMatch(sentence ?? "", /undefined|NaN|\[object/);
            assert.ok(!sentence?.includes(secretText));
          }
        }
      }),
    );
  });
});
