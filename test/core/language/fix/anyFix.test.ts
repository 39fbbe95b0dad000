import assert from "node:assert/strict";
import fc from "fast-check";
import { parseDocument } from "../../../../src/core/language/document.ts";
import type { Fix } from "../../../../src/core/language/fix/fix.ts";
import { fixesFor } from "../../../../src/core/language/fix/fixesFor.ts";
import { applyEdits } from "../../../../src/core/language/textEdit.ts";
import { problemsIn } from "../marked.ts";
import { context } from "../provoking.ts";
import { anyFile, layouts } from "./anyFile.ts";

describe("any fix of any file", () => {
  it("starts from files without errors", () => {
    for (const text of Object.values(layouts)) {
      assert.deepEqual(
        problemsIn(text).filter(({ severity }) => severity === "error"),
        [],
      );
    }
  });

  it("is made of edits inside the text that leave YAML as readable as it was", () => {
    fc.assert(
      fc.property(anyFile, (text) => {
        const broken = brokenIn(text);
        for (const fix of fixesOf(text)) {
          assertApart(text, fix);
          assert.ok(brokenIn(applyEdits(text, fix.edits)) <= broken, JSON.stringify(fix));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("changes something, or has a command that does", () => {
    fc.assert(
      fc.property(anyFile, (text) => {
        for (const fix of fixesOf(text)) {
          assert.ok(fix.command !== undefined || applyEdits(text, fix.edits) !== text, fix.title);
          assert.match(fix.title, /^[A-Z](?!.*undefined).*[^.]$/s);
        }
      }),
      { numRuns: 200 },
    );
  });

  for (const [name, text] of Object.entries(layouts)) {
    it(`is found wherever a line is missing in a file ${name}`, () => {
      const lines = text.split(/(?<=\n)/);
      for (const index of lines.keys()) {
        const rest = lines.toSpliced(index, 1).join("");
        for (const fix of fixesOf(rest)) {
          assertApart(rest, fix);
          assert.ok(brokenIn(applyEdits(rest, fix.edits)) <= brokenIn(rest), fix.title);
        }
      }
    });
  }
});

function fixesOf(text: string): readonly Fix[] {
  return problemsIn(text, context).flatMap((problem) => fixesFor(text, problem));
}

function assertApart(text: string, { edits, title }: Fix): void {
  let end = -1;
  for (const { range } of edits.toSorted((a, b) => a.range.start - b.range.start)) {
    assert.ok(range.start > end, title);
    assert.ok(range.start <= range.end && range.end <= text.length, title);
    end = range.end;
  }
}

function brokenIn(text: string): number {
  const { items, problems } = parseDocument(text);
  const whole = problems.filter(({ code }) => code !== "several-documents");
  return whole.length + items.filter(({ broken }) => broken !== undefined).length;
}
