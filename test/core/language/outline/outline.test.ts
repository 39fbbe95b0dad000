import assert from "node:assert/strict";
import fc from "fast-check";
import { type OutlineEntry, outlineOf } from "../../../../src/core/language/outline/outline.ts";
import type { Range } from "../../../../src/core/language/position.ts";
import { authentication, timestamp, withConditions, withRest } from "../marked.ts";
import { brokenTexts, isInText, textsLike } from "../project/brokenText.ts";
import { fullTrigger } from "../valid.ts";

/** The outline as lines, two blanks a level. */
function linesOf(entries: readonly OutlineEntry[]): readonly string[] {
  return entries.flatMap(({ name, detail, children }) => [
    detail === "" ? name : `${name}: ${detail}`,
    ...linesOf(children).map((line) => `  ${line}`),
  ]);
}

describe("outlineOf", () => {
  it("shows a trigger with its conditions, actions and tests", () => {
    assert.deepEqual(linesOf(outlineOf(fullTrigger)), [
      "Retrain on new labels: Sent by the labelling tool when a batch is done",
      "  web-authentication: hmac sha256, header X-Signature",
      "  web-timestamp: header X-Request-Timestamp, within 5 minutes",
      "  rate-limit: 10 in 1 hour",
      "  rate-limit: 50 in 1 day",
      '  web-response-json: {"status":"accepted","run":"{run_id}"}',
      "  run-pipeline: Webhook Pipeline",
      "  run-execution: Webhook Entry",
      "  a signed delivery launches: accepted",
      "  a delivery from ten minutes ago is refused: refused by web-timestamp: timestamp-out-of-tolerance",
      "  last Friday's real push: accepted",
    ]);
  });

  it("says of each condition where it looks, and nothing of secrets", () => {
    const text = withConditions(
      authentication({ "secret-key": "hunter2", "token-lookup-namespace": "json-body" }),
      authentication({ "auth-type": "jwt", "token-lookup-namespace": "querystring" }),
      timestamp({ "timestamp-lookup-namespace": "url-encoded-body", "drift-tolerance": "90" }),
    );
    assert.deepEqual(linesOf(outlineOf(text)), [
      "A",
      "  web-authentication: static, JSON key X-Token",
      "  web-authentication: jwt HS256, query parameter X-Token",
      "  web-timestamp: form field X-Time, within 1 minute 30 seconds",
    ]);
  });

  it("names what has no name yet, or an unreadable one", () => {
    const text = `- trigger:
    name: "  "
    conditions:
      -
      - rate-limit:
      - what: {}
    actions: hello
    tests:
      - expect: refused
      - name: "two
          lines"
`;
    assert.deepEqual(linesOf(outlineOf(text)), [
      "trigger",
      "  condition",
      "  rate-limit",
      "  condition",
      "  action",
      "  test",
      "  two lines",
    ]);
    assert.deepEqual(linesOf(outlineOf("- trigger:\n- trigger: hello\n")), ["trigger", "trigger"]);
  });

  it("keeps to a length that can be read", () => {
    const [trigger] = outlineOf(withRest(`    description: ${"𝕏".repeat(100)}\n`));
    assert.equal([...(trigger?.detail ?? "")].length, 60);
  });

  it("selects the name of a trigger, and the words of its parts", () => {
    const [trigger] = outlineOf(fullTrigger);
    const selected = [trigger, ...(trigger?.children ?? [])].map((entry) =>
      fullTrigger.slice(entry?.selection.start, entry?.selection.end),
    );
    assert.deepEqual(selected.slice(0, 3), [
      "Retrain on new labels",
      "web-authentication",
      "web-timestamp",
    ]);
    const [condition] = trigger?.children ?? [];
    assert.match(
      fullTrigger.slice(condition?.range.start, condition?.range.end),
      /^web-auth.*"v0="$/s,
    );
  });

  it("shows what an alias stands for at the field that has it", () => {
    const text = `- trigger:
    name: &n A
    conditions:
      - &limit { rate-limit: { period: 1, quota: 1 } }
      - *limit
- trigger:
    name: *n
    conditions: [*limit]
`;
    const [, second] = outlineOf(text);
    assert.deepEqual(
      [second, ...(second?.children ?? [])].map((entry) =>
        text.slice(entry?.selection.start, entry?.selection.end),
      ),
      ["trigger", "conditions"],
    );
    assertSound(text);
  });

  it("bears any text, with names, and selections inside their ranges", () => {
    for (const text of brokenTexts(fullTrigger)) assertSound(text);
    fc.assert(fc.property(textsLike(fullTrigger), assertSound), { numRuns: 1000 });
  });
});

function assertSound(text: string): void {
  assertEntries(outlineOf(text), { start: 0, end: text.length });
}

function assertEntries(entries: readonly OutlineEntry[], around: Range): void {
  for (const { name, range, selection, children } of entries) {
    assert.notEqual(name.trim(), "");
    assert.ok(around.start <= range.start && range.end <= around.end);
    assert.ok(isInText(range, " ".repeat(around.end)));
    assert.ok(range.start <= selection.start && selection.end <= range.end);
    assertEntries(children, range);
  }
}
