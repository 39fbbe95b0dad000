import assert from "node:assert/strict";
import { parseDocument } from "../../../../src/core/language/document.ts";
import { fixSourceOf } from "../../../../src/core/language/fix/fixSource.ts";
import { entryRemoval, itemRemoval } from "../../../../src/core/language/fix/removal.ts";
import { spotAt } from "../../../../src/core/language/fix/spot.ts";
import { applyEdits } from "../../../../src/core/language/textEdit.ts";
import { unmarked } from "../marked.ts";

describe("entryRemoval", () => {
  it("takes a key with its lines and its comment, and no others", () => {
    assertEntry(
      "- a: 1\n  # b\n  «x b»: 2 # two\n  # c\n  c: 3\n",
      "- a: 1\n  # b\n  # c\n  c: 3\n",
    );
    assertEntry("- a: 1\n  «x b»:\n    # in it\n    - c\n\n  d: 1\n", "- a: 1\n\n  d: 1\n");
    assertEntry("- a: 1\n  «x b»: |\n    # text\n    text\n  c: 1\n", "- a: 1\n  c: 1\n");
    assertEntry("- a: 1\n  «x b»: 2", "- a: 1");
  });

  it("takes the comment along that ignores something in it", () => {
    assertEntry("- a: 1\n  # hooksmith-ignore: b\n  «x b»: 2\n", "- a: 1\n");
  });

  it("moves the next key up behind a dash", () => {
    assertEntry("- «x a»: 1 # one\n  b: 2\n", "- b: 2\n");
    assertEntry("- «x a»: 1\n  # two\n  b: 2\n", undefined);
  });

  it("takes a member out of braces, first, last, between and alone", () => {
    assertEntry("- { «x a»: 1, b: 2 }\n", "- { b: 2 }\n");
    assertEntry("- { a: 1, «x b»: [2, 3], c }\n", "- { a: 1, c }\n");
    assertEntry("- { a: 1, «x b»: }\n", "- { a: 1 }\n");
    assertEntry("- {«x a»: 1}\n", "- {}\n");
    assertEntry("- { a: 1, «x b»: 2, }\n", "- { a: 1, }\n");
  });

  it("takes a member out of braces that go over several lines", () => {
    assertEntry("- {\n    «x a»: 1, # one\n    b: 2\n  }\n", "- {\n    b: 2\n  }\n");
    assertEntry("- {\n    a: 1, # one\n    «x b»: 2 # two\n  }\n", "- {\n    a: 1 # one\n  }\n");
    assertEntry(
      "- {\n    a: 1, # one\n    «x b»: 2, c: 3 }\n",
      "- {\n    a: 1, # one\n    c: 3 }\n",
    );
  });

  it("leaves what an alias refers to", () => {
    assertEntry("- a: 1\n  «x b»: &two 2\n  c: *two\n", undefined);
    assertEntry("- a: &one 1\n  «x b»: *one\n", "- a: &one 1\n");
  });

  it("leaves what is written out of the ordinary", () => {
    assertEntry("- a: 1\n  ? «x b»\n  : 2\n", undefined);
    assertEntry("- [«x a»: 1, b: 2]\n", undefined);
  });
});

describe("itemRemoval", () => {
  it("takes an item with its lines and its comment, and no others", () => {
    assertItem(
      "- a:\n  # one\n  - «x b»: 1\n    c: 2 # two\n  # three\n  - d\n",
      "- a:\n  # one\n  # three\n  - d\n",
    );
    assertItem("- a:\n  - b\n  - «x c»: 1", "- a:\n  - b");
  });

  it("writes an empty list in the place of the last item", () => {
    assertItem(
      "- a: # all\n    # one\n    - «x b»: 1 # two\n  c: 1\n",
      "- a: [] # all\n    # one\n  c: 1\n",
    );
    assertItem("- a:\n  - «x b»: 1", "- a: []");
    assertItem("- a: &all\n  - «x b»: 1\n", undefined);
  });

  it("takes an item out of brackets", () => {
    assertItem("- a: [«x b: 1», c]\n", "- a: [c]\n");
    assertItem("- a: [b, «x { c: 1 }»]\n", "- a: [b]\n");
    assertItem("- a: [«x b: 1»]\n", "- a: []\n");
    assertItem(
      "- a: [\n    # one\n    b,\n    «x { c: 1 }», # two\n    d\n  ]\n",
      "- a: [\n    # one\n    b,\n    d\n  ]\n",
    );
  });
});

function assertEntry(marked: string, expected: string | undefined): void {
  assertRemoved(marked, expected, "entry");
}

function assertItem(marked: string, expected: string | undefined): void {
  assertRemoved(marked, expected, "item");
}

function assertRemoved(marked: string, expected: string | undefined, kind: "entry" | "item"): void {
  for (const lineEnd of ["\n", "\r\n"]) {
    const { text, codes } = unmarked(marked.replaceAll("\n", lineEnd));
    const [mark] = codes;
    assert.ok(mark);
    const source = fixSourceOf(text);
    const found = spotAt(source, { start: mark.start, end: mark.end });
    const spot = kind === "item" && found?.kind === "entry" ? found.above : found;
    assert.equal(spot?.kind, kind);
    const edits = spot.kind === "item" ? itemRemoval(source, spot) : entryRemoval(source, spot);
    const removed = edits && applyEdits(text, edits);
    assert.equal(removed, expected?.replaceAll("\n", lineEnd));
    const broken = parseDocument(removed ?? text).items.filter((item) => item.broken);
    assert.deepEqual(broken, []);
  }
}
