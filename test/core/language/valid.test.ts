import assert from "node:assert/strict";
import { checkFiles } from "../../../src/core/language/check.ts";
import { fullTrigger, referenceExamples } from "./valid.ts";

describe("a valid trigger file", () => {
  const texts = { "the design's example": [fullTrigger, []] as const, ...referenceExamples };
  for (const [name, [text, advice]] of Object.entries(texts)) {
    it(`has no problem but advice: ${name}`, () => {
      const [file] = checkFiles([{ path: "a", text }], { secretIsSet: () => true });
      assert.deepEqual(
        file?.problems.map(({ code }) => code),
        advice,
      );
      assert.ok(file?.triggers.every(({ trigger }) => trigger !== undefined));
    });
  }
});
