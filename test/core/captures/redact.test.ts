import assert from "node:assert/strict";
import fc from "fast-check";
import { redact, redactVerdict, restore } from "../../../src/core/captures/redact.ts";
import { SecretFinder, type SecretSource } from "../../../src/core/captures/secretFinder.ts";
import { evaluate } from "../../../src/core/engine/evaluate.ts";
import { byteStringOf } from "../../../src/core/request/byteString.ts";
import type { WebhookRequest } from "../../../src/core/request/request.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { anyRequest } from "../../support/arbitraries.ts";
import { contextOf, hmac, post, staticToken, triggerOf } from "../../support/context.ts";

function finderOf(secrets: Readonly<Record<string, string>>): SecretFinder {
  const conditions = Object.keys(secrets).map((name) =>
    staticToken({ secretKey: `{env:${name}}` }),
  );
  return new SecretFinder([
    {
      slug: "test",
      trigger: triggerOf(...conditions),
      secrets: (name) => new Secret(secrets[name] ?? ""),
    },
  ]);
}

function secretsOf(secrets: Readonly<Record<string, string>>) {
  return (source: SecretSource) =>
    source.from === "environment" && Object.hasOwn(secrets, source.name)
      ? new Secret(secrets[source.name] ?? "")
      : undefined;
}

/** The texts of a request, one character for each byte. */
function textsOf({ url, headers, body }: WebhookRequest): string {
  return [url, ...headers.flat(), Buffer.from(body).toString("latin1")].join("\n");
}

const secret = 's3cret "töken"/🦈+%41';
const base64In = (before: string, text: string) =>
  Buffer.from(`${before}${text}:after`).toString("base64");

const percentAll = (text: string) => Buffer.from(text).toString("hex").replace(/../g, "%$&");

const jsonAll = (text: string) =>
  Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, "0")}`,
  ).join("");

const spellings: Readonly<Record<string, string>> = {
  "as it is": secret,
  "in a querystring": new URLSearchParams([["a", secret]]).toString(),
  "in a path": encodeURIComponent(secret),
  "percent-encoded whole": percentAll(secret),
  "percent-encoded in upper case": percentAll(secret).toUpperCase(),
  "as a JSON string": JSON.stringify(secret),
  "as JSON in ASCII": JSON.stringify(secret).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  ),
  "as JSON of PHP": JSON.stringify(secret).replaceAll("/", "\\/"),
  "as escapes of JSON": jsonAll(secret),
  "in hex": Buffer.from(secret).toString("hex"),
  "in upper-case hex": Buffer.from(secret).toString("hex").toUpperCase(),
  "in base64 at the first place": base64In("", secret),
  "in base64 at the second place": base64In("a", secret),
  "in base64 at the third place": base64In("ab", secret),
  "in base64url": Buffer.from(`${secret}??`).toString("base64url"),
};

describe("redaction", () => {
  const given = { TOKEN: secret };
  for (const [how, written] of Object.entries(spellings)) {
    it(`takes out a secret ${how}, wherever it stands, and puts it back`, () => {
      const text = byteStringOf(written);
      const request: WebhookRequest = {
        method: "POST",
        url: `/launch?x=${text}&y=${text}`,
        headers: [
          ["X-Other", `before ${text} after`],
          [text, "1"],
        ],
        body: Buffer.from(`{"a":${text},"b":[${text}]}`, "latin1"),
      };
      const redacted = redact(request, finderOf(given));
      assert.equal(redacted.references.length, 6);
      assert.ok(!textsOf(redacted.request).includes(text.slice(2, -2)));
      assert.match(textsOf(redacted.request), /\{env:TOKEN\}/);
      assert.deepEqual(restore(redacted, secretsOf(given)), request);
    });
  }

  it("gives back any request as it was, with secrets of any kind anywhere in it", () => {
    const anySecret = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }),
      fc.stringMatching(/^[a-z0-9+/%\\"]{3,12}$/),
    );
    const wrap = fc.constantFrom<(text: string) => string>(
      (text) => text,
      encodeURIComponent,
      percentAll,
      (text) => JSON.stringify(text),
      jsonAll,
      (text) => base64In("x", text),
    );
    fc.assert(
      fc.property(anyRequest, anySecret, anySecret, wrap, wrap, (request, one, other, a, b) => {
        fc.pre(one.isWellFormed() && other.isWellFormed());
        const secrets = { ONE: one, OTHER: other };
        const sent = {
          ...request,
          url: request.url + byteStringOf(a(one)),
          headers: [...request.headers, ["X-Own", byteStringOf(b(other) + a(one))] as const],
          body: Buffer.concat([request.body, Buffer.from(b(one) + b(other))]),
        };
        const back = restore(redact(sent, finderOf(secrets)), secretsOf(secrets));
        assert.deepEqual(textsOf(back), textsOf(sent));
      }),
      { numRuns: 1000, examples: [[post(), " ", "+%\\a%\\", jsonAll, (text) => text]] },
    );
  });

  it("does not take a reference that a sender wrote himself for one of its own", () => {
    const request = post("{env:TOKEN}", { headers: [["X-Token", "{env:TOKEN}"]] });
    const redacted = redact(request, finderOf(given));
    assert.deepEqual(redacted.references, []);
    assert.equal(restore(redacted, secretsOf(given)), request);
  });

  it("leaves the reference where the secret is gone", () => {
    const redacted = redact(post(secret), finderOf(given));
    const back = restore(redacted, () => undefined);
    assert.equal(Buffer.from(back.body).toString(), "{env:TOKEN}");
  });

  it("finds a short secret only where it stands by itself", () => {
    const redacted = redact(post("tests of test"), finderOf({ A: "test" }));
    assert.equal(Buffer.from(redacted.request.body).toString(), "tests of {env:A}");
  });

  it("finds the whole of a secret key that is made of several, and the longer of two", () => {
    const trigger = triggerOf(staticToken({ secretKey: "{env:A}-literal" }), hmac());
    const values = new Map([
      ["A", "alphabet"],
      ["SECRET", "alphabet-literal-and-more"],
    ]);
    const secrets = (name: string) => new Secret(values.get(name) ?? "");
    const finder = new SecretFinder([{ slug: "test", trigger, secrets }]);
    const { request } = redact(post("alphabet alphabet-literal alphabet-literal-and-more"), finder);
    assert.equal(Buffer.from(request.body).toString(), "{env:A} {secret-key} {env:SECRET}");
  });

  it("takes literal secrets out of the trace, and what a token says of itself", async () => {
    const trigger = triggerOf(hmac({ secretKey: "written-out" }), staticToken());
    const verdict = await evaluate(trigger, post(), contextOf());
    const finder = new SecretFinder([{ slug: "test", trigger, secrets: contextOf().secrets }]);
    const kept = redactVerdict(verdict, finder);
    assert.doesNotMatch(JSON.stringify(kept), /written-out/);
    assert.deepEqual(kept.trace[1], verdict.trace[1]);
  });
});
