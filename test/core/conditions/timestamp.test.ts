import assert from "node:assert/strict";
import { checkWebTimestamp } from "../../../src/core/conditions/timestamp.ts";
import type { WebTimestamp } from "../../../src/core/trigger/trigger.ts";
import { now, post, webTimestamp } from "../../support/context.ts";

/** `passed`, or the reason with its causes, for a timestamp in a header. */
function checked(value: string, changes: Partial<WebTimestamp> = {}, at = now): string {
  const request = post("", { headers: [["X-Time", value]] });
  return shown(changes, request, at);
}

/** The same for a JSON body. */
function inBody(body: string): string {
  return shown({ timestampLookupNamespace: "json-body", timestampLookupKey: "t" }, post(body), now);
}

function shown(changes: Partial<WebTimestamp>, request: ReturnType<typeof post>, at: number) {
  const check = checkWebTimestamp(webTimestamp(changes), request, at);
  if (check.outcome === "passed") return "passed";
  return [check.reason, ...check.causes.map(({ cause }) => cause)].join(" ");
}

describe("checkWebTimestamp", () => {
  const seconds = now / 1000;

  for (const drift of [-60, -59, 0, 59, 60]) {
    it(`accepts a drift of ${drift} s with a tolerance of 60 s`, () => {
      assert.equal(checked(String(seconds + drift)), "passed");
    });
  }

  for (const drift of [-61, 61]) {
    it(`refuses a drift of ${drift} s with a tolerance of 60 s`, () => {
      assert.equal(checked(String(seconds + drift)), "timestamp-out-of-tolerance");
    });
  }

  it("counts the milliseconds of the clock", () => {
    assert.equal(checked(String(seconds), {}, now + 60_000), "passed");
    assert.equal(checked(String(seconds), {}, now + 60_001), "timestamp-out-of-tolerance");
    assert.equal(checked(String(seconds), {}, now - 60_001), "timestamp-out-of-tolerance");
  });

  it("reads milliseconds when the trigger says so", () => {
    const unit = { timestampUnit: "milliseconds" } as const;
    assert.equal(checked(String(now + 60_000), unit), "passed");
    assert.equal(checked(String(now + 60_001), unit), "timestamp-out-of-tolerance");
  });

  it("names the unit when the timestamp looks like the other one", () => {
    assert.equal(checked(String(now)), "timestamp-out-of-tolerance milliseconds");
    const unit = { timestampUnit: "milliseconds" } as const;
    assert.equal(checked(String(seconds), unit), "timestamp-out-of-tolerance seconds");
  });

  const malformed = [
    "",
    " ",
    "1e9",
    "+1700000000",
    "-1700000000",
    "1700000000.0",
    "1700000000 ",
    " 1700000000",
    "1700000000abc",
    "1_700_000_000",
    "0x6553f100",
    "\xd9\xa1",
    "1".repeat(16),
    "2023-11-14T22:13:20Z",
  ];
  for (const value of malformed) {
    it(`takes ${JSON.stringify(value)} for no timestamp`, () => {
      assert.equal(checked(value), "timestamp-malformed");
    });
  }

  it("takes a whole number or digits of a JSON body", () => {
    assert.equal(inBody(`{"t":${seconds}}`), "passed");
    assert.equal(inBody(`{"t":"${seconds}"}`), "passed");
    assert.equal(inBody(`{"t":-${seconds}}`), "timestamp-malformed");
    assert.equal(inBody(`{"t":${seconds}.0}`), "value-not-text");
    assert.equal(inBody(`{"t":null}`), "value-not-text");
  });

  it("fails when there is no timestamp", () => {
    assert.equal(inBody("{}"), "value-missing");
    assert.equal(inBody(`{"t":1,"t":1}`), "value-ambiguous");
  });
});
