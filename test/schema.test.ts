import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { parse } from "yaml";
import type { ProblemCode } from "../src/core/language/problem.ts";
import { triggerSchema } from "../src/core/language/schema.ts";
import { anyTrigger } from "./core/language/anyTrigger.ts";
import { problemsIn } from "./core/language/marked.ts";
import { fullTrigger, referenceExamples } from "./core/language/valid.ts";
import { currentReadme, schemaText } from "./support/generated.ts";
import { triggerYaml } from "./support/triggerYaml.ts";

const accepts = new Ajv({ allowUnionTypes: true }).compile(triggerSchema());

/** The problems that a schema can see: of the shape, not of the sense. */
const ofShape: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "not-a-list",
  "several-keys",
  "not-indented",
  "unknown-key",
  "missing-key",
  "wrong-type",
  "unknown-word",
  "empty-value",
  "number-not-positive",
  "launch-url-invalid",
  "test-payload-ambiguous",
  "time-malformed",
]);

describe("the schema", () => {
  it("is checked in as the catalog makes it; `npm run generate` writes it anew", () => {
    assert.equal(readFileSync("media/schema/trigger.schema.json", "utf8"), schemaText());
  });

  it("accepts every valid file", () => {
    const examples = Object.values(referenceExamples).map(([text]) => text);
    for (const text of [fullTrigger, "", "[]", ...examples]) assertAgreement(text, true);
  });

  it("accepts every trigger that can be written", () => {
    fc.assert(fc.property(anyTrigger, (trigger) => assertAgreement(triggerYaml(trigger), true)));
  });

  it("refuses exactly what the reader finds wrong with the shape", () => {
    fc.assert(
      fc.property(anyTrigger, fc.array(anyChange, { minLength: 1, maxLength: 3 }), assertSame),
      { numRuns: 2000 },
    );
  });
});

describe("the README", () => {
  it("has the parts that are made from the program up to date", () => {
    if (!existsSync("README.md")) return;
    const readme = readFileSync("README.md", "utf8");
    assert.equal(readme, currentReadme(readme));
  });
});

function assertAgreement(text: string, expected: boolean): void {
  const wrong = problemsIn(text).filter(({ code }) => ofShape.has(code));
  assert.equal(wrong.length === 0, expected, JSON.stringify(wrong));
  assert.equal(accepts(parse(text)), expected, JSON.stringify(accepts.errors));
}

/** A value to put somewhere in a document, or to take away, or to name otherwise. */
interface Change {
  readonly at: number;
  readonly change: "replace" | "remove" | "rename" | "add";
  readonly value: unknown;
  readonly key: string;
}

const anyChange: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(60),
  change: fc.constantFrom("replace", "replace", "remove", "rename", "add"),
  value: fc.constantFrom<unknown>(
    ...[null, "", 0, 1, -1, 1.5, 10 ** 16, true, "x", "SHA256", "hs512", "hmac", "static"],
    ...["json-body", "accepted", "refused", "-5m", "http-header", [], {}, [null], ["a", 1]],
    ...[
      "https://a/API/v0/launch/01910000-0000-7000-8000-00000000000A",
      { "refused-by": "rate-limit" },
    ],
  ),
  key: fc.constantFrom(
    ...["name", "algorithm", "basestring-format", "json", "body", "at", "nonsense", "auth-type"],
    ...["rate-limit", "web-timestamp", "period", "title", "reason", "trigger"],
  ),
});

function assertSame(trigger: Parameters<typeof triggerYaml>[0], changes: readonly Change[]): void {
  let document: unknown = parse(triggerYaml(trigger));
  for (const change of changes) document = changed(document, change);
  const text = JSON.stringify(document);
  const wrong = problemsIn(text).filter(({ code }) => ofShape.has(code));
  assert.equal(accepts(document), wrong.length === 0, `${text}\n${JSON.stringify(wrong)}`);
}

/** The document with the node changed that is the nth in reading order, going round. */
function changed(document: unknown, { at, change, value, key }: Change): unknown {
  const count = JSON.stringify(document).match(/[{[,]/g)?.length ?? 1;
  let left = at % (count + 1);
  return visit(document);

  function visit(node: unknown): unknown {
    left -= 1;
    if (left === -1 && change === "replace") return value;
    if (Array.isArray(node)) return node.map(visit);
    if (node === null || typeof node !== "object") return node;
    const entries: (readonly [string, unknown])[] = Object.entries(node).flatMap(
      ([name, member]) => {
        left -= 1;
        if (left === -1 && change === "remove") return [];
        if (left === -1 && change === "rename") return [[key, member] as const];
        return [[name, visit(member)] as const];
      },
    );
    if (left < 0 && left > -3 && change === "add") entries.push([key, value]);
    return Object.fromEntries(entries);
  }
}
