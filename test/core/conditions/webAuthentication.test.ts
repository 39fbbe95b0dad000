import assert from "node:assert/strict";
import { checkWebAuthentication } from "../../../src/core/conditions/webAuthentication.ts";
import type { WebhookRequest } from "../../../src/core/request/request.ts";
import type { WebAuthentication } from "../../../src/core/trigger/trigger.ts";
import { contextOf, hmac, jwt, post, secretText, staticToken } from "../../support/context.ts";

/** `passed` or the reason, then the notes. */
async function checked(
  condition: WebAuthentication,
  request: WebhookRequest,
  secrets: Readonly<Record<string, string>> = { SECRET: secretText },
): Promise<string> {
  const check = await checkWebAuthentication(condition, request, contextOf({ secrets }));
  return [check.outcome === "passed" ? "passed" : check.reason, ...check.notes].join(" ");
}

function withToken(value: string): WebhookRequest {
  return post("", { headers: [["X-Token", value]] });
}

describe("checkWebAuthentication", () => {
  it("cuts the prefix exactly", async () => {
    const condition = staticToken({ valuePrefix: "Token " });
    assert.equal(await checked(condition, withToken(`Token ${secretText}`)), "passed");
    assert.equal(await checked(condition, withToken(`Token  ${secretText}`)), "token-mismatch");
    assert.equal(await checked(condition, withToken(`token ${secretText}`)), "prefix-missing");
    assert.equal(await checked(condition, withToken(`Token${secretText}`)), "prefix-missing");
    assert.equal(await checked(condition, withToken(secretText)), "prefix-missing");
    const doubled = withToken(`Token Token ${secretText}`);
    assert.equal(await checked(condition, doubled), "token-mismatch");
  });

  it("compares a prefix beyond ASCII by its bytes", async () => {
    const condition = staticToken({ valuePrefix: "é=" });
    assert.equal(
      await checked(condition, withToken(`\xc3\xa9=${secretText}`)),
      "passed value-not-ascii",
    );
    assert.match(await checked(condition, withToken(`\xe9=${secretText}`)), /^prefix-missing/);
  });

  it("never compares with an empty or missing secret", async () => {
    for (const condition of [staticToken(), hmac(), jwt()]) {
      for (const secrets of [{}, { SECRET: "" }]) {
        assert.equal(await checked(condition, withToken(""), secrets), "secret-missing");
      }
      assert.equal(await checked({ ...condition, secretKey: "" }, withToken("")), "secret-missing");
    }
  });

  it("fills a reference inside the secret key", async () => {
    const condition = staticToken({ secretKey: "pat_{env:SECRET}" });
    assert.equal(await checked(condition, withToken(`pat_${secretText}`)), "passed");
  });

  it("takes a JSON number for no token", async () => {
    const place = { tokenLookupNamespace: "json-body", tokenLookupKey: "t" } as const;
    const condition = staticToken({ ...place, secretKey: "17" });
    assert.equal(await checked(condition, post('{"t":17}')), "value-not-text");
    assert.equal(await checked(condition, post('{"t":"17"}')), "passed");
  });

  it("reads a body whatever content type is stated, and notes it", async () => {
    const json = staticToken({ tokenLookupNamespace: "json-body", tokenLookupKey: "t" });
    const form = staticToken({ tokenLookupNamespace: "url-encoded-body", tokenLookupKey: "t" });
    const table = [
      [json, "application/json", ""],
      [json, "APPLICATION/JSON; charset=utf-8", ""],
      [json, "application/vnd.github+json", ""],
      [json, "text/plain", " content-type-not-json"],
      [json, "application/x-www-form-urlencoded", " content-type-not-json"],
      [form, "application/x-www-form-urlencoded; charset=UTF-8", ""],
      [form, "application/json", " content-type-not-form"],
    ] as const;
    for (const [condition, type, note] of table) {
      const body = condition === json ? JSON.stringify({ t: secretText }) : `t=${secretText}`;
      const request = post(body, { headers: [["content-type", type]] });
      assert.equal(await checked(condition, request), `passed${note}`, type);
    }
    assert.equal(await checked(form, post(`t=${secretText}`)), "passed");
  });
});
