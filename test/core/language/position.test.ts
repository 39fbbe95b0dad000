import assert from "node:assert/strict";
import { lineStartsOf, positionAt } from "../../../src/core/language/position.ts";

describe("positionAt", () => {
  it("counts lines and characters from 0, whatever ends the lines", () => {
    const text = "a\nbc\r\n\rd\n";
    const starts = lineStartsOf(text);
    const positions = Array.from({ length: text.length + 1 }, (_, offset) => {
      const { line, character } = positionAt(starts, offset);
      return `${line}:${character}`;
    });
    assert.deepEqual(positions.join(" "), "0:0 0:1 1:0 1:1 1:2 1:3 2:0 3:0 3:1 4:0");
  });
});
