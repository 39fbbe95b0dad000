import assert from "node:assert/strict";
import { fixesFor } from "../../../../src/core/language/fix/fixesFor.ts";
import { applyEdits } from "../../../../src/core/language/textEdit.ts";
import { authentication, problemsIn, unmarked, withConditions, withHmac } from "../marked.ts";
import { context, provoking } from "../provoking.ts";

const title = "Ignore this here";
const notIgnored: readonly string[] = ["unknown-ignore-code"];

describe("ignoring a problem here", () => {
  it("is the last fix of all that is no error, never preferred, and hides that alone", () => {
    for (const [code, texts] of Object.entries(provoking)) {
      for (const text of texts.map((marked) => unmarked(marked).text)) {
        const before = problemsIn(text, context);
        for (const problem of before.filter((one) => one.code === code)) {
          const fixes = fixesFor(text, problem);
          const index = fixes.findIndex((fix) => fix.title === title);
          if (problem.severity === "error" || notIgnored.includes(code)) {
            assert.equal(index, -1, text);
            continue;
          }
          assert.equal(index, fixes.length - 1, text);
          assert.equal(fixes[index]?.isPreferred, false);
          const after = problemsIn(applyEdits(text, fixes[index]?.edits ?? []), context);
          const sameLine = before.filter(
            (one) => one.code === code && isBeside(text, one, problem),
          );
          assert.equal(after.length, before.length - sameLine.length, text);
          assert.ok(after.length < before.length);
        }
      }
    }
  });

  it("writes the comment above the line, as far to the right", () => {
    assertIgnored(
      withHmac({ "secret-key": "hello" }),
      "literal-secret",
      "          secret-key",
      "          # hooksmith-ignore: literal-secret\n          secret-key",
    );
    assertIgnored(
      "\uFEFF- trigger: { name: A }\r\n",
      "no-conditions",
      "- trigger",
      "# hooksmith-ignore: no-conditions\r\n- trigger",
    );
  });

  it("adds to the comment that is there, others between or not", () => {
    const text = withConditions(
      "      # hooksmith-ignore: a-b \n      # why\n\n",
      authentication({ "auth-type": "jwt" }),
    );
    assertIgnored(text, "jwt-body-not-covered", "ignore: a-b", "ignore: a-b, jwt-body-not-covered");
  });

  it("leaves a comment behind the line before alone", () => {
    const text = withConditions(
      "      # hooksmith-ignore: a-b\n",
      "      - rate-limit: { period: 60, quota: 10 } # one\n",
      authentication({ "auth-type": "jwt" }),
    );
    assertIgnored(
      text,
      "jwt-body-not-covered",
      "      - web-",
      "      # hooksmith-ignore: jwt-body-not-covered\n      - web-",
    );
  });

  it("is not offered where a comment would be text", () => {
    const text = `- trigger: { name: "A\n    B", conditions: [] }\n`;
    const [problem] = problemsIn(text).filter(({ code }) => code === "no-conditions");
    assert.ok(problem);
    assert.ok(!fixesFor(text, problem).some((fix) => fix.title === title));
  });
});

function assertIgnored(text: string, code: string, from: string, to: string): void {
  const problem = problemsIn(text).find((one) => one.code === code);
  assert.ok(problem, text);
  const fix = fixesFor(text, problem).find((one) => one.title === title);
  assert.equal(
    applyEdits(text, fix?.edits ?? []),
    text.replace(from, () => to),
  );
}

interface Placed {
  readonly range: { readonly start: number };
}

function isBeside(text: string, left: Placed, right: Placed): boolean {
  const from = Math.min(left.range.start, right.range.start);
  return !text.slice(from, Math.max(left.range.start, right.range.start)).includes("\n");
}
