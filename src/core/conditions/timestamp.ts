import { lookUp, type Place } from "../request/lookUp.ts";
import type { WebhookRequest } from "../request/request.ts";
import type { TimestampUnit, WebTimestamp } from "../trigger/trigger.ts";
import type { Cause } from "./cause.ts";
import { type Check, type Fact, failed, lookOf, passed } from "./check.ts";
import { notesOn } from "./notes.ts";

const millisecondsPer: Readonly<Record<TimestampUnit, number>> = { seconds: 1000, milliseconds: 1 };

/** From here on a number of seconds lies beyond the year 5100, and one of milliseconds after 1973. */
const leastMilliseconds = 100_000_000_000;

/** The timestamp that a sender sends at a time, which is in milliseconds. */
export function issueTimestamp(condition: WebTimestamp, now: number): string {
  return String(Math.floor(now / millisecondsPer[condition.timestampUnit]));
}

/** The place where a timestamp condition looks for its timestamp. */
export function timestampPlaceOf(condition: WebTimestamp): Place {
  return { namespace: condition.timestampLookupNamespace, key: condition.timestampLookupKey };
}

/** Checks that the request's timestamp lies within the drift tolerance of now, before or after it. */
export function checkWebTimestamp(
  condition: WebTimestamp,
  request: WebhookRequest,
  now: number,
): Check {
  const place = timestampPlaceOf(condition);
  const found = lookUp(request, place);
  const notes = notesOn(request, place, found);
  const facts: Fact[] = [{ fact: "looked-up", place }];
  if (found.found === "nothing") return failed(found.reason, facts, [], notes);
  facts.push({ fact: "found", length: found.value.length, looks: lookOf(found.value) });
  if (!/^\d{1,15}$/.test(found.value)) return failed("timestamp-malformed", facts, [], notes);
  const value = Number(found.value);
  const seconds = (value * millisecondsPer[condition.timestampUnit] - now) / 1000;
  facts.push({ fact: "drift", seconds, tolerance: condition.driftTolerance });
  return Math.abs(seconds) <= condition.driftTolerance
    ? passed(facts, notes)
    : failed("timestamp-out-of-tolerance", facts, causesOf(condition, value), notes);
}

function causesOf(condition: WebTimestamp, value: number): readonly Cause[] {
  const milliseconds = value >= leastMilliseconds;
  if (milliseconds === (condition.timestampUnit === "milliseconds")) return [];
  return [{ cause: milliseconds ? "milliseconds" : "seconds" }];
}
