import assert from "node:assert/strict";
import { accepted, completionsAt, labelsAt } from "./cursor.ts";

const trigger = "- trigger:\n    name: A\n";
const authentication = `${trigger}    conditions:\n      - web-authentication:\n`;

describe("completion of keys", () => {
  it("offers what a trigger has not yet, where its fields stand", () => {
    assert.deepEqual(labelsAt(`${trigger}    |`), [
      "description",
      "launch-url",
      "conditions",
      "actions",
      "tests",
    ]);
  });

  it("knows the fields that stand further down too", () => {
    const labels = labelsAt("- trigger:\n    |\n    name: A\n    actions: []\n");
    assert.deepEqual(labels, ["description", "launch-url", "conditions", "tests"]);
  });

  it("begins a web authentication with its auth type", () => {
    const [first, second] = completionsAt(`${authentication}          |`);
    assert.equal(first?.label, "auth-type");
    assert.equal(first.preselect, true);
    assert.equal(second?.preselect, false);
  });

  it("offers only what every auth type has until one is chosen", () => {
    assert.deepEqual(labelsAt(`${authentication}          |`), [
      "auth-type",
      "secret-key",
      "token-lookup-namespace",
      "token-lookup-key",
      "value-prefix",
    ]);
  });

  it("offers the fields of the auth type, the required ones first and ours last", () => {
    assert.deepEqual(labelsAt(`${authentication}          auth-type: hmac\n          |`), [
      "secret-key",
      "token-lookup-namespace",
      "token-lookup-key",
      "algorithm",
      "basestring-format",
      "value-prefix",
      "digest-encoding",
      "secret-encoding",
    ]);
    const ours = completionsAt(`${authentication}          auth-type: hmac\n          |`).at(-1);
    assert.equal(ours?.detail, "Secret Encoding, Hooksmith only");
  });

  it("replaces the whole word around the cursor", () => {
    const text = `${authentication}          auth-type: jwt\n          se|cre\n`;
    assert.equal(
      accepted(text, "secret-key"),
      `${authentication}          auth-type: jwt\n          secret-key: \n`,
    );
  });

  it("replaces a key that has its colon by the name alone", () => {
    const text = `${authentication}          auth-type: jwt\n          secret|: "{env:A}"\n`;
    assert.equal(
      accepted(text, "secret-key"),
      `${authentication}          auth-type: jwt\n          secret-key: "{env:A}"\n`,
    );
  });

  it("goes on with a dash behind the key of a list", () => {
    const text = accepted(`${trigger}    con|`, "conditions");
    assert.equal(text, `${trigger}    conditions:\n      - `);
    const [found] = completionsAt(`${trigger}    con|`).filter(
      ({ label }) => label === "conditions",
    );
    assert.equal(found?.triggerAgain, true);
  });

  it("indents as far as the file does", () => {
    const wide = "-   trigger:\n        name: A\n        |";
    const text = "-   trigger:\n        name: A\n        conditions:\n          -   ";
    assert.equal(accepted(wide, "conditions"), text);
    const narrow = `${trigger}    actions:\n    - web-response-text: ok\n    |`;
    assert.ok(accepted(narrow, "conditions").endsWith("\n    conditions:\n    - "));
  });

  it("moves a line that the editor began below the key to the right", () => {
    assert.equal(accepted("- trigger:\n  |", "name"), "- trigger:\n    name: ");
    const condition = `${trigger}    conditions:\n      - rate-limit:\n`;
    assert.equal(accepted(`${condition}        |`, "quota"), `${condition}          quota: `);
  });

  it("fills mappings in braces", () => {
    const limit = `${trigger}    conditions:\n      - rate-limit: `;
    assert.equal(accepted(`${limit}{|}`, "period"), `${limit}{period: }`);
    assert.equal(accepted(`${limit}{ period: 60, | }`, "quota"), `${limit}{ period: 60, quota:  }`);
    assert.equal(accepted(`${limit}{ period: 60,|}`, "quota"), `${limit}{ period: 60, quota: }`);
    assert.deepEqual(labelsAt(`${limit}{ | period: 60 }`), []);
  });

  it("offers the keys of requests, with one payload at most, and of expectations", () => {
    const test = `${trigger}    tests:\n      - name: B\n`;
    assert.deepEqual(labelsAt(`${test}        request: { json: {}, | }`), ["at"]);
    assert.deepEqual(labelsAt(`${test}        expect: { | }`), ["refused-by", "reason"]);
    assert.deepEqual(labelsAt(`${test}        |`), ["expect", "request"]);
  });

  it("offers none where a key would tear the text apart", () => {
    assert.deepEqual(labelsAt("- trigger:\n    name:\n    |\n      A\n"), []);
    assert.deepEqual(labelsAt(`${trigger}      |`), []);
    assert.deepEqual(labelsAt("- trigger:\n    |   name: A\n"), []);
    assert.deepEqual(
      labelsAt("- trigger:\n    conditions:\n    |\n    - rate-limit: {}\n").includes("name"),
      false,
    );
  });
});
