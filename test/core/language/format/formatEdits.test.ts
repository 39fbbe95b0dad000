import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { stringify } from "yaml";
import { checkFiles } from "../../../../src/core/language/check.ts";
import { formatEdits } from "../../../../src/core/language/format/formatEdits.ts";
import { applyEdits } from "../../../../src/core/language/textEdit.ts";
import type { Json } from "../../../../src/core/trigger/trigger.ts";
import { triggerYaml } from "../../../support/triggerYaml.ts";
import { anyTrigger } from "../anyTrigger.ts";
import { brokenTexts, isInText, textsLike } from "../project/brokenText.ts";
import { fullTrigger } from "../valid.ts";

function formatted(text: string, indent = 2): string {
  return applyEdits(text, formatEdits(text, { indent }));
}

/** Texts before and after. */
const cases: Readonly<Record<string, readonly [string, string]>> = {
  "moves what belongs to something to its right": [
    `-   trigger:
       name: A
       conditions:
       - rate-limit:
                  period: 1
                  quota: 2
       - rate-limit: {}
       actions:
             -
                web-response-text: a
`,
    `- trigger:
    name: A
    conditions:
      - rate-limit:
          period: 1
          quota: 2
      - rate-limit: {}
    actions:
      -
        web-response-text: a
`,
  ],
  "puts a list at the margin": ["  - trigger:\n      name: A\n", "- trigger:\n    name: A\n"],
  "leaves one blank line between triggers, above their comments": [
    "\n\n- trigger:\n    name: A\n# about B\n# and more\n- trigger:\n    name: B\n\n\n\n- c\n- d\n\n\n",
    "- trigger:\n    name: A\n\n# about B\n# and more\n- trigger:\n    name: B\n\n- c\n\n- d\n",
  ],
  "leaves at most one blank line within a trigger": [
    "- trigger:\n    name: A\n\n  \n\n    description: B\n",
    "- trigger:\n    name: A\n\n    description: B\n",
  ],
  "moves comments with their lines": [
    `# top
-  trigger:
      # the name
      name: A   # not moved
# back
      conditions:
      # the limit
      - rate-limit: {}
        # behind the limit
      # behind the conditions
      tests:
      - name: t
    # the end of A
# the end
`,
    `# top
- trigger:
    # the name
    name: A   # not moved
    # back
    conditions:
      # the limit
      - rate-limit: {}
        # behind the limit
    # behind the conditions
    tests:
      - name: t
  # the end of A
# the end
`,
  ],
  "removes blanks at the ends of lines": [
    "- trigger:  \n    name: A \t \n    # c  \n    description: 'a  \n     b'  \n",
    "- trigger:\n    name: A\n    # c\n    description: 'a  \n     b'\n",
  ],
  "moves blocks of text as they are": [
    `- trigger:
      description: |
         a
           b  

         c

      name: >+1
        d

      tests:
      - name: |-

           e
      - |
       f
`,
    `- trigger:
    description: |
      a
        b  

      c

    name: >+1
      d

    tests:
      - name: |-

          e
      - |
        f
`,
  ],
  "keeps the blank lines that are part of a text": [
    "- description: |+\n    a\n\n\n- b\n- c: |+\n   d\n\n\n",
    "- description: |+\n    a\n\n\n- b\n\n- c: |+\n    d\n\n\n",
  ],
  "keeps a comment out of the text before it": ["- |\n      a\n  # b\n", "- |\n  a\n# b\n"],
  "moves the lines of brackets and quotes together": [
    `- trigger:
      actions:
      - web-response-json: { a: 1,
            b: [
              2 ],   # two
            # three
            c: "d
              e" }
      name: one
        two
`,
    `- trigger:
    actions:
      - web-response-json: { a: 1,
            b: [
              2 ],   # two
            # three
            c: "d
              e" }
    name: one
      two
`,
  ],
  "ends a file with one newline": ["- a: 1", "- a: 1\n"],
  "keeps line ends": [
    "-  a:\r\n    b: 1\r\n- c\r\n\r\n\r\n",
    "- a:\n    b: 1\n\n- c\n".replaceAll("\n", "\r\n"),
  ],
  "keeps a byte order mark and document marks": [
    "\uFEFF%YAML 1.2\n---  # start\n\n\n-  a: 1\n...\n",
    "\uFEFF%YAML 1.2\n---  # start\n\n- a: 1\n...\n",
  ],
  "understands anchors and tags": [
    "- &a\n   b: &c\n      d: 1\n- !!map\n    e: *c\n- &f |\n    g\n- *a\n",
    "- &a\n  b: &c\n    d: 1\n\n- !!map\n  e: *c\n\n- &f |\n  g\n\n- *a\n",
  ],
  "cleans a file without triggers": ["\n\n# a  \n\n\n# b", "# a\n\n# b\n"],
  "empties a file of blanks": [" \n\n\t\n", ""],
};

describe("formatEdits", () => {
  for (const [what, [before, after]] of Object.entries(cases)) {
    it(what, () => {
      assert.equal(formatted(before), after);
      assert.equal(formatted(after), after);
    });
  }

  it("indents as far as it is asked to", () => {
    const text = "- trigger:\n    conditions:\n      - rate-limit:\n          period: 1\n";
    const wide =
      "- trigger:\n      conditions:\n          - rate-limit:\n                period: 1\n";
    assert.equal(formatted(text, 4), wide);
    assert.equal(formatted(wide), text);
    for (const indent of [0, -1, 1.5, 1000, Number.NaN]) {
      assert.equal(formatted(formatted(text, indent)), text);
    }
  });

  it("changes nothing in the examples, which are laid out already", () => {
    const files = readdirSync("media/examples").filter((name) => name.endsWith(".trigger.yaml"));
    assert.ok(files.length > 3);
    for (const name of files) {
      const text = readFileSync(`media/examples/${name}`, "utf8");
      assert.deepEqual(formatEdits(text, { indent: 2 }), [], name);
    }
    assert.deepEqual(formatEdits(fullTrigger, { indent: 2 }), []);
  });

  it("leaves broken YAML alone", () => {
    for (const text of [
      "-   a: [\n\n\n- b\n",
      "-   a\n---\n-   b\n",
      "a:   b\n\n\n",
      "--- [a,\n  b]\n\n\n",
      "-   *nobody\n",
    ]) {
      assert.deepEqual(formatEdits(text, { indent: 2 }), [], text);
    }
  });

  it("edits only what changes", () => {
    const text = fullTrigger.replace("    actions:", "     actions:").replace("  tests", "  tests");
    const broken = fullTrigger.replace("description: Sent", "description: Sent  \n      ");
    assert.deepEqual(formatEdits(text, { indent: 2 }), []);
    assert.equal(formatEdits(broken, { indent: 2 }).length, 1);
  });

  it("lays out any list, however it was laid out, in the one way", () => {
    const leaf = fc.oneof(
      fc.stringMatching(/^[a-z]{1,6}$/),
      fc.integer(),
      fc.constant("a\n\n b\n"),
    );
    const { node } = fc.letrec<{ node: Json }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie("node"), { minLength: 1, maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), tie("node"), { minKeys: 1, maxKeys: 3 }),
      ),
    }));
    const indents = fc.integer({ min: 1, max: 7 });
    fc.assert(
      fc.property(
        fc.array(node, { minLength: 1, maxLength: 3 }),
        indents,
        fc.boolean(),
        (list, indent, indentSeq) => {
          const canonical = formatted(stringify(list, { lineWidth: 0 }));
          assert.equal(formatted(stringify(list, { indent, indentSeq, lineWidth: 0 })), canonical);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("changes nothing that any trigger says", () => {
    fc.assert(
      fc.property(
        fc.array(anyTrigger, { maxLength: 2 }),
        fc.integer({ min: 1, max: 8 }),
        (triggers, indent) => {
          assertSound(triggers.map(triggerYaml).join(""), indent);
          assertSound(stringify(triggers, { lineWidth: 30 }), indent);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("changes nothing that any text says", () => {
    for (const text of brokenTexts(fullTrigger)) assertSound(text, 4);
    fc.assert(fc.property(textsLike(fullTrigger), fc.integer({ min: 1, max: 8 }), assertSound), {
      numRuns: 2000,
    });
  });
});

/** The same triggers and problems, blanks only, and nothing left to do. */
function assertSound(text: string, indent: number): void {
  const edits = formatEdits(text, { indent });
  for (const edit of edits) {
    assert.ok(isInText(edit.range, text));
    assert.match(edit.text + text.slice(edit.range.start, edit.range.end), /^[ \t\r\n]*$/);
  }
  const after = applyEdits(text, edits);
  assert.deepEqual(readingOf(after), readingOf(text));
  assert.deepEqual(formatEdits(after, { indent }), []);
}

function readingOf(text: string) {
  const [file] = checkFiles([{ path: "a", text }], {});
  return {
    triggers: file?.triggers.map(({ name, trigger }) => [name, trigger]),
    codes: file?.problems.map(({ code }) => code),
  };
}
