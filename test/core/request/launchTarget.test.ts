import assert from "node:assert/strict";
import { launchAddressIn, launchTargetOf, pathOf } from "../../../src/core/request/launchTarget.ts";

describe("the target of a request", () => {
  for (const [url, address] of [
    ["/api/v0/launch/a/", "a"],
    ["/api/v0/launch/a?b=c", "a"],
    ["http://127.0.0.1:7357/api/v0/launch/A%20b/#c", "a b"],
    ["/api/v0/launch/a/run/?run_id=1", undefined],
    ["/api/v0/launch/a/b/", undefined],
    ["/api/v0/launch/%/", undefined],
    ["/api/v0/", undefined],
    ["", undefined],
  ] as const) {
    it(`asks for a launch at ${address ?? "no address"} with ${JSON.stringify(url)}`, () => {
      assert.equal(launchAddressIn(url), address);
    });
  }

  it("may ask after a run", () => {
    const target = launchTargetOf(pathOf("/api/v0/launch/a/run?run_id=1"));
    assert.deepEqual(target, { address: "a", isRunInfo: true });
  });
});
