import assert from "node:assert/strict";
import { itemAt } from "../../../../src/core/language/document.ts";
import { atCursor } from "./cursor.ts";

/** The text of the item at the cursor. */
function itemTextAt(marked: string): string | undefined {
  const { text, offset } = atCursor(marked);
  const found = itemAt(text, offset);
  return found && text.slice(found.item.range.start, found.item.range.end);
}

describe("the item at an offset", () => {
  it("is the one around it, with its place in the whole text", () => {
    assert.equal(itemTextAt("- a: 1\n- b|: 2\n- c: 3\n"), "b: 2");
    assert.equal(itemTextAt("- a: 1\n- b: 2\n- c: 3\n|"), "c: 3");
    assert.equal(itemTextAt("# first\n- a: [1\n- b|: 2\n"), "b: 2");
  });

  it("is found in a list that is indented", () => {
    assert.equal(itemTextAt("  - a: 1\n  - b|: 2\n"), "b: 2");
  });

  it("is absent where there is none", () => {
    assert.equal(itemTextAt("|# nothing\n"), undefined);
  });
});
