import assert from "node:assert/strict";
import fc from "fast-check";
import { checkRateLimit, LaunchHistory } from "../../../src/core/conditions/rateLimit.ts";
import { now, rateLimit } from "../../support/context.ts";

/** Launches at each time that all limits allow; says for each whether it was allowed. */
function launchAt(times: readonly number[], limits: readonly ReturnType<typeof rateLimit>[]) {
  const history = new LaunchHistory();
  return times.map((time) => {
    const allowed = limits.every(
      (limit) => checkRateLimit(limit, history, time).outcome === "passed",
    );
    if (allowed) history.launch(limits, time);
    return allowed;
  });
}

/** The same by the book: every launch is remembered, and counted anew each time. */
function launchNaively(times: readonly number[], limits: readonly ReturnType<typeof rateLimit>[]) {
  const launches: number[] = [];
  return times.map((time) => {
    const allowed = limits.every(
      ({ quota, period }) => launches.filter((at) => at > time - period * 1000).length < quota,
    );
    if (allowed) launches.push(Math.max(time, ...launches));
    return allowed;
  });
}

const anyLimits = fc.array(
  fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 20 }))
    .map(([quota, period]) => rateLimit(quota, period)),
  { minLength: 1, maxLength: 3 },
);

describe("checkRateLimit", () => {
  it("allows the quota, refuses the next, and allows it again once the period is over", () => {
    const times = [now, now + 1, now + 2, now + 9_999, now + 10_000, now + 10_000, now + 10_001];
    const allowed = [true, true, false, false, true, false, true];
    assert.deepEqual(launchAt(times, [rateLimit(2, 10)]), allowed);
  });

  it("lets several limits each have their say", () => {
    const times = [now, now + 1, now + 1_000, now + 2_000];
    assert.deepEqual(launchAt(times, [rateLimit(1, 1), rateLimit(2, 60)]), [
      true,
      false,
      true,
      false,
    ]);
  });

  it("says how much of the quota is left", () => {
    const history = new LaunchHistory();
    const limit = rateLimit(2, 10);
    const left = () => {
      const [fact] = checkRateLimit(limit, history, now).facts;
      return fact?.fact === "quota" ? fact.left : undefined;
    };
    assert.equal(left(), 1);
    history.launch([limit], now);
    assert.equal(left(), 0);
  });
});

describe("LaunchHistory", () => {
  it("agrees with a history that forgets nothing", () => {
    const anySteps = fc.array(fc.integer({ min: 0, max: 8_000 }), { maxLength: 120 });
    fc.assert(
      fc.property(anySteps, anyLimits, (steps, limits) => {
        let time = now;
        const times = steps.map((step) => (time += step));
        assert.deepEqual(launchAt(times, limits), launchNaively(times, limits));
      }),
    );
  });

  it("keeps to the quota when the clock is set back", () => {
    const anyTimes = fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(anyTimes, anyLimits, (times, limits) => {
        const allowed = launchAt(times, limits);
        // A launch counts at the latest time that the clock has shown.
        const launches: number[] = [];
        for (const [index, time] of times.entries()) {
          if (allowed[index]) launches.push(Math.max(time, launches.at(-1) ?? time));
        }
        for (const { quota, period } of limits) {
          for (const end of launches) {
            const start = end - period * 1000;
            assert.ok(launches.filter((at) => at > start && at <= end).length <= quota);
          }
        }
      }),
    );
  });
});
