import assert from "node:assert/strict";
import { problemKinds } from "../../../src/core/language/problemKinds.ts";
import { assertProblems, problemsIn, unmarked } from "./marked.ts";
import { context, provoking } from "./provoking.ts";

describe("the problems of a trigger file", () => {
  for (const [code, texts] of Object.entries(provoking)) {
    it(`${code} is where it is marked`, () => {
      for (const text of texts) {
        assert.ok(unmarked(text).codes.some((mark) => mark.code === code));
        assertProblems(text, context);
        assertProblems(text.replaceAll("\n", "\r\n"), context);
        assertProblems(`\uFEFF${text}`, context);
      }
    });
  }

  it("say what to do in whole sentences", () => {
    const problems = Object.values(provoking)
      .flat()
      .flatMap((text) => problemsIn(unmarked(text).text, context));
    assert.deepEqual(new Set(problems.map(({ code }) => code)), new Set(Object.keys(problemKinds)));
    for (const { message } of problems) assert.match(message, /^[A-Z`](?!.*undefined).*[.?]$/s);
  });
});
