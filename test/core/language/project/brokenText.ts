import fc from "fast-check";
import type { Range } from "../../../../src/core/language/position.ts";

/** A text cut off at every offset, and without each of its lines. */
export function* brokenTexts(text: string): Iterable<string> {
  for (let end = 0; end < text.length; end += 1) yield text.slice(0, end);
  const lines = text.split("\n");
  for (const index of lines.keys()) yield lines.toSpliced(index, 1).join("\n");
}

const pieces = [
  ..."[]{}-?:,#&*!|>'\"%@` \t\r\n\uFEFF",
  ...["- trigger:", "- ", "    ", "name: ", "{env:A}", "{body}", "---\n", "...\n", "&a ", "*a"],
  ...["conditions:\n", "      - rate-limit:", "period: 3600", "null", "# hooksmith-ignore: x\n"],
  ...["|\n", ">+2\n", "\n\n\n", "  # c\n", '"a\n   b"', "<<: *a"],
];

/** Texts that are hardly YAML, and a text with something put in for something else. */
export function textsLike(text: string): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join("")),
    fc
      .tuple(fc.nat(text.length), fc.nat(8), fc.constantFrom("", ...pieces))
      .map(([at, cut, piece]) => text.slice(0, at) + piece + text.slice(at + cut)),
  );
}

/** Whether a range is one of the text. */
export function isInText({ start, end }: Range, text: string): boolean {
  return 0 <= start && start <= end && end <= text.length;
}
