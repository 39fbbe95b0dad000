import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { checkDrafts } from "../../../src/core/language/check.ts";
import { draftOf } from "../../../src/core/language/draft.ts";

const examples = globSync("media/examples/*.trigger.yaml").map((path) =>
  readFileSync(path, "utf8"),
);
const context = {};

/** A change of a text as an editor makes it. */
const edit = fc.record({
  at: fc.nat(),
  removed: fc.nat({ max: 40 }),
  inserted: fc.oneof(
    fc.constantFrom(
      "\n",
      "- ",
      "- trigger:\n",
      "&a ",
      "*a ",
      "---\n",
      "# hooksmith-ignore: x\n",
      '"',
    ),
    fc.string({ maxLength: 5 }),
  ),
});

describe("draftOf", () => {
  it("gives after any edits what it gives without a draft before", () => {
    const texts = fc.constantFrom(...examples, examples.join("\n"));
    fc.assert(
      fc.property(texts, fc.array(edit, { minLength: 1, maxLength: 5 }), (text, edits) => {
        let changed = text;
        let draft = draftOf({ path: "a", text }, context);
        for (const { at, removed, inserted } of edits) {
          const start = at % (changed.length + 1);
          changed = changed.slice(0, start) + inserted + changed.slice(start + removed);
          const source = { path: "a", text: changed };
          draft = draftOf(source, context, draft);
          assert.deepEqual(checkDrafts([draft]), checkDrafts([draftOf(source, context)]));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("reads nothing again that stands as it stood", () => {
    const text = examples.join("\n");
    const before = draftOf({ path: "a", text }, context);
    const after = draftOf({ path: "a", text: `# one more comment\n${text}` }, context, before);
    assert.ok(before.pieces.size > 5);
    for (const [piece, checked] of before.pieces) assert.equal(after.pieces.get(piece), checked);
  });

  it("reads everything again in another context", () => {
    const source = { path: "a", text: examples.join("\n") };
    const before = draftOf<{ secretIsSet?: () => boolean }>(source, {});
    const after = draftOf(source, { secretIsSet: () => false }, before);
    const [file] = checkDrafts([after]);
    assert.ok(file?.problems.some(({ code }) => code === "env-unresolved"));
  });
});
