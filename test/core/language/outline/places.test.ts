import assert from "node:assert/strict";
import fc from "fast-check";
import { foldingRanges } from "../../../../src/core/language/outline/folding.ts";
import { inlayHints } from "../../../../src/core/language/outline/hints.ts";
import { lensPlaces } from "../../../../src/core/language/outline/lenses.ts";
import { selectionRanges } from "../../../../src/core/language/outline/selection.ts";
import type { Range } from "../../../../src/core/language/position.ts";
import { timestamp, withConditions } from "../marked.ts";
import { cursorIn, rangesIn, withMarks } from "../navigate/marks.ts";
import { brokenTexts, isInText, textsLike } from "../project/brokenText.ts";
import { fullTrigger } from "../valid.ts";

const all: Range = { start: 0, end: Number.MAX_SAFE_INTEGER };

describe("foldingRanges", () => {
  it("are all that spans several lines, one a line", () => {
    assertFolds(`# one line

- «trigger:
    name: A
    conditions: []
    «description: |
      one

      two»
    «actions:
      - «web-response-json: {
          a: 1 }»
      - web-response-text: a»»
- [a, b]
`);
  });

  it("are blocks of comments too", () => {
    assertFolds("«# a\n  # b»\n\n- «a: 1 # c\n  b: 1»\n  # d\n");
    const [first] = foldingRanges("# a\n# b\n");
    assert.equal(first?.kind, "comment");
  });

  it("are not where an alias is", () => {
    assertFolds("- «&a\n  a: 1\n  b: 1»\n- b: *a\n- [*a, *a]\n".replace("«&a\n  a", "&a\n  «a"));
  });

  it("are inside any text, and begin on different lines", () => {
    assertForAnyText((text) => {
      const folds = foldingRanges(text).map(({ range }) => range);
      assert.ok(folds.every((range) => isInText(range, text) && range.start < range.end));
      assert.equal(new Set(folds.map(({ start }) => start)).size, folds.length);
    });
  });
});

describe("selectionRanges", () => {
  it("grow from a word to the whole text", () => {
    const { text, offset } = cursorIn(
      '- trigger:\n    name: A\n    actions:\n      - run-execution: { step: "Webhook ‸Entry", commit: main }\n',
    );
    const [ranges = []] = selectionRanges(text, [offset]);
    assert.deepEqual(
      ranges.slice(0, 5).map(({ start, end }) => text.slice(start, end)),
      [
        "Entry",
        "Webhook Entry",
        '"Webhook Entry"',
        'step: "Webhook Entry"',
        '{ step: "Webhook Entry", commit: main }',
      ],
    );
    assert.deepEqual(ranges.at(-1), { start: 0, end: text.length });
  });

  it("answer for each offset", () => {
    assert.deepEqual(selectionRanges("", [0, 0]), [[{ start: 0, end: 0 }], [{ start: 0, end: 0 }]]);
  });

  it("hold the offset, each inside the next, in any text", () => {
    assertForAnyText((text) => {
      const offset = Math.floor(text.length / 2);
      const [ranges = []] = selectionRanges(text, [offset]);
      for (const [index, range] of ranges.entries()) {
        assert.ok(range.start <= offset && offset <= range.end);
        const next = ranges[index + 1];
        if (next === undefined) continue;
        assert.ok(next.start <= range.start && range.end <= next.end);
        assert.ok(next.end - next.start > range.end - range.start);
      }
    });
  });
});

describe("inlayHints", () => {
  const limit = (period: string) => `      - rate-limit: { period: ${period}, quota: 1 }\n`;

  it("say long times in words", () => {
    const text = withConditions(
      limit("59"),
      limit("60"),
      limit("3600"),
      limit("93600"),
      timestamp({ "drift-tolerance": "90" }),
    );
    assert.deepEqual(
      inlayHints(text, all).map((hint) => [
        text.slice(0, hint.offset).split("\n").length,
        hint.text,
      ]),
      [
        [5, "1 minute"],
        [6, "1 hour"],
        [7, "1 day 2 hours"],
        [11, "1 minute 30 seconds"],
      ],
    );
  });

  it("stand behind the number", () => {
    const { text, offset } = cursorIn(withConditions(limit("3600‸")));
    assert.deepEqual(inlayHints(text, all), [{ offset, text: "1 hour" }]);
  });

  it("are only those of the range, and of whole numbers", () => {
    const text = withConditions(limit("3600"), limit("7200"), limit("'60'"), limit("1e300"));
    const end = text.indexOf("7200");
    assert.deepEqual(
      inlayHints(text, { start: 0, end }).map((hint) => hint.text),
      ["1 hour"],
    );
    assert.equal(inlayHints(text, all).length, 2);
  });

  it("are inside any text", () => {
    assertForAnyText((text) => {
      for (const { offset } of inlayHints(text, all)) assert.ok(offset <= text.length);
    });
  });
});

describe("lensPlaces", () => {
  it("are the names of triggers, or their heads", () => {
    const { text, ranges } = rangesIn(
      '- trigger:\n    name: «"A b"»\n- «trigger»:\n- what\n- «trigger»: { name: }\n',
    );
    assert.deepEqual(lensPlaces(text), [
      { range: ranges[0], name: "A b" },
      { range: ranges[1], name: "" },
      { range: ranges[2], name: "" },
    ]);
  });

  it("are inside any text", () => {
    assertForAnyText((text) => {
      for (const { range } of lensPlaces(text)) assert.ok(isInText(range, text));
    });
  });
});

function assertFolds(marked: string): void {
  const { text } = rangesIn(marked);
  const folds = foldingRanges(text).map(({ range }) => range);
  assert.equal(withMarks(text, folds), marked);
}

function assertForAnyText(check: (text: string) => void): void {
  for (const text of brokenTexts(fullTrigger)) check(text);
  fc.assert(fc.property(textsLike(fullTrigger), check), { numRuns: 500 });
}
