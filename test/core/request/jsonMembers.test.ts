import assert from "node:assert/strict";
import fc from "fast-check";
import { jsonMembersOf } from "../../../src/core/request/jsonMembers.ts";
import { anyJsonObject } from "../../support/arbitraries.ts";

describe("jsonMembersOf", () => {
  it("finds the keys and values that JSON.parse finds", () => {
    fc.assert(
      fc.property(anyJsonObject, (text) => {
        const members = jsonMembersOf(text)?.map(({ key, start, end }) => [
          key,
          JSON.parse(text.slice(start, end)) as unknown,
        ]);
        const parsed = new Map(Object.entries(JSON.parse(text) as object));
        assert.deepEqual(new Map(members as [string, unknown][]), parsed);
        assert.equal(members?.length, parsed.size);
      }),
    );
  });

  it("keeps duplicates, in their order", () => {
    const keys = jsonMembersOf('{"a":1,"b":{"a":2},"a":[{"a":3}]}')?.map(({ key }) => key);
    assert.deepEqual(keys, ["a", "b", "a"]);
  });

  it("gives undefined for what is no JSON object", () => {
    for (const text of ["", "[]", "1", "null", '"a"', "{", '{"a":}', "{'a':1}", '\ufeff{"a":1}']) {
      assert.equal(jsonMembersOf(text), undefined, text);
    }
  });

  it("reads a string of many megabytes and brackets nested by the thousand", () => {
    const long = `{"a":"${"\\\\x".repeat(15_000_000)}","b":${"[".repeat(50_000)}${"]".repeat(50_000)}}`;
    assert.deepEqual(
      jsonMembersOf(long)?.map(({ key }) => key),
      ["a", "b"],
    );
  });
});
