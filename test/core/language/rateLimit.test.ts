import assert from "node:assert/strict";
import fc from "fast-check";
import { checkRateLimit, LaunchHistory } from "../../../src/core/conditions/rateLimit.ts";
import { coversLimit } from "../../../src/core/language/rules/rateLimit.ts";
import type { RateLimit } from "../../../src/core/trigger/trigger.ts";

const anyLimit: fc.Arbitrary<RateLimit> = fc.record({
  type: fc.constant("rate-limit"),
  period: fc.integer({ min: 1, max: 12 }),
  quota: fc.integer({ min: 1, max: 8 }),
});

describe("a rate limit that is covered by another one", () => {
  it("never refuses what the other one lets through", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(anyLimit, anyLimit, gaps, (other, limit, times) => {
        fc.pre(coversLimit(other, limit));
        assert.equal(refusesMore(other, limit, times), false);
      }),
    );
  });

  it("is covered whenever it refuses nothing that senders in a hurry try", () => {
    fc.assert(
      fc.property(anyLimit, anyLimit, (other, limit) => {
        const hurry = Array.from({ length: 2000 }, (_, i) => (i % 10 === 9 ? 1000 : 0));
        assert.equal(refusesMore(other, limit, hurry), !coversLimit(other, limit));
      }),
    );
  });
});

/** Whether the limit refuses an attempt that the other one accepts, with both in force. */
function refusesMore(other: RateLimit, limit: RateLimit, gaps: readonly number[]): boolean {
  const launches = new LaunchHistory();
  let now = 0;
  return gaps.some((gap) => {
    now += gap;
    if (checkRateLimit(other, launches, now).outcome === "failed") return false;
    if (checkRateLimit(limit, launches, now).outcome === "failed") return true;
    launches.launch([other, limit], now);
    return false;
  });
}
