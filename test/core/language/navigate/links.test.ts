import assert from "node:assert/strict";
import fc from "fast-check";
import { documentLinks } from "../../../../src/core/language/navigate/links.ts";
import { withRest } from "../marked.ts";
import { brokenTexts, isInText, textsLike } from "../project/brokenText.ts";
import { fullTrigger } from "../valid.ts";
import { rangesIn } from "./marks.ts";

const test = (request: string) =>
  withRest(`    tests: [{ name: t, expect: accepted, request: ${request} }]\n`);

/** Asserts that the links of a text are those that are marked, and what they lead to. */
function assertLinks(marked: string, ...targets: readonly string[]): void {
  const { text, ranges } = rangesIn(marked);
  const links = documentLinks(text);
  assert.deepEqual(
    links.map(({ range }) => range),
    ranges,
  );
  assert.deepEqual(
    links.map(({ target }) => (target.kind === "file" ? target.path : target.url)),
    targets,
  );
}

describe("documentLinks", () => {
  it("lead to the files of tests", () => {
    assertLinks(test("{ body-file: «a/b.json» }"), "a/b.json");
    assertLinks(test('{ capture: "«../push 1.har»" }'), "../push 1.har");
    assertLinks(test('{ capture: «"a\\\\b.har"» }'), "a\\b.har");
  });

  it("lead to where a trigger lives, even if the address is not whole", () => {
    const url = "https://app.valohai.com/api/v0/launch/";
    assertLinks(withRest(`    launch-url: «${url}»\n`), url);
  });

  it("lead nowhere else", () => {
    assertLinks(withRest("    launch-url: javascript:alert(1)\n    description: https://a.b/\n"));
    assertLinks(test("{ body: a.json, json: { capture: x } }"));
    assertLinks(test('{ capture: "" }'));
    assertLinks(test("{ capture: [a] }"));
    assertLinks("");
  });

  it("bear any text", () => {
    const assertSound = (text: string) => {
      for (const { range } of documentLinks(text)) assert.ok(isInText(range, text));
    };
    for (const text of brokenTexts(fullTrigger)) assertSound(text);
    fc.assert(fc.property(textsLike(fullTrigger), assertSound), { numRuns: 500 });
  });
});
