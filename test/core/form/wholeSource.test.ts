import assert from "node:assert/strict";
import fc from "fast-check";
import { formFileOf } from "../../../src/core/form/formFile.ts";
import { wholeSourceOf } from "../../../src/core/form/wholeSource.ts";
import { fixSourceOf } from "../../../src/core/language/fix/fixSource.ts";
import { anyFile } from "../language/fix/anyFile.ts";

describe("wholeSourceOf", () => {
  it("is the file as it would be parsed at once, after any edit too", () => {
    fc.assert(
      fc.property(anyFile, anyFile, (text, before) => {
        assert.deepEqual(wholeSourceOf(formFileOf(text, formFileOf(before))), fixSourceOf(text));
      }),
      { numRuns: 500 },
    );
  });
});
