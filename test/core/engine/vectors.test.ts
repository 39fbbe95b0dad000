import assert from "node:assert/strict";
import { evaluate } from "../../../src/core/engine/evaluate.ts";
import { contextOf, outcomesOf } from "../../support/context.ts";
import {
  acceptedForLackOfClaims,
  notExpressible,
  senderRecords,
  vectors,
} from "../../support/vectors.ts";

describe("evaluate, on signature vectors", () => {
  for (const { id, trigger, request, secrets, now, expect } of vectors()) {
    const wanted = expect === "accepted" ? "accepts" : `refuses as ${expect.refused}`;
    it(`${wanted} ${id}`, async () => {
      const verdict = await evaluate(trigger, request, contextOf({ secrets, now }));
      const failures = outcomesOf(verdict).filter((outcome) => outcome !== "passed");
      assert.deepEqual(failures, expect === "accepted" ? [] : [expect.refused]);
      assert.equal(verdict.verdict, expect === "accepted" ? "accepted" : "refused");
    });
  }

  it("leaves out only the records that are listed as not expressible", () => {
    const mapped = vectors().map(({ id }) => id);
    const known = [...mapped, ...Object.keys(notExpressible)];
    assert.deepEqual(
      senderRecords.filter(({ id }) => !known.includes(id)),
      [],
    );
    assert.equal(known.length, new Set(known).size);
    const records = senderRecords.map(({ id }) => id);
    assert.deepEqual(
      Object.keys(notExpressible).filter((id) => !records.includes(id)),
      [],
    );
  });

  it("agrees with every record's own verdict, except where claims would have to be checked", () => {
    const expected = new Map(vectors().map(({ id, expect }) => [id, expect]));
    const differing = senderRecords
      .filter(({ id }) => expected.has(id))
      .filter(({ id, expect }) => (expect === "accept") !== (expected.get(id) === "accepted"));
    assert.deepEqual(
      differing.map(({ id }) => id),
      Object.keys(acceptedForLackOfClaims),
    );
  });
});
