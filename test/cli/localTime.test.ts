import assert from "node:assert/strict";
import { localTime } from "../../src/cli/localTime.ts";

describe("a time for people", () => {
  const zone = process.env.TZ;
  after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  for (const [name, shown] of [
    ["UTC", "2026-01-02 03:04:05"],
    ["America/New_York", "2026-01-01 22:04:05"],
    ["Asia/Kolkata", "2026-01-02 08:34:05"],
  ] as const) {
    it(`is what the clock shows in ${name}`, () => {
      process.env.TZ = name;
      assert.equal(localTime(Date.UTC(2026, 0, 2, 3, 4, 5)), shown);
    });
  }
});
