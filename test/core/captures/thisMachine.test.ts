import assert from "node:assert/strict";
import { isThisMachine } from "../../../src/core/captures/replay.ts";

describe("isThisMachine", () => {
  for (const hostname of ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]"]) {
    it(`knows ${hostname}`, () => assert.equal(isThisMachine(hostname), true));
  }

  // Who resolves names decides where these lead.
  for (const hostname of [
    "a.localhost",
    "localhost.example.com",
    "127.0.0.1.example.com",
    "[::]",
  ]) {
    it(`takes ${hostname} for another one`, () => assert.equal(isThisMachine(hostname), false));
  }
});
