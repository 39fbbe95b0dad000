import type { RateLimit } from "../trigger/trigger.ts";
import { type Check, failed, passed } from "./check.ts";

/** When a trigger was launched, as far back as its rate limits look. The caller keeps one for each. */
export class LaunchHistory {
  /** Ascending times in milliseconds; those before `#first` are forgotten. */
  #times: number[] = [];
  #first = 0;

  /** How many launches came after a time. */
  countAfter(time: number): number {
    let low = this.#first;
    let high = this.#times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#times[middle] as number) > time) high = middle;
      else low = middle + 1;
    }
    return this.#times.length - low;
  }

  /** Records a launch now, and forgets those that no limit counts any more. */
  launch(limits: readonly RateLimit[], now: number): void {
    const longest = limits.reduce((most, { period }) => Math.max(most, period), 0);
    if (longest === 0) return;
    // A clock that was set back must not put the times out of order.
    this.#times.push(Math.max(now, this.#times.at(-1) ?? now));
    this.#first = this.#times.length - this.countAfter(now - longest * 1000);
    if (this.#first > this.#times.length / 2) {
      this.#times = this.#times.slice(this.#first);
      this.#first = 0;
    }
  }
}

/** Checks that one more launch now stays within the quota of the sliding window that ends now. */
export function checkRateLimit(condition: RateLimit, launches: LaunchHistory, now: number): Check {
  const { period, quota } = condition;
  const left = quota - launches.countAfter(now - period * 1000);
  return left > 0
    ? passed([{ fact: "quota", left: left - 1, quota, period }])
    : failed("rate-limit-exceeded", [{ fact: "quota", left: 0, quota, period }]);
}
