import assert from "node:assert/strict";
import { type Draft, draftRequest, withContentLength } from "../../../src/core/engine/draft.ts";
import { headerValues } from "../../../src/core/request/request.ts";
import type { Condition, TestPayload } from "../../../src/core/trigger/trigger.ts";
import { hmac, post, staticToken, triggerOf, webTimestamp } from "../../support/context.ts";

/** The content type and body of a draft. */
function drafted(
  conditions: readonly Condition[],
  body: string | Uint8Array | undefined,
  payload?: TestPayload,
): string {
  const tests =
    payload === undefined
      ? []
      : [
          {
            name: "test",
            request: { payload, at: undefined },
            expect: { verdict: "accepted" } as const,
          },
        ];
  const draft: Draft = {
    url: "http://127.0.0.1/launch",
    body: body === undefined ? undefined : Buffer.from(body),
    contentType: undefined,
    headers: [],
  };
  const request = draftRequest({ ...triggerOf(...conditions), tests }, draft);
  return `${headerValues(request, "content-type").join()} ${Buffer.from(request.body).toString("latin1")}`;
}

describe("draftRequest", () => {
  it("states a content type that fits the body", () => {
    assert.equal(drafted([hmac()], '{"a":1}'), 'application/json {"a":1}');
    assert.equal(drafted([hmac()], "[1]"), "application/json [1]");
    assert.equal(drafted([hmac()], "a=1&b=%20"), "application/x-www-form-urlencoded a=1&b=%20");
    assert.equal(drafted([hmac()], "hello world"), "text/plain hello world");
    const binary = Buffer.from("\xff", "latin1");
    assert.equal(drafted([hmac()], binary), "application/octet-stream \xff");
  });

  it("states the content type in which the trigger looks up its values", () => {
    const form = staticToken({ tokenLookupNamespace: "url-encoded-body" });
    const json = webTimestamp({ timestampLookupNamespace: "json-body" });
    assert.equal(drafted([form], undefined), "application/x-www-form-urlencoded ");
    assert.equal(drafted([json], undefined), "application/json {}");
  });

  it("takes the payload of the trigger's first test for its example", () => {
    const json = { from: "json", document: { a: 1 } } as const;
    const form = { from: "form", fields: [["a", "b c"]] } as const;
    assert.equal(drafted([hmac()], undefined, json), 'application/json {"a":1}');
    assert.equal(drafted([hmac()], undefined, form), "application/x-www-form-urlencoded a=b+c");
    assert.equal(drafted([hmac()], undefined, { from: "body", text: "x y" }), "text/plain x y");
    assert.equal(drafted([hmac()], undefined, { from: "nothing" }), "application/json {}");
  });

  it("lets chosen headers stand in the stead of the usual ones", () => {
    const headers = [
      ["user-agent", "mine"],
      ["X-É", "é"],
    ] as const;
    const draft = { url: "http://host:1/?a=é#b", body: undefined, contentType: "text/x", headers };
    assert.deepEqual(draftRequest(triggerOf(), draft).headers, [
      ["Host", "host:1"],
      ["Accept", "*/*"],
      ["Content-Type", "text/x"],
      ["user-agent", "mine"],
      ["X-\xc3\x89", "\xc3\xa9"],
    ]);
  });
});

describe("withContentLength", () => {
  it("states the bytes of the body, unless it is sent in chunks", () => {
    const lengths = (request: ReturnType<typeof post>) =>
      headerValues(withContentLength(request), "content-length");
    assert.deepEqual(lengths(post("é")), ["2"]);
    assert.deepEqual(lengths(post("é", { headers: [["content-length", "9"]] })), ["2"]);
    assert.deepEqual(lengths(post("é", { headers: [["Transfer-Encoding", "chunked"]] })), []);
  });
});
