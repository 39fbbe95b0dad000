import assert from "node:assert/strict";
import { durationText } from "../../../../src/core/language/durationText.ts";

describe("a duration in words", () => {
  it("names the units that are in it, largest first", () => {
    assert.equal(durationText(3600), "1 hour");
    assert.equal(durationText(90), "1 minute 30 seconds");
    assert.equal(durationText(93_600), "1 day 2 hours");
    assert.equal(durationText(604_801), "7 days 1 second");
    assert.equal(durationText(0), "0 seconds");
  });
});
