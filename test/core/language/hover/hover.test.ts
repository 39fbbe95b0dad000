import assert from "node:assert/strict";
import { hover } from "../../../../src/core/language/hover/hover.ts";
import type { LanguageContext } from "../../../../src/core/language/languageContext.ts";
import { atCursor, nothingKnown } from "../complete/cursor.ts";
import { exampleProject } from "../complete/exampleProject.ts";

const conditions = "- trigger:\n    name: A\n    conditions:\n";
const actions = "- trigger:\n    name: A\n    actions:\n";

function authentication(...lines: readonly string[]): string {
  return `${conditions}      - web-authentication:\n${lines.map((line) => `          ${line}\n`).join("")}`;
}

/** The hover at the cursor, and the piece of the text that it is about. */
function hoverAt(marked: string, context: LanguageContext = nothingKnown) {
  const { text, offset } = atCursor(marked);
  const found = hover(text, offset, context);
  return {
    of: found && text.slice(found.range.start, found.range.end),
    markdown: found?.markdown ?? "",
  };
}

describe("hover", () => {
  it("gives the hosted label, the help and the need of a field", () => {
    const { of, markdown } = hoverAt(authentication("token-lookup|-key: X"));
    assert.equal(of, "token-lookup-key");
    assert.match(markdown, /^\*\*Token Lookup Key\*\* · `token-lookup-key`\n\nThe name of/);
    assert.match(markdown, /Required\./);
  });

  it("gives the default of a field, its words and what we decided about it", () => {
    const algorithm = hoverAt(authentication("auth-type: hmac", "alg|orithm: sha1")).markdown;
    assert.match(algorithm, /One of `sha1`, .*, in any case\./);
    assert.match(algorithm, /Default: `sha256`\./);
    const prefix = hoverAt(authentication("value-prefi|x: a")).markdown;
    assert.match(prefix, /\*Where the reference is silent:\* A value that does not begin with/);
  });

  it("says which fields are ours, and which the auth type does not use", () => {
    const encoding = hoverAt(authentication("auth-type: hmac", "digest-|encoding: hex")).markdown;
    assert.match(encoding, /\*Hooksmith only:\*/);
    const basestring = authentication("auth-type: static", 'basestring-|format: "{body}"');
    assert.match(hoverAt(basestring).markdown, /Not used with `auth-type: static`\./);
    assert.doesNotMatch(hoverAt(authentication("basestring-|format: a")).markdown, /Not used/);
  });

  it("explains conditions, actions and tests", () => {
    assert.match(hoverAt(`${conditions}      - rate-|limit: {}`).markdown, /^\*\*Rate Limit\*\*/);
    assert.match(hoverAt("- trig|ger:\n").markdown, /^\*\*Trigger\*\*/);
    assert.match(hoverAt("- trigger:\n    condi|tions:\n").markdown, /all must pass/);
    const test = "- trigger:\n    tests:\n      - name: B\n        expect: { refused-by: ";
    assert.match(hoverAt(`${test}web-time|stamp }`).markdown, /^\*\*Web Timestamp\*\*/);
    assert.match(
      hoverAt(`${test}rate-limit, reason: rate-limit-|exceeded }`).markdown,
      /The limit was reached/,
    );
  });

  it("explains words in any case that the field allows", () => {
    const { of, markdown } = hoverAt(authentication("auth-type: hmac", "algorithm: SHA|256"));
    assert.equal(of, "SHA256");
    assert.match(markdown, /which most senders use/);
  });

  it("lists in order what a basestring signs, with a sample", () => {
    const text = authentication(
      "auth-type: hmac",
      'basestring-format: "v0:{header:X-Request-Timestamp}:|{body}"',
    );
    assert.equal(
      hoverAt(text).markdown,
      [
        "The sender signs, one behind the other:",
        "1. the text `v0:`\n2. the header `X-Request-Timestamp`\n3. the text `:`\n4. the request body, byte for byte",
        'Such as `v0:1700000000:{"event":"batch_done"}`',
      ].join("\n\n"),
    );
  });

  it("says whether a secret is set and where, never what it is", () => {
    const text = authentication('secret-key: "{env:O|NE}{env:TWO}"');
    const context = {
      secrets: [{ name: "ONE", source: "env file" as const }],
      project: undefined,
    };
    assert.equal(
      hoverAt(text, context).markdown,
      "The secret `ONE` is set in the env file.\n\nThe secret `TWO` is not set.",
    );
    assert.doesNotMatch(hoverAt(authentication("secret-key: hunt|er2")).markdown, /hunter2/);
    const key = '"-----BEGIN PUBLIC KEY-----|MFkwEwYHKoZIzj0CAQYI-----END PUBLIC KEY-----"';
    assert.match(hoverAt(authentication(`secret-key: ${key}`)).markdown, /^A public key/);
  });

  it("says seconds in words", () => {
    const limit = `${conditions}      - rate-limit: { period: 360|0, quota: 10 }`;
    assert.match(hoverAt(limit).markdown, /^\*\*1 hour\*\*/);
    assert.match(
      hoverAt(limit.replace("360|0", "3600").replace("10", "1|0")).markdown,
      /^\*\*Quota\*\*/,
    );
  });

  it("says under which address a trigger answers", () => {
    const name = hoverAt("- trigger:\n    name: Retrain| on new labels\n").markdown;
    assert.match(name, /`\/api\/v0\/launch\/retrain-on-new-labels\/`/);
    const id = "01910000-0000-7000-8000-000000000000";
    const url = `- trigger:\n    launch-url: https://app|.valohai.com/api/v0/launch/${id}/\n`;
    assert.match(hoverAt(url).markdown, new RegExp(id));
  });

  it("knows the steps, pipelines and inputs of valohai.yaml", () => {
    const context = { secrets: [], project: exampleProject };
    const at = (text: string) => hoverAt(actions + text, context).markdown;
    assert.match(
      at("      - run-execution: { step: Webhook| Entry }"),
      /Inputs: `webhook-payload`/,
    );
    assert.match(at("      - run-execution: { step: Web|hook }"), /^No step `Webhook` is declared/);
    assert.match(
      at("      - run-pipeline: { pipeline: Webhook| Pipeline }"),
      /`entry` \(`execution`\)/,
    );
    const input = "      - run-pipeline: { pipeline: Webhook Pipeline, payload-input-name: ";
    assert.match(at(`${input}entry.webhook-|payload }`), /as the file `payload`/);
    assert.match(at(`${input}follow|up.x }`), /^No input `x` is declared/);
    assert.match(at(`${input}a|.x }`), /^No node `a` is declared\. There is `entry`, `followup`/);
  });

  it("lets no text of the user's own become Markdown", () => {
    const text = authentication("basestring-format: 'a`b``[x](command:y)|'");
    assert.match(hoverAt(text).markdown, /the text ```a`b``\[x\]\(command:y\)```/);
  });

  it("says nothing of what it does not know", () => {
    for (const text of ["|", "- |", "# a|\n", "- trigger:\n    other: |a\n", "foo|: bar\n"]) {
      assert.equal(hoverAt(text).of, undefined, text);
    }
  });
});
