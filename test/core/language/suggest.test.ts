import assert from "node:assert/strict";
import { closest } from "../../../src/core/language/suggest.ts";

describe("closest", () => {
  const words = ["http-header", "querystring", "json-body", "sha256", "sha512", "hmac", "jwt"];
  for (const [word, meant] of [
    ["HTTP_Header", "http-header"],
    ["Query String", "querystring"],
    ["jsonbody", "json-body"],
    ["josn-body", "json-body"],
    ["sha265", "sha256"],
    ["HMAC", "hmac"],
    ["hmca", "hmac"],
    ["cookie", undefined],
    ["x", undefined],
    ["", undefined],
  ] as const) {
    it(`${meant === undefined ? "finds nothing" : `finds ${meant}`} for ${JSON.stringify(word)}`, () => {
      assert.equal(closest(word, words), meant);
    });
  }
});
