import assert from "node:assert/strict";
import fc from "fast-check";
import { checkFiles } from "../../../src/core/language/check.ts";
import { fullTrigger } from "./valid.ts";

const pieces = [
  ..."[]{}-?:,#&*!|>'\"%@` \t\r\n\uFEFF",
  ...["- trigger:", "- ", "    ", "name: ", "{env:A}", "{body}", "---\n", "...\n", "&a ", "*a"],
  ...["conditions:\n", "      - rate-limit:", "period: 1", "null", "# hooksmith-ignore: x\n"],
];

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join("")),
  fc
    .tuple(fc.nat(fullTrigger.length), fc.nat(8), fc.constantFrom("", ...pieces))
    .map(([at, cut, text]) => fullTrigger.slice(0, at) + text + fullTrigger.slice(at + cut)),
);

describe("any text", () => {
  it("gives triggers and problems whose ranges are inside it", () => {
    fc.assert(fc.property(texts, assertSound), { numRuns: 2000 });
  });

  it("does so wherever a valid file ends", () => {
    for (let end = 0; end < fullTrigger.length; end += 1) assertSound(fullTrigger.slice(0, end));
  });

  it("does so whichever line of a valid file is missing", () => {
    const lines = fullTrigger.split("\n");
    for (const index of lines.keys()) assertSound(lines.toSpliced(index, 1).join("\n"));
  });
});

function assertSound(text: string): void {
  const [file] = checkFiles([{ path: "a", text }], {});
  assert.ok(file);
  let last = 0;
  for (const { range, code } of file.problems) {
    assert.ok(range.start >= last && range.end >= range.start, code);
    assert.ok(range.end <= text.length, code);
    last = range.start;
  }
  for (const { range } of file.triggers) assert.ok(range.start < range.end);
  // A trigger is never left out without saying why.
  const isServed = file.triggers.every(({ trigger }) => trigger !== undefined);
  assert.ok(isServed || file.problems.some(({ severity }) => severity === "error"), text);
}
