import assert from "node:assert/strict";
import fc from "fast-check";
import { answerOf, runIdOf } from "../../../src/core/actions/response.ts";
import type { Action, Json, Trigger } from "../../../src/core/trigger/trigger.ts";
import { anyJson } from "../../support/arbitraries.ts";
import { triggerOf } from "../../support/context.ts";

const runId = "7e57ab1e";

function answer(...actions: readonly Action[]) {
  return answerOf({ ...triggerOf(), actions }, runId);
}

/** The document that the answer holds. */
function answered(document: Json): unknown {
  const { contentType, body } = answer({ type: "web-response-json", document });
  assert.equal(contentType, "application/json");
  return JSON.parse(body);
}

const run = {
  type: "run-execution",
  step: "train",
  commit: undefined,
  title: undefined,
  payloadInputName: undefined,
} as const;

describe("answerOf", () => {
  it("is ok as plain text when no action says otherwise", () => {
    assert.deepEqual(answer(), { contentType: "text/plain", body: "ok" });
    assert.deepEqual(answer(run), { contentType: "text/plain", body: "ok" });
  });

  it("fills the run id into text, as often as it is named", () => {
    const text = "run {run_id}, {run_id} {RUN_ID} {run_id {body}";
    assert.deepEqual(answer({ type: "web-response-text", text }), {
      contentType: "text/plain",
      body: `run ${runId}, ${runId} {RUN_ID} {run_id {body}`,
    });
  });

  it("fills the run id into strings at any depth, and into no key", () => {
    const document = {
      "{run_id}": ["{run_id}", { a: "x{run_id}{run_id}" }],
      n: 1,
      b: null,
      c: true,
    };
    assert.deepEqual(answered(document), {
      "{run_id}": [runId, { a: `x${runId}${runId}` }],
      n: 1,
      b: null,
      c: true,
    });
    assert.equal(answered("{run_id}"), runId);
  });

  it("sends every other document as it stands", () => {
    fc.assert(
      fc.property(anyJson, (document) => {
        assert.deepEqual(answered(document), JSON.parse(JSON.stringify(document)));
      }),
    );
  });

  it("keeps a __proto__ key as an ordinary one", () => {
    const document = JSON.parse('{"__proto__":{"a":"{run_id}"}}') as Json;
    const { body } = answer({ type: "web-response-json", document });
    assert.equal(body, `{"__proto__":{"a":"${runId}"}}`);
  });

  it("takes the first response action alone", () => {
    const text = { type: "web-response-text", text: "first" } as const;
    const json = { type: "web-response-json", document: {} } as const;
    assert.equal(answer(run, text, json).body, "first");
    assert.equal(answer(json, text).body, "{}");
  });
});

describe("runIdOf", () => {
  const text = (template: string): Trigger => ({
    ...triggerOf(),
    actions: [{ type: "web-response-text", text: template }],
  });
  const json = (document: Json): Trigger => ({
    ...triggerOf(),
    actions: [{ type: "web-response-json", document }],
  });

  it("finds the run id in whatever answer was made with it", () => {
    const parts = fc.array(fc.constantFrom("{run_id}", "run: ", "(.*)", "\n", "$1", "é"));
    fc.assert(
      fc.property(parts, (template) => {
        const trigger = text(template.join(""));
        const wanted = template.includes("{run_id}") ? runId : undefined;
        assert.equal(runIdOf(trigger, answerOf(trigger, runId).body), wanted);
      }),
    );
    for (const document of [{ a: [1, { b: "run {run_id}!" }] }, ["{run_id}"], "{run_id}"]) {
      assert.equal(runIdOf(json(document), answerOf(json(document), runId).body), runId);
    }
  });

  it("finds none in another answer", () => {
    assert.equal(runIdOf(triggerOf(), "ok"), undefined);
    assert.equal(runIdOf(text("run {run_id}"), "<html>"), undefined);
    for (const body of ["<html>", "[]", '{"a": {}}', '{"a": 1}', "null"]) {
      assert.equal(runIdOf(json({ a: "{run_id}" }), body), undefined, body);
    }
  });
});
