import assert from "node:assert/strict";
import { formFileOf } from "../../../src/core/form/formFile.ts";
import { formViewOf } from "../../../src/core/form/formView.ts";
import type { FieldView, TriggerView } from "../../../src/core/form/view.ts";
import { problemsIn } from "../language/marked.ts";
import { fullTrigger } from "../language/valid.ts";

const context = {
  secrets: [{ name: "WEBHOOK_TOKEN", source: "env file" }],
  project: undefined,
} as const;

describe("the form of a trigger file", () => {
  it("shows the fields of each condition in the order of the catalog", () => {
    const { conditions } = chosenIn(fullTrigger);
    assert.deepEqual(
      conditions.cards.map(({ label, fields }) => [label, ...fields.map(shown)]),
      [
        [
          "Web Authentication",
          "auth-type=hmac",
          "algorithm=sha256",
          "secret-key={env:WEBHOOK_TOKEN}",
          "basestring-format=v0:{header:X-Request-Timestamp}:{body}",
          "token-lookup-namespace=http-header",
          "token-lookup-key=X-Signature",
          "value-prefix=v0=",
          "digest-encoding",
          "secret-encoding",
        ],
        [
          "Web Timestamp",
          "timestamp-lookup-namespace=http-header",
          "timestamp-lookup-key=X-Request-Timestamp",
          "drift-tolerance=300",
          "timestamp-unit",
        ],
        ["Rate Limit", "period=3600", "quota=10"],
        ["Rate Limit", "period=86400", "quota=50"],
      ],
    );
  });

  it("shows actions, the document of a response as JSON, and tests to be read", () => {
    const { actions, tests, fields } = chosenIn(fullTrigger);
    assert.deepEqual(
      actions.cards.map(({ detail, fields }) => [detail, fields[0]?.value]),
      [
        [
          '{"status":"accepted","run":"{run_id}"}',
          '{\n  "status": "accepted",\n  "run": "{run_id}"\n}',
        ],
        ["Webhook Pipeline", "Webhook Pipeline"],
        ["Webhook Entry", "Webhook Entry"],
      ],
    );
    assert.deepEqual(
      tests.map(({ name, expect }) => `${name}: ${expect}`),
      [
        "a signed delivery launches: accepted",
        "a delivery from ten minutes ago is refused: refused by web-timestamp: timestamp-out-of-tolerance",
        "last Friday's real push: accepted",
      ],
    );
    assert.deepEqual(
      fields.map(({ key }) => key),
      ["name", "description", "launch-url"],
    );
  });

  it("can be sent as JSON without losing anything", () => {
    const view = viewOf(fullTrigger);
    const sent = JSON.parse(JSON.stringify(view));
    assert.equal(JSON.stringify(sent), JSON.stringify(view));
  });

  it("shows a problem at its field, with the quick fixes by their titles", () => {
    const text = fullTrigger.replace("algorithm: sha256", "algorithm: sha257");
    const field = chosenIn(text).conditions.cards[0]?.fields[1];
    assert.deepEqual(
      field?.problems.map(({ code, fixes }) => [code, fixes[0]]),
      [["unknown-word", "Change to `sha256`"]],
    );
  });

  it("shows a missing field at the field", () => {
    const text = fullTrigger.replace(/ +drift-tolerance.*\n/, "");
    const [, timestamp] = chosenIn(text).conditions.cards;
    const field = timestamp?.fields.find(({ key }) => key === "drift-tolerance");
    assert.deepEqual(
      field?.problems.map(({ code }) => code),
      ["missing-key"],
    );
  });

  it("keeps every other trigger when one is broken", () => {
    const text = `- trigger:\n    name: "A\n${fullTrigger}`;
    const { triggers, chosen } = viewOf(text, 1);
    assert.deepEqual(
      triggers.map(({ isShown, errors }) => [isShown, errors]),
      [
        [false, 1],
        [true, 0],
      ],
    );
    assert.equal(chosen?.conditions.cards.length, 4);
  });
});

function viewOf(text: string, chosen = 0) {
  return formViewOf(formFileOf(text), chosen, { problems: problemsIn(text), context });
}

function chosenIn(text: string): TriggerView {
  const { chosen } = viewOf(text);
  assert.ok(chosen);
  return chosen;
}

function shown({ key, value }: FieldView): string {
  return value === undefined ? key : `${key}=${value}`;
}
