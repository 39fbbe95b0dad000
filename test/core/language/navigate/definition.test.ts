import assert from "node:assert/strict";
import fc from "fast-check";
import { definitionAt } from "../../../../src/core/language/navigate/definition.ts";
import { placeOfVariable } from "../../../../src/core/language/navigate/envFile.ts";
import { readProject } from "../../../../src/core/language/project/readProject.ts";
import { withHmac, withRest } from "../marked.ts";
import { brokenTexts, isInText, textsLike } from "../project/brokenText.ts";
import { fullTrigger } from "../valid.ts";
import { cursorIn, rangesIn, withMarks } from "./marks.ts";

const valohai = `
- step:
    name: Webhook Entry
    inputs: [{ name: payload }]
- pipeline:
    name: "Webhook Pipeline"
    nodes:
      - name: entry
        type: execution
        step: Webhook Entry
        override: { inputs: [{ name: extra }] }
      - { name: pinned, type: execution, step: Webhook Entry, commit: v1 }
    edges: []
`;

const execution = (fields: string) => withRest(`    actions: [run-execution: { ${fields} }]\n`);
const pipeline = (fields: string) => withRest(`    actions: [run-pipeline: { ${fields} }]\n`);

/** Asserts that the definition of what is at the cursor is marked in valohai.yaml, if anything is. */
function assertDefinition(marked: string, expected: string): void {
  const { text, offset } = cursorIn(marked);
  const project = readProject("valohai.yaml", valohai);
  const places = definitionAt(text, offset, { project });
  assert.ok(places.every(({ path }) => path === "valohai.yaml"));
  const ranges = places.map(({ range }) => range);
  assert.equal(withMarks(valohai, ranges), expected, marked);
}

const marked = (name: string) => valohai.replace(name, (found) => `«${found}»`);

describe("definitionAt", () => {
  it("finds steps, pipelines and nodes", () => {
    assertDefinition(execution("step: ‸Webhook Entry"), marked("Webhook Entry"));
    assertDefinition(execution('step: "Webhook Entry‸"'), marked("Webhook Entry"));
    assertDefinition(pipeline("pipeline: Webhook‸ Pipeline"), marked("Webhook Pipeline"));
    const rest = "payload-input-name: en‸try.payload";
    assertDefinition(pipeline(`pipeline: Webhook Pipeline, ${rest}`), marked("entry"));
  });

  it("finds inputs of steps and of nodes, those that a node declares anew too", () => {
    assertDefinition(
      execution("step: Webhook Entry, payload-input-name: payload‸"),
      marked("payload"),
    );
    for (const input of ["payload", "extra"]) {
      const name = `entry.‸${input}`;
      const text = pipeline(`pipeline: Webhook Pipeline, payload-input-name: ${name}`);
      assertDefinition(text, marked(input));
    }
  });

  it("finds nothing for what is not declared, is elsewhere, or names nothing", () => {
    for (const text of [
      execution("step: webhook entry‸"),
      execution("step: Nowhere, payload-input-name: payload‸"),
      pipeline("pipeline: Webhook Pipeline, payload-input-name: pinned.payload‸"),
      pipeline("pipeline: Webhook Pipeline, payload-input-name: payload‸"),
      execution("step: Webhook Entry, title: Webhook ‸Entry"),
      withHmac({ "token-lookup-key": "X-‸Signature" }),
      "‸",
    ]) {
      assertDefinition(text, valohai);
    }
    assert.deepEqual(definitionAt(execution("step: A"), 120, { project: undefined }), []);
  });

  it("finds a secret in the env file", () => {
    const { text, offset } = cursorIn(withHmac({ "secret-key": '"x{env:MY_‸KEY}"' }));
    const envFile = { path: ".env", text: "OTHER=1\nMY_KEY=2\n" };
    const places = definitionAt(text, offset, { project: undefined, envFile });
    assert.deepEqual(places, [{ path: ".env", range: { start: 8, end: 14 } }]);
    assert.deepEqual(definitionAt(text, offset, { project: undefined }), []);
    const empty = { path: ".env", text: "" };
    assert.deepEqual(definitionAt(text, offset, { project: undefined, envFile: empty }), []);
  });

  it("bears any text and offset", () => {
    const project = readProject("valohai.yaml", valohai);
    const envFile = { path: ".env", text: valohai };
    const assertSound = (text: string, offset: number) => {
      for (const { range } of definitionAt(text, offset, { project, envFile })) {
        assert.ok(isInText(range, valohai));
      }
    };
    for (const text of brokenTexts(fullTrigger)) assertSound(text, text.length);
    fc.assert(fc.property(textsLike(fullTrigger), fc.nat(2000), assertSound), { numRuns: 500 });
  });
});

describe("placeOfVariable", () => {
  for (const [what, text] of Object.entries({
    "a plain assignment": "«KEY»=1\n",
    "one with blanks, an export and no end": "A=1\n  export «KEY» = x",
    "the last of several": "KEY=1\r\n«KEY»=2\r\nA=3\r\n",
    "one behind a value of several lines": 'A="\nKEY=1\n"\n«KEY»=1\n',
    "one behind a quote that is left open": "A='x\n«KEY»=1\n",
    "none in a comment, another name or a value": "# KEY=1\nMY_KEY=1\nKEYS=2\nA=KEY=3\n",
  })) {
    it(`finds ${what}`, () => {
      const { text: plain, ranges } = rangesIn(text);
      assert.deepEqual(placeOfVariable(plain, "KEY"), ranges[0]);
    });
  }
});
