import assert from "node:assert/strict";
import { terminalText } from "../../../src/core/runs/terminalText.ts";

describe("terminalText", () => {
  it("keeps colors, tabs and lines, and nothing else that steers a terminal", () => {
    for (const [text, shown] of [
      ["a\nb\r\nc\td", "a\r\nb\r\nc\td"],
      ["\u001b[1;31mred\u001b[0m", "\u001b[1;31mred\u001b[0m"],
      ["50 %\r100 %", "50 %\r100 %"],
      ["\u001b[2J\u001b]52;c;aGk=\u0007", "[2J]52;c;aGk="],
      ["a\0b\u009bc", "abc"],
    ] as const) {
      assert.equal(terminalText(text), shown);
    }
  });
});
