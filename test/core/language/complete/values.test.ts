import assert from "node:assert/strict";
import type { LanguageContext } from "../../../../src/core/language/languageContext.ts";
import { accepted, completionsAt, labelsAt } from "./cursor.ts";
import { exampleProject } from "./exampleProject.ts";

const context: LanguageContext = {
  secrets: [
    { name: "ONE", source: "secret storage" },
    { name: "not a name", source: "env file" },
  ],
  project: exampleProject,
};

const conditions = "- trigger:\n    name: A\n    conditions:\n";
const actions = "- trigger:\n    name: A\n    actions:\n";
const tests = `${conditions}      - rate-limit: { period: 1, quota: 1 }\n    tests:\n      - name: B\n`;

/** A web authentication with these lines in it. */
function authentication(...lines: readonly string[]): string {
  return `${conditions}      - web-authentication:\n${lines.map((line) => `          ${line}\n`).join("")}`;
}

describe("completion of values", () => {
  it("offers the words of a field with their help", () => {
    assert.deepEqual(labelsAt(authentication("auth-type: |")), ["static", "hmac", "jwt"]);
    const [first] = completionsAt(authentication("auth-type: |"));
    assert.equal(first?.detail, "Static Secret Token");
    assert.match(first.help ?? "", /the token is compared with/);
  });

  it("offers the algorithms of the auth type", () => {
    assert.equal(labelsAt(authentication("auth-type: hmac", "algorithm: |"))[2], "sha256");
    assert.equal(labelsAt(authentication("auth-type: jwt", "algorithm: |"))[0], "HS256");
  });

  it("replaces the whole word, and keeps quotes and comments", () => {
    const at = (text: string) => accepted(authentication(text), "jwt");
    assert.equal(at("auth-type: h|mac # mine"), authentication("auth-type: jwt # mine"));
    assert.equal(at('auth-type: "h|mac"'), authentication('auth-type: "jwt"'));
    assert.equal(at("auth-type: 'hm|"), authentication("auth-type: 'jwt'"));
    assert.equal(at("auth-type: |# mine"), authentication("auth-type: jwt # mine"));
    assert.equal(at("auth-type:|"), authentication("auth-type: jwt"));
  });

  it("offers the secrets that are set, quoted, and never another name", () => {
    const text = authentication("secret-key: |");
    assert.deepEqual(labelsAt(text, context), ["{env:ONE}", "{env:NAME}"]);
    assert.equal(accepted(text, "{env:ONE}", context), authentication('secret-key: "{env:ONE}"'));
  });

  it("puts braces that were begun without quotes into quotes", () => {
    for (const begun of ["{|}", "{env:O|}", "{en|v:", "{|"]) {
      const text = authentication(`secret-key: ${begun}`);
      assert.equal(
        accepted(text, "{env:ONE}", context),
        authentication('secret-key: "{env:ONE}"'),
        begun,
      );
    }
  });

  it("offers headers where a header is looked up, those of the trigger first", () => {
    const header = "token-lookup-namespace: http-header";
    const hmac = authentication("auth-type: hmac", header, "token-lookup-key: |");
    assert.deepEqual(labelsAt(hmac).slice(0, 2), ["X-Signature", "X-Hub-Signature-256"]);
    const body = "token-lookup-namespace: json-body";
    assert.deepEqual(labelsAt(authentication(body, "token-lookup-key: |")), []);
    const signed = authentication('basestring-format: "{header:X-Sent}.{body}"');
    const timestamp = `      - web-timestamp:\n          timestamp-lookup-namespace: http-header\n          timestamp-lookup-key: |`;
    assert.equal(labelsAt(signed + timestamp)[0], "X-Sent");
  });

  it("never looks for a signature in a header that it signs", () => {
    const text = authentication(
      "auth-type: hmac",
      'basestring-format: "{header:X-Signature}.{body}"',
      "token-lookup-namespace: http-header",
      "token-lookup-key: |",
    );
    assert.equal(labelsAt(text).includes("X-Signature"), false);
  });

  it("offers prefixes with their trailing blank, in quotes", () => {
    const text = authentication("auth-type: jwt", "value-prefix: Be|");
    assert.equal(
      accepted(text, "Bearer "),
      authentication("auth-type: jwt", 'value-prefix: "Bearer "'),
    );
    const hmac = authentication("auth-type: hmac", "algorithm: sha1", "value-prefix: |");
    assert.deepEqual(labelsAt(hmac), ["sha1=", "v0=", "v1="]);
  });

  it("offers whole basestrings", () => {
    const text = authentication("auth-type: hmac", "basestring-format: |");
    assert.equal(
      accepted(text, "{header:X-Request-Timestamp}.{body}"),
      authentication("auth-type: hmac", 'basestring-format: "{header:X-Request-Timestamp}.{body}"'),
    );
  });

  it("says of seconds in words how long they are", () => {
    const limit = `${conditions}      - rate-limit: { period: | }`;
    const details = completionsAt(limit).map(({ label, detail }) => [label, detail]);
    assert.deepEqual(details[0], ["3600", "1 hour"]);
    assert.equal(accepted(limit, "3600"), limit.replace("|", "3600"));
  });

  it("offers steps, pipelines and inputs of valohai.yaml", () => {
    const run = (text: string) => labelsAt(actions + text, context);
    assert.deepEqual(run("      - run-execution: { step: | }"), [
      "Webhook Entry",
      "Webhook Followup",
    ]);
    assert.deepEqual(run("      - run-execution: { step: Webhook Entry, payload-input-name: | }"), [
      "webhook-payload",
    ]);
    assert.deepEqual(
      run(
        "      - run-pipeline:\n          pipeline: Webhook Pipeline\n          payload-input-name: |",
      ),
      ["entry.webhook-payload"],
    );
  });

  it("expects of a test what the trigger can do", () => {
    assert.deepEqual(labelsAt(`${tests}        expect: |`), ["accepted", "refused", "refused-by"]);
    assert.deepEqual(labelsAt(`${tests}        expect: { refused-by: | }`), ["rate-limit"]);
    assert.deepEqual(labelsAt(`${tests}        expect: { refused-by: rate-limit, reason: | }`), [
      "rate-limit-exceeded",
    ]);
    assert.equal(
      accepted(`${tests}        expect: |`, "refused-by"),
      `${tests}        expect: { refused-by: rate-limit }`,
    );
  });
});
