import assert from "node:assert/strict";
import { fixers } from "../../../../src/core/language/fix/fixers.ts";
import { fixesFor } from "../../../../src/core/language/fix/fixesFor.ts";
import type { Problem } from "../../../../src/core/language/problem.ts";
import { applyEdits } from "../../../../src/core/language/textEdit.ts";
import { problemsIn, unmarked } from "../marked.ts";
import { context } from "../provoking.ts";
import { golden } from "./golden.ts";
import type { Golden } from "./goldenCase.ts";

describe("the fixes of a problem", () => {
  for (const [code, cases] of Object.entries(golden)) {
    if (cases === "no clear mend") {
      it(`${code} has none, because only the author knows what is right`, () => {
        assert.notEqual(typeof fixers[code as keyof typeof fixers], "function");
      });
      continue;
    }
    it(`${code} is mended`, () => {
      assert.ok(cases.length > 0);
      for (const one of cases) {
        assertFixed(code, one);
        assertFixed(code, inCrlf(one));
        assertFixed(code, { ...one, text: `\uFEFF${one.text}` });
      }
    });
  }
});

/** Asserts that the marked problem has the fix, and that the fix mends it for good. */
function assertFixed(
  code: string,
  { text: marked, title, from, to, isPreferred, revealed }: Golden,
) {
  const { text, codes } = unmarked(marked);
  const before = problemsIn(text, context);
  const mark = codes.find((one) => one.code === code);
  const isMarked = ({ range }: Problem) => range.start === mark?.start && range.end === mark.end;
  const problem = before.find((one) => one.code === code && isMarked(one));
  assert.ok(problem, `${marked}\n${JSON.stringify(before)}`);
  const fixes = fixesFor(text, problem);
  const fix = fixes.find((one) => one.title === title);
  assert.ok(fix, `${marked}\n${JSON.stringify(fixes)}`);
  assert.equal(fix.isPreferred, isPreferred, title);
  const fixed = applyEdits(text, fix.edits);
  if (from !== "") assert.equal(text.split(from).length, 2, `${from} is there once`);
  assert.equal(
    fixed,
    text.replace(from, () => to),
  );
  if (fix.edits.length === 0) return;
  const again = problemsIn(fixed, context).filter((one) => one.code === code);
  const same = again.flatMap((one) => fixesFor(fixed, one)).filter((one) => one.title === title);
  assert.deepEqual(same, [], "fixing twice changes nothing");
  const rest = before.filter((one) => one !== problem).map((one) => one.code);
  const left = problemsIn(fixed, context).map((one) => one.code);
  assert.deepEqual(
    left.filter(isNotAdvice).toSorted(),
    [...rest.filter(isNotAdvice), ...revealed].toSorted(),
    fixed,
  );
}

function isNotAdvice(code: string): boolean {
  return !["hmac-without-timestamp", "jwt-body-not-covered", "no-rate-limit"].includes(code);
}

function inCrlf(one: Golden): Golden {
  const crlf = (text: string) => text.replaceAll("\n", "\r\n");
  return { ...one, text: crlf(one.text), from: crlf(one.from), to: crlf(one.to) };
}
