import assert from "node:assert/strict";
import { checkFiles } from "../../../src/core/language/check.ts";
import { parseDocument } from "../../../src/core/language/document.ts";
import { withRest } from "./marked.ts";

const size = 5_000_000;

describe("parseDocument", () => {
  const tooDeep = [
    "[",
    "{",
    "[a: ",
    "- ",
    "? ",
    ": ",
    "a: ",
    "]",
    "[]",
    '"a" ',
    "*a ",
    "&a ",
    '["",',
  ];
  for (const unit of tooDeep) {
    it(`stops early at 5 MB of ${JSON.stringify(unit)}`, () => {
      assert.deepEqual(codesOf(unit.repeat(size / unit.length)), ["yaml-too-deep"]);
    });
  }

  it("stops early at indentation that never ends", () => {
    const line = (_: unknown, depth: number) => `${" ".repeat(depth)}a:\n`;
    assert.deepEqual(codesOf(Array.from({ length: 3000 }, line).join("")), ["yaml-too-deep"]);
    const dashes = (_: unknown, depth: number) => `${" ".repeat(depth)}-\n`;
    assert.deepEqual(codesOf(Array.from({ length: 3000 }, dashes).join("")), ["yaml-too-deep"]);
  });

  it("stops early at aliases of aliases", () => {
    const billion = Array.from({ length: 30 }, (_, i) => `&a${i + 1} [*a${i}, *a${i}]`).join(", ");
    const text = withRest(`    actions: [web-response-json: [&a0 [x], ${billion}]]\n`);
    assert.deepEqual(codesOf(text), ["yaml-too-many-aliases"]);
    const chain = Array.from({ length: 20_000 }, (_, i) => `  - &a${i + 1} [*a${i}]\n`).join("");
    const [first] = codesOf(`- &a0 [x]\n-\n${chain}`);
    assert.equal(first, "wrong-type");
    assert.ok(codesOf(withRest(`    description:\n    - &a0 [x]\n${chain}`)).length > 0);
  });

  it("stops at an item of more than 1 MiB, and at more than 20,000 items", () => {
    assert.deepEqual(codesOf("- a: '\n   ".repeat(120_000)).at(-1), "yaml-too-long");
    const { items, problems } = parseDocument("- a\n".repeat(100_000));
    assert.equal(items.length, 20_000);
    assert.deepEqual(
      problems.map(({ code, range }) => [code, range.start]),
      [["yaml-too-long", 80_000]],
    );
  });

  it("bears an item or list with very many parts", () => {
    const many = (line: (index: number) => string) =>
      Array.from({ length: 10_000 }, (_, index) => line(index)).join("");
    for (const text of [
      withRest(many((index) => `    a${index}: 1\n`)),
      `- ${many((index) => `a${index}: 1\n  `)}`,
      withRest(`    actions: [web-response-json: { ${many((index) => `${index}: 1, `)} }]\n`),
      `[${"a,".repeat(130_000)}]`,
      `[${"*a,".repeat(40_000)}]`,
      withRest(`    description: [${"[],".repeat(20_000)}]\n`),
      many(() => "# hooksmith-ignore: a\n\n\n"),
    ]) {
      assert.ok(codesOf(text).length > 0);
    }
  });

  it("nests as deep as a person would", () => {
    const nested = `${"{ a: [".repeat(25)}${"] }".repeat(25)}`;
    assert.deepEqual(codesOf(withRest(`    actions: [web-response-json: ${nested}]\n`)), []);
    const wide = Array.from({ length: 5000 }, (_, i) => `k${i}: "v"`).join(", ");
    assert.deepEqual(codesOf(withRest(`    actions: [web-response-json: { ${wide} }]\n`)), []);
    const aligned = `${" ".repeat(300)}# far to the right\n`;
    assert.deepEqual(codesOf(`${withRest("")}${aligned}`), []);
  });

  it("does not take part of a scalar for an item, a comment or a document", () => {
    const text = withRest(
      '    description: |\n      - trigger:\n      # hooksmith-ignore: x\n       ---\n    actions: [web-response-text: "# a\n     - b"]\n',
    );
    const [file] = checkFiles([{ path: "a", text }], {});
    assert.deepEqual(file?.problems, []);
    assert.deepEqual(file?.triggers[0]?.trigger?.actions, [
      { type: "web-response-text", text: "# a - b" },
    ]);
  });
});

function codesOf(text: string): readonly string[] {
  return checkFiles([{ path: "a", text }], {}).flatMap((file) =>
    file.problems.map(({ code }) => code),
  );
}
