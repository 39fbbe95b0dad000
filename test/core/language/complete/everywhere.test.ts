import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { checkFiles } from "../../../../src/core/language/check.ts";
import { complete } from "../../../../src/core/language/complete/complete.ts";
import { parseDocument } from "../../../../src/core/language/document.ts";
import { hover } from "../../../../src/core/language/hover/hover.ts";
import type { LanguageContext } from "../../../../src/core/language/languageContext.ts";
import { applyEdits } from "../../../../src/core/language/textEdit.ts";
import { applied } from "./cursor.ts";
import { exampleProject } from "./exampleProject.ts";

const examples = globSync("media/examples/*.trigger.yaml").map((path) =>
  readFileSync(path, "utf8"),
);

const context: LanguageContext = {
  secrets: [{ name: "WEBHOOK_TOKEN", source: "env file" }],
  project: exampleProject,
};

/** What people leave half-written, and what YAML takes for something else. */
const pieces = [
  ...["[", "]", "{", "}", "-", "?", ":", ",", "#", "&", "*", "!", "|", ">", "'", '"', "@", "`"],
  ...[" ", "\t", "\n", "\n\n", "\uFEFF", "\n    ", "\n          ", "\n      - ", ": |\n", "foo: "],
  ...["- trigger:", "- ", "name: ", "{env:A}", "{body}", "---\n", "...\n", "&a ", "*a", "null"],
  ...["conditions:\n", "      - rate-limit:", "period: 1", "# hooksmith-ignore: x\n", "{ ", "[ "],
];

const edited = fc
  .record({
    text: fc.constantFrom(...examples),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(12),
    added: fc.array(fc.constantFrom("", ...pieces), { maxLength: 3 }),
    shift: fc.integer({ min: -4, max: 4 }),
  })
  .map(({ text, place, cut, added, shift }) => {
    const start = Math.floor(place * text.length);
    const before = text.slice(0, start) + added.join("");
    const whole = before + text.slice(start + cut);
    return [whole, Math.max(0, Math.min(whole.length, before.length + shift))] as const;
  });

const anything = fc
  .tuple(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), fc.nat(100))
  .map(([parts, at]) => [parts.join(""), Math.min(at, parts.join("").length)] as const);

describe("completion and hover everywhere", () => {
  it("keep the YAML as whole as it was, at every offset of the examples", () => {
    for (const text of examples) for (const at of offsetsIn(text)) assertHarmless(text, at);
  });

  it("do so with the line breaks of Windows", () => {
    for (const example of examples) {
      const text = example.replaceAll("\n", "\r\n");
      for (const offset of offsetsIn(text)) assertHarmless(text, offset);
    }
  });

  it("do so where everything is indented by four", () => {
    for (const text of examples.map(withWideIndents)) {
      for (const offset of offsetsIn(text)) assertHarmless(text, offset);
    }
  });

  it("do so wherever an example ends", () => {
    for (const text of examples) {
      for (const end of offsetsIn(text)) assertHarmless(text.slice(0, end), end);
    }
  });

  it("do so around every line that is missing", () => {
    for (const text of examples) {
      const lines = text.split("\n");
      for (const index of lines.keys()) {
        const rest = lines.toSpliced(index, 1);
        const start = rest.slice(0, Math.max(0, index - 1)).join("\n").length;
        const end = rest.slice(0, index + 1).join("\n").length;
        for (let at = start; at <= end; at += 1) assertHarmless(rest.join("\n"), at);
      }
    }
  });

  it("do so on an empty line at any column, wherever it is put", () => {
    for (const text of examples) {
      const lines = text.split("\n");
      for (const index of lines.keys()) {
        for (const column of [0, 2, 3, 4, 6, 8, 10, 12]) {
          const before = [...lines.slice(0, index), " ".repeat(column)].join("\n");
          assertHarmless(`${before}\n${lines.slice(index).join("\n")}`, before.length);
        }
      }
    }
  });

  it("do so around any change of an example, and in any text", () => {
    fc.assert(
      fc.property(fc.oneof(edited, anything), ([text, offset]) => assertHarmless(text, offset)),
      { numRuns: 1000 },
    );
  });

  it("propose nothing that the reader would call a mistake, at every offset of the examples", () => {
    const seen = new Set<string>();
    for (const text of examples) {
      for (const offset of offsetsIn(text)) {
        for (const completion of complete(text, offset, context)) {
          const after = applied(text, completion);
          if (!seen.has(after)) assertSensible(after);
          seen.add(after);
        }
      }
    }
  });
});

describe("completion and hover in hostile texts", () => {
  it("come to an end, without an exception", () => {
    const many = 50_000;
    for (const text of [
      "- ".repeat(many),
      "[".repeat(many),
      "- {a: ".repeat(many),
      `- [${"a, ".repeat(many)}`,
      `- ${"'\"".repeat(many)}`,
      `- a${" ".repeat(many)}:`,
      Array.from({ length: 2000 }, (_, depth) => `${" ".repeat(depth)}a:\n`).join(""),
    ]) {
      for (const offset of [1, text.length >> 1, text.length]) {
        complete(text, offset, context);
        hover(text, offset, context);
      }
    }
  });
});

const harmless = new Set<string>();

/** No proposal breaks a text that was whole, with or without what it replaces. */
function assertHarmless(text: string, offset: number): void {
  hover(text, offset, context);
  for (const completion of complete(text, offset, context)) {
    const { range } = completion.edit;
    assert.ok(range.start <= offset && offset <= range.end);
    assert.doesNotMatch(text.slice(range.start, range.end), /\n/);
    const after = applied(text, completion);
    if (harmless.has(after)) continue;
    harmless.add(after);
    if (isBroken(text) && isBroken(applyEdits(text, [{ range, text: "" }]))) continue;
    const marked = `${text.slice(0, offset)}|${text.slice(offset)}`;
    assert.ok(!isBroken(after), `${completion.label}\n${marked}\n---\n${after}`);
  }
}

const broken = new Map<string, boolean>();

function isBroken(text: string): boolean {
  const known = broken.get(text);
  if (known !== undefined) return known;
  const { items, problems } = parseDocument(text);
  const answer = problems.length > 0 || items.some((item) => item.broken !== undefined);
  broken.set(text, answer);
  return answer;
}

const mistakes: readonly string[] = [
  ...["duplicate-key", "several-keys", "not-indented", "unknown-key", "wrong-type"],
  ...["unknown-word", "number-not-positive", "placeholder-not-quoted", "not-json"],
  ...["test-payload-ambiguous", "unknown-ignore-code", "name-without-address"],
];

function assertSensible(text: string): void {
  const [file] = checkFiles([{ path: "a", text }], {});
  const found = (file?.problems ?? []).filter(({ code, message }) => {
    // Another auth type may need another algorithm.
    return mistakes.includes(code) && !message.startsWith("`algorithm` cannot be");
  });
  assert.deepEqual(found, [], text);
}

function offsetsIn(text: string): readonly number[] {
  return Array.from({ length: text.length + 1 }, (_, offset) => offset);
}

function withWideIndents(text: string): string {
  return text.replace(/^( *)(- )?/gm, (_, indent: string, dash?: string) => {
    return indent.repeat(2) + (dash === undefined ? "" : "-   ");
  });
}
