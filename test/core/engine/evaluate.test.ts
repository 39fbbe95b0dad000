import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../../src/core/engine/evaluate.ts";
import { sign } from "../../../src/core/engine/sign.ts";
import type { Condition, Trigger } from "../../../src/core/trigger/trigger.ts";
import { anyRequest } from "../../support/arbitraries.ts";
import {
  contextOf,
  hmac,
  jwt,
  now,
  outcomesOf,
  post,
  rateLimit,
  secretText,
  staticToken,
  triggerOf,
  webTimestamp,
} from "../../support/context.ts";
import { failures } from "../../support/failures.ts";

/** A request with the right static token. */
const genuine = post("payload", { headers: [["X-Token", secretText]] });

describe("evaluate", () => {
  it("accepts any POST when there are no conditions", async () => {
    const verdict = await evaluate(triggerOf(), post(), contextOf());
    assert.equal(verdict.verdict, "accepted");
    assert.equal(verdict.status, 200);
    assert.deepEqual(verdict.answer, { contentType: "text/plain", body: "ok" });
  });

  for (const method of ["GET", "PUT", "HEAD", "OPTIONS", "post"]) {
    it(`answers 405 to ${method}, and takes it for no launch`, async () => {
      const context = contextOf();
      const trigger = triggerOf(rateLimit(1, 60));
      const verdict = await evaluate(trigger, { ...genuine, method }, context);
      assert.deepEqual([verdict.verdict, verdict.status], ["refused", 405]);
      assert.equal((await evaluate(trigger, genuine, context)).verdict, "accepted");
    });
  }

  it("reports every condition in the order of the file, and none stops the next", async () => {
    const conditions: readonly Condition[] = [
      rateLimit(1, 60),
      webTimestamp(),
      staticToken(),
      rateLimit(5, 60),
      hmac({ tokenLookupKey: "X-Other" }),
      jwt(),
      staticToken({ secretKey: "{env:NONE}" }),
    ];
    const verdict = await evaluate(triggerOf(...conditions), genuine, contextOf());
    assert.deepEqual(
      verdict.trace.map(({ condition }) => condition),
      conditions,
    );
    assert.deepEqual(outcomesOf(verdict), [
      "passed",
      "value-missing",
      "passed",
      "passed",
      "value-missing",
      "jwt-malformed",
      "secret-missing",
    ]);
  });

  it("answers a refusal with the failed conditions and their reasons", async () => {
    const trigger = triggerOf(webTimestamp(), staticToken(), hmac());
    const verdict = await evaluate(trigger, genuine, contextOf());
    assert.equal(verdict.status, 400);
    assert.deepEqual(verdict.answer, {
      contentType: "text/plain",
      body: "web-timestamp: value-missing\nweb-authentication: signature-malformed\n",
    });
  });

  it("answers each refusal without anything of secret, token or digest", async () => {
    for (const { reason, condition, request, secrets } of failures) {
      const context = contextOf({ secrets });
      if (condition.type === "rate-limit") context.launches.launch([condition], now);
      const { answer } = await evaluate(triggerOf(condition), request, context);
      assert.equal(answer.body, `${condition.type}: ${reason}\n`);
    }
  });

  it("gives an accepted request a run id and its runs, each with an id of its own", async () => {
    const trigger: Trigger = {
      ...triggerOf(staticToken()),
      actions: [
        { type: "web-response-text", text: "run {run_id}" },
        {
          type: "run-execution",
          step: "train",
          commit: undefined,
          title: undefined,
          payloadInputName: undefined,
        },
      ],
    };
    const verdict = await evaluate(trigger, genuine, contextOf());
    assert.ok(verdict.verdict === "accepted");
    assert.equal(verdict.answer.body, `run ${verdict.runId}`);
    assert.equal(verdict.runs.length, 1);
    assert.notEqual(verdict.runs[0]?.id, verdict.runId);
  });

  it("launches the quota, refuses the next, and launches again after the period", async () => {
    const trigger = triggerOf(staticToken(), rateLimit(2, 60), rateLimit(3, 3600));
    const context = contextOf();
    const at = async (time: number) =>
      outcomesOf(await evaluate(trigger, genuine, { ...context, now: time }));
    assert.deepEqual(await at(now), ["passed", "passed", "passed"]);
    assert.deepEqual(await at(now), ["passed", "passed", "passed"]);
    assert.deepEqual(await at(now + 59_999), ["passed", "rate-limit-exceeded", "passed"]);
    assert.deepEqual(await at(now + 60_000), ["passed", "passed", "passed"]);
    assert.deepEqual(await at(now + 120_000), ["passed", "passed", "rate-limit-exceeded"]);
    assert.deepEqual(await at(now + 3_600_000), ["passed", "passed", "passed"]);
  });

  it("counts no refused request as a launch", async () => {
    const trigger = triggerOf(staticToken(), rateLimit(1, 60));
    const context = contextOf();
    for (const headers of [[], [["X-Token", "wrong"]]] as const) {
      const refused = await evaluate(trigger, post("", { headers }), context);
      assert.equal(refused.verdict, "refused");
    }
    assert.equal((await evaluate(trigger, genuine, context)).verdict, "accepted");
    assert.equal((await evaluate(trigger, genuine, context)).verdict, "refused");
  });

  it("launches no more than the quota when requests come at the same moment", async () => {
    const trigger = triggerOf(jwt(), staticToken({ tokenLookupKey: "X-Static" }), rateLimit(3, 60));
    const context = contextOf();
    const signed = await sign(trigger, post(), context);
    assert.ok(signed.outcome === "signed");
    const verdicts = await Promise.all(
      Array.from({ length: 10 }, () => evaluate(trigger, signed.request, context)),
    );
    assert.equal(verdicts.filter(({ verdict }) => verdict === "accepted").length, 3);
  });

  it("gives a verdict of any request", async () => {
    const trigger = triggerOf(
      hmac({ basestringFormat: "{header:A}{body}" }),
      jwt({ tokenLookupNamespace: "json-body" }),
      staticToken({ tokenLookupNamespace: "url-encoded-body" }),
      webTimestamp({ timestampLookupNamespace: "querystring" }),
    );
    await fc.assert(
      fc.asyncProperty(anyRequest, async (request) => {
        const { verdict, trace } = await evaluate(trigger, request, contextOf());
        assert.equal(verdict, "refused");
        assert.equal(trace.length, 4);
      }),
    );
  });
});
