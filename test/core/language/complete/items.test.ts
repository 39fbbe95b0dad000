import assert from "node:assert/strict";
import { checkFiles } from "../../../../src/core/language/check.ts";
import { readProject } from "../../../../src/core/language/project/readProject.ts";
import { accepted, completionsAt, labelsAt } from "./cursor.ts";

const trigger = "- trigger:\n    name: A\n";
const triggers = ["trigger: static token", "trigger: HMAC with timestamp", "trigger: JWT"];
const conditions = [
  "web-authentication: static",
  "web-authentication: hmac",
  "web-authentication: jwt",
  "web-timestamp",
  "rate-limit",
];

describe("completion of items", () => {
  it("offers a trigger for each way to authenticate, in an empty file and behind a dash", () => {
    for (const text of ["|", "\n|", "- |", "-|", "tri|", "# mine\n|", `${trigger}|`]) {
      assert.deepEqual(labelsAt(text), triggers, text);
    }
  });

  it("writes triggers with which nothing is wrong", () => {
    for (const label of triggers) {
      const [file] = checkFiles([{ path: "a", text: accepted("|", label) }], {});
      const problems = file?.problems.filter(({ severity }) => severity !== "hint");
      assert.deepEqual(problems, [], label);
    }
  });

  it("writes items with their required fields, and a choice of the words", () => {
    const found = completionsAt(`${trigger}    conditions:\n      |`).find(
      ({ label }) => label === "web-timestamp",
    );
    assert.equal(found?.edit.isSnippet, true);
    assert.equal(
      found.edit.text,
      `- web-timestamp:
          timestamp-lookup-namespace: \${1|http-header,querystring,url-encoded-body,json-body|}
          timestamp-lookup-key: \${2:X-Request-Timestamp}
          drift-tolerance: \${3:300}`,
    );
  });

  it("offers conditions and actions in their lists, with the dash or without it", () => {
    assert.deepEqual(labelsAt(`${trigger}    conditions:\n      |`), conditions);
    assert.deepEqual(labelsAt(`${trigger}    conditions:\n      - |`), conditions);
    assert.deepEqual(labelsAt(`${trigger}    conditions:\n      - web|`), conditions);
    assert.deepEqual(labelsAt(`${trigger}    actions:\n      |`), [
      "web-response-text",
      "web-response-json",
      "run-execution",
      "run-pipeline",
    ]);
  });

  it("offers no second response, because it would not be used", () => {
    const text = `${trigger}    actions:\n      - web-response-text: ok\n      |`;
    assert.deepEqual(labelsAt(text), ["run-execution", "run-pipeline"]);
  });

  it("begins a new line behind the colon of a list", () => {
    for (const colon of [":|", ": |", ":  |"]) {
      assert.equal(
        accepted(`${trigger}    conditions${colon}`, "rate-limit"),
        `${trigger}    conditions:\n      - rate-limit: { period: 3600, quota: 10 }`,
      );
    }
  });

  it("fills in the fields behind the colon of an item", () => {
    const text = `${trigger}    actions:\n      - run-execution: |\n`;
    assert.equal(
      accepted(text, "run-execution"),
      `${trigger}    actions:\n      - run-execution:\n          step: Step\n`,
    );
  });

  it("stays in brackets where the list is", () => {
    assert.equal(
      accepted(`${trigger}    conditions: [|]`, "rate-limit"),
      `${trigger}    conditions: [{ rate-limit: { period: 3600, quota: 10 } }]`,
    );
  });

  it("signs the header in which the timestamp is looked up", () => {
    const [found] = completionsAt("|").filter(({ label }) => label.includes("HMAC"));
    assert.match(found?.edit.text ?? "", /"\{header:\$\{3:X-Request-Timestamp\}\\\}\.\{body\\\}"/);
    assert.match(found?.edit.text ?? "", /timestamp-lookup-key: \$\{3:X-Request-Timestamp\}/);
    const signed = `${trigger}    conditions:\n      - web-authentication:\n          basestring-format: "{header:T}.{body}"\n      |`;
    assert.match(accepted(signed, "web-timestamp"), /timestamp-lookup-key: T\n/);
  });

  it("offers the steps of valohai.yaml as a choice, whatever they are named", () => {
    const names = ["a, b|$c\\", "plain"];
    const steps = names.map((name) => `- step: { name: ${JSON.stringify(name)} }\n`);
    const project = readProject("valohai.yaml", steps.join(""));
    const context = { secrets: [], project };
    const text = `${trigger}    actions:\n      |`;
    const [found] = completionsAt(text, context).filter(({ label }) => label === "run-execution");
    assert.match(found?.edit.text ?? "", /step: \$\{1\|"a\\, b\\\|\$c\\\\\\\\",plain\|\}$/);
    assert.match(accepted(text, "run-execution", context), /step: "a, b\|\$c\\\\"$/);
  });

  it("offers whole tests", () => {
    assert.equal(
      accepted(`${trigger}    tests:\n      - |`, "test: accepted"),
      `${trigger}    tests:\n      - name: a signed delivery launches\n        request: { json: { event: batch_done } }\n        expect: accepted`,
    );
  });

  it("offers a trigger on an empty first line", () => {
    assert.equal(accepted("|\n    ", "trigger: JWT").startsWith("- trigger:\n"), true);
  });

  it("offers no item between the fields of another one", () => {
    assert.deepEqual(labelsAt(`- trigger:\n|\n    name: A\n`), []);
    assert.deepEqual(
      labelsAt(`${trigger}    conditions:\n      |\n        - rate-limit: {}\n`),
      [],
    );
  });

  it("keeps the line breaks of the file", () => {
    const text = accepted(
      "- trigger:\r\n    name: A\r\n    conditions:\r\n      |\r\n",
      "web-timestamp",
    );
    assert.ok(!/[^\r]\n/.test(text));
  });
});
