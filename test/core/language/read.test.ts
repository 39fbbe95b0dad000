import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDocument } from "../../../src/core/language/document.ts";
import { readItem } from "../../../src/core/language/read.ts";
import { triggerYaml } from "../../support/triggerYaml.ts";
import { anyTrigger } from "./anyTrigger.ts";

describe("readItem", () => {
  it("reads what was written", () => {
    fc.assert(
      fc.property(anyTrigger, (trigger) => {
        const { items, problems } = parseDocument(triggerYaml(trigger));
        assert.deepEqual(problems, []);
        assert.deepEqual(
          items.map((item) => readItem(item).trigger?.trigger),
          [trigger],
        );
      }),
      { numRuns: 300 },
    );
  });
});
