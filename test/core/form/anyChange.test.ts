import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import { editsFor } from "../../../src/core/form/editsFor.ts";
import { formFileOf } from "../../../src/core/form/formFile.ts";
import { applyEdits } from "../../../src/core/language/textEdit.ts";
import { anyChangeOf } from "./anyChange.ts";
import { anyTriggerFile } from "./anyTriggerFile.ts";
import { changedTree, type Tree } from "./changedTree.ts";

const anyCase = fc
  .tuple(anyTriggerFile, fc.nat())
  .chain(([text, seed]) => anyChangeOf(treeOf(text), seed).map((change) => ({ text, change })));

describe("any change of any file", () => {
  it("makes exactly the change, read by another reader", () => {
    fc.assert(
      fc.property(anyCase, ({ text, change }) => {
        const result = editsFor(formFileOf(text), change);
        assert.ok(result.outcome === "edits", `${text}\n${JSON.stringify([change, result])}`);
        const after = applyEdits(text, result.edits);
        const expected = changedTree(treeOf(text), change);
        assert.deepEqual(
          treeOf(after),
          expected,
          `${text}\n----\n${after}\n${JSON.stringify(change)}`,
        );
        assert.equal(result.file.text, after);
      }),
      { numRuns: 600, endOnFailure: true },
    );
  });
});

function treeOf(text: string): Tree {
  return (parse(text, { schema: "core", logLevel: "error" }) ?? []) as Tree;
}
