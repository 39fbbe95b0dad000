import assert from "node:assert/strict";
import fc from "fast-check";
import { changesAfter } from "../../../../src/core/language/fix/changes.ts";
import { applyEdits, type TextEdit } from "../../../../src/core/language/textEdit.ts";

const letters = fc.string({ minLength: 0, maxLength: 12 });

/** Edits of a text, apart from each other. */
function editsOf(text: string): fc.Arbitrary<readonly TextEdit[]> {
  return fc
    .array(fc.tuple(fc.nat(3), fc.nat(3), fc.string({ maxLength: 3 })), { maxLength: 4 })
    .map((parts) => {
      const edits: TextEdit[] = [];
      let at = 0;
      for (const [gap, size, written] of parts) {
        const start = at + gap + 1;
        const end = start + size;
        if (end > text.length) break;
        edits.push({ range: { start, end }, text: written });
        at = end;
      }
      return edits;
    });
}

describe("changesAfter", () => {
  it("does at once what two lists of edits do one after the other", () => {
    const cases = letters.chain((text) =>
      editsOf(text).chain((first) => {
        const between = applyEdits(text, first);
        return editsOf(between).map((second) => ({ text, first, between, second }));
      }),
    );
    fc.assert(
      fc.property(cases, ({ text, first, between, second }) => {
        const both = changesAfter(first, second);
        assert.equal(applyEdits(text, both), applyEdits(between, second));
        for (const [index, { range }] of both.entries()) {
          assert.ok(range.start <= range.end && range.end <= text.length);
          assert.ok(range.start > (both[index - 1]?.range.end ?? -1));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
