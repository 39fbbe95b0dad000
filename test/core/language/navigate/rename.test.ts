import assert from "node:assert/strict";
import fc from "fast-check";
import { prepareRename, renameAt } from "../../../../src/core/language/navigate/rename.ts";
import { readTriggers } from "../../../../src/core/language/readTriggers.ts";
import { applyEdits } from "../../../../src/core/language/textEdit.ts";
import { withRest } from "../marked.ts";
import { brokenTexts, isInText, textsLike } from "../project/brokenText.ts";
import { fullTrigger } from "../valid.ts";
import { cursorIn } from "./marks.ts";

const named = (name: string) => withRest("").replace("name: A", `name: ${name}`);

function renamed(marked: string, name: string): string | undefined {
  const { text, offset } = cursorIn(marked);
  const edits = renameAt(text, offset, name);
  return edits && applyEdits(text, edits);
}

describe("renameAt", () => {
  for (const [before, name, after] of [
    ["‸Old", "New name", "New name"],
    ["Ol‸d # a comment", "New", "New # a comment"],
    ["'Old‸'", "It's new", "'It''s new'"],
    ['"‸Old"', 'So "new"', '"So \\"new\\""'],
    ["Old‸", "a: b", '"a: b"'],
    ["Old‸", "no", '"no"'],
    ["Old‸", "2024", '"2024"'],
    ["Old‸", "#1", '"#1"'],
    ["'Old‸'", "two\nlines", '"two\\nlines"'],
    ["Old‸", "標籤", "標籤"],
    [">-\n      O‸ld\n      name", "New", "New"],
    ["20‸24", "New", "New"],
  ] as const) {
    it(`writes ${JSON.stringify(name)} for ${JSON.stringify(before)}`, () => {
      assert.equal(renamed(named(before), name), named(after));
    });
  }

  it("renames within braces", () => {
    assert.equal(renamed("- trigger: { name: A‸ }", "B, C"), '- trigger: { name: "B, C" }');
  });

  it("renames nothing but the name of a trigger", () => {
    for (const text of [
      withRest("    description: ‸A\n"),
      withRest("").replace("name", "na‸me"),
      withRest("    tests: [{ name: ‸t, expect: accepted }]\n"),
      "- trigger: { name: ‸}",
      withRest("    description: &n ‸B\n").replace("name: A\n", "") + named("*n"),
      "‸",
    ]) {
      assert.equal(renamed(text, "B"), undefined, text);
    }
  });

  it("gives any name to any trigger, and leaves the rest alone", () => {
    const names = fc.string({ unit: "grapheme", minLength: 1 });
    const values = fc.constantFrom("Old", "'Old'", '"Old"', "Old # c", ">-\n      Old");
    fc.assert(
      fc.property(names, values, (name, value) => {
        const text = named(value);
        const edits = renameAt(text, text.indexOf("Old"), name) ?? [];
        const [trigger, ...others] = readTriggers(applyEdits(text, edits));
        assert.equal(trigger?.name, name);
        assert.equal(trigger?.trigger?.conditions.length, 1);
        assert.deepEqual(others, []);
      }),
    );
  });
});

describe("prepareRename", () => {
  it("gives the name that is there with its place", () => {
    const { text, offset } = cursorIn(named('"It\\‸"s"'));
    const start = text.indexOf('"It');
    assert.deepEqual(prepareRename(text, offset), {
      range: { start, end: start + 7 },
      name: 'It"s',
    });
  });

  it("bears any text and offset", () => {
    const assertSound = (text: string, offset: number) => {
      const renaming = prepareRename(text, offset);
      assert.ok(renaming === undefined || isInText(renaming.range, text));
    };
    for (const text of brokenTexts(fullTrigger)) assertSound(text, 30);
    fc.assert(fc.property(textsLike(fullTrigger), fc.nat(100), assertSound), { numRuns: 500 });
  });
});
