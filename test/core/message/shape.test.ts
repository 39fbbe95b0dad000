import assert from "node:assert/strict";
import {
  isCount,
  isFlag,
  isListOf,
  isMaybe,
  isMessageOf,
  isRecord,
  isText,
  isWordOf,
  type Shape,
} from "../../../src/core/message/shape.ts";

const isMessage = isMessageOf({
  stop: {},
  move: { to: isCount, by: isMaybe(isWordOf("mouse", "keyboard")) },
});

const rows: readonly (readonly [string, Shape<unknown>, readonly unknown[], readonly unknown[]])[] =
  [
    ["a text", isText, ["", "a"], [1, null, undefined, ["a"]]],
    ["a flag", isFlag, [true, false], [0, "true", null]],
    ["a count", isCount, [0, 7], [-1, 1.5, Number.NaN, 2 ** 60, "1"]],
    ["a list", isListOf(isText), [[], ["a"]], [["a", 1], { 0: "a", length: 1 }, "a"]],
    ["a record", isRecord({ name: isText }), [{ name: "a", more: 1 }], [{}, [], null, { name: 1 }]],
    [
      "a message",
      isMessage,
      [{ kind: "stop" }, { kind: "move", to: 1 }, { kind: "move", to: 1, by: "mouse" }],
      [{ kind: "move" }, { kind: "move", to: 1, by: "foot" }, { kind: "go" }, {}, null, "stop"],
    ],
  ];

describe("the shape of a message", () => {
  for (const [what, shape, right, wrong] of rows) {
    it(`tells ${what} from anything else`, () => {
      assert.deepEqual(
        right.map(shape),
        right.map(() => true),
      );
      assert.deepEqual(
        wrong.map(shape),
        wrong.map(() => false),
      );
    });
  }

  it("takes no member from a prototype", () => {
    assert.equal(isRecord({ name: isText })(Object.create({ name: "a" })), false);
    assert.equal(isMessage({ kind: "constructor" }), false);
    assert.equal(isMessage(Object.create({ kind: "stop" })), false);
  });
});
