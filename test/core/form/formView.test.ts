import assert from "node:assert/strict";
import { formFileOf } from "../../../src/core/form/formFile.ts";
import { formViewOf } from "../../../src/core/form/formView.ts";
import type { Control, FieldView, TriggerView } from "../../../src/core/form/view.ts";
import { readProject } from "../../../src/core/language/project/readProject.ts";
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

  it("keeps what it cannot show, and says why", () => {
    const text = `- trigger:
    name: &name A
    description: *name
    launch-url: !!str https://app.valohai.com/api/v0/launch/01910000-0000-7000-8000-000000000000/
    labels: [a]
    conditions:
      - web-authentication:
          auth-type: static
          secret-key: "{env:WEBHOOK_TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Token
          basestring-format: "{body}"
    actions:
      - web-response-text: |  # a note
          ok
`;
    const { fields, kept, conditions, actions } = chosenIn(text);
    assert.deepEqual(
      [...fields, ...(actions.cards[0]?.fields ?? [])].map(({ key, value, locked }) => [
        key,
        value?.slice(0, 8),
        locked?.split(":")[0],
      ]),
      [
        ["name", "A", "Aliases may refer to this by its anchor"],
        ["description", "A", "An alias stands here for a value that is written elsewhere"],
        ["launch-url", "https://", "A YAML tag says how this is read"],
        ["web-response-text", "ok\n", "A comment stands inside this text"],
      ],
    );
    assert.deepEqual(
      [...kept, ...(conditions.cards[0]?.kept ?? [])].map(({ key, why }) => `${key}: ${why}`),
      [
        "labels: It means nothing here: kept in the text.",
        "basestring-format: Static Secret Token does not use it: kept in the text.",
      ],
    );
  });

  it("shows what an alias stands for, and where it must be changed", () => {
    const text = `- trigger:
    name: A
    conditions:
      - rate-limit: &limit { period: 60, quota: 5 }
      - rate-limit: *limit
`;
    assert.deepEqual(
      chosenIn(text).conditions.cards.map(({ fields, locked }) => [
        ...fields.map(shown),
        locked?.split(":")[0],
      ]),
      [
        ["period=60", "quota=5", "Aliases may refer to this by its anchor"],
        ["period=60", "quota=5", "An alias stands here for a value that is written elsewhere"],
      ],
    );
  });

  it("shows a text that looks like an anchor as any other", () => {
    const text = fullTrigger.replace("Retrain on new labels ", 'A &a and *a, "!tag" ');
    const { fields, conditions } = chosenIn(text);
    assert.deepEqual(
      [...fields, ...conditions.cards.flatMap((card) => card.fields)].flatMap(
        ({ locked }) => locked ?? [],
      ),
      [],
    );
  });

  it("offers the names of valohai.yaml, secrets and signed headers", () => {
    const project = readProject(
      "valohai.yaml",
      "- step:\n    name: Train\n    inputs:\n      - name: payload\n",
    );
    const text = fullTrigger.replace("step: Webhook Entry", "step: Train");
    const { chosen } = formViewOf(formFileOf(text), 0, {
      problems: [],
      context: { ...context, project },
    });
    const control = (list: "conditions" | "actions", index: number, key: string) =>
      chosen?.[list].cards[index]?.fields.find((field) => field.key === key)?.control;
    const suggestionsOf = (found: Control | undefined) =>
      found !== undefined && "suggestions" in found
        ? found.suggestions.map(({ value }) => value)
        : [];
    assert.deepEqual(suggestionsOf(control("actions", 2, "step")), ["Train"]);
    assert.deepEqual(suggestionsOf(control("actions", 2, "payload-input-name")), ["payload"]);
    assert.deepEqual(control("conditions", 0, "secret-key"), {
      kind: "secret",
      suggestions: [{ value: "{env:WEBHOOK_TOKEN}", detail: "env file" }],
      references: [{ name: "WEBHOOK_TOKEN", source: "env file" }],
      isLiteral: false,
    });
    const basestring = control("conditions", 0, "basestring-format");
    assert.ok(basestring?.kind === "text");
    assert.deepEqual(basestring.placeholders.slice(0, 2), [
      "{body}",
      "{header:X-Request-Timestamp}",
    ]);
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
