import assert from "node:assert/strict";
import fc from "fast-check";
import { referencesAt } from "../../../../src/core/language/navigate/references.ts";
import { readProject } from "../../../../src/core/language/project/readProject.ts";
import { authentication, timestamp, withConditions, withHmac, withRest } from "../marked.ts";
import { brokenTexts, isInText, textsLike } from "../project/brokenText.ts";
import { fullTrigger } from "../valid.ts";
import { cursorIn, rangesIn, withMarks } from "./marks.ts";

const project = readProject(
  "valohai.yaml",
  `
- step: { name: S, inputs: [{ name: payload }] }
- step: { name: T, inputs: [{ name: payload }] }
- pipeline:
    name: P
    nodes:
      - { name: a, type: execution, step: S }
      - { name: b, type: execution, step: T }
    edges: []
`,
);

/** Asserts that the references of what is at the cursor in the first file are those that are marked. */
function assertReferences(...files: readonly string[]): void {
  const { offset } = cursorIn((files[0] ?? "").replace(/[«»]/g, ""));
  const plain = files.map((file) => rangesIn(file.replace("‸", "")).text);
  const sources = plain.map((text, index) => ({ path: String(index), text }));
  const found = referencesAt(plain[0] ?? "", offset, sources, { project });
  const marked = plain.map((text, index) => {
    const ranges = found.filter(({ path }) => path === String(index)).map(({ range }) => range);
    return withMarks(text, ranges);
  });
  assert.deepEqual(
    marked,
    files.map((file) => file.replace("‸", "")),
  );
}

const actions = (...lines: readonly string[]) =>
  withRest(`    actions:\n${lines.map((line) => `      - ${line}\n`).join("")}`);

describe("referencesAt", () => {
  it("finds a secret wherever it is used", () => {
    assertReferences(
      withHmac({ "secret-key": '"{env:«KE‸Y»}{env:OTHER}{env:«KEY»}"' }),
      withHmac({ "secret-key": "'{env:KEYS}'" }),
      withHmac({ "secret-key": "whsec_{env:«KEY»}" }),
    );
  });

  it("finds a header in tokens, timestamps and basestrings, in any case", () => {
    assertReferences(
      withConditions(
        authentication({
          "auth-type": "hmac",
          "basestring-format": '"{header:«X-‸Time»}:{header:X-Other}:{body}"',
        }),
        timestamp({ "timestamp-lookup-key": "«x-time»" }),
        timestamp({
          "timestamp-lookup-namespace": "querystring",
          "timestamp-lookup-key": "X-Time",
        }),
      ),
      withConditions(authentication({ "token-lookup-key": "«X-TIME»" })),
    );
  });

  it("finds steps, pipelines and nodes", () => {
    assertReferences(
      actions("run-execution: { step: «S‸» }", "run-execution: { step: T }"),
      actions("run-execution: { step: «S», title: S }", "run-pipeline: { pipeline: S }"),
    );
    assertReferences(
      actions("run-pipeline: { pipeline: P, payload-input-name: «‸a».payload }"),
      actions(
        "run-pipeline: { pipeline: P, payload-input-name: «a».other }",
        "run-pipeline: { pipeline: Q, payload-input-name: a.payload }",
      ),
    );
    assertReferences(actions("run-pipeline: { pipeline: «‸P» }", "run-execution: { step: P }"));
  });

  it("finds an input of a step in executions and in the nodes of the step", () => {
    assertReferences(
      actions(
        "run-execution: { step: S, payload-input-name: «‸payload» }",
        "run-execution: { step: T, payload-input-name: payload }",
        "run-pipeline: { pipeline: P, payload-input-name: a.«payload» }",
        "run-pipeline: { pipeline: P, payload-input-name: b.payload }",
      ),
    );
  });

  it("finds what is not declared too", () => {
    assertReferences(
      actions(
        "run-execution: { step: X, payload-input-name: «‸y» }",
        "run-execution: { step: X, payload-input-name: «y» }",
        "run-execution: { step: Z, payload-input-name: y }",
      ),
    );
  });

  it("finds nothing where nothing is named", () => {
    assertReferences(withHmac({ "value-prefix": "a‸b" }), fullTrigger);
  });

  it("bears any text and offset", () => {
    const assertSound = (text: string, offset: number) => {
      const sources = [{ path: "a", text }];
      for (const { range } of referencesAt(text, offset, sources, { project })) {
        assert.ok(isInText(range, text));
      }
    };
    for (const text of brokenTexts(fullTrigger)) assertSound(text, text.length);
    fc.assert(fc.property(textsLike(fullTrigger), fc.nat(2000), assertSound), { numRuns: 500 });
  });
});
