import assert from "node:assert/strict";
import fc from "fast-check";
import { byteStringOf } from "../../../src/core/request/byteString.ts";
import { jsonMembersOf } from "../../../src/core/request/jsonMembers.ts";
import { lookUp, parametersOf, queryOf } from "../../../src/core/request/lookUp.ts";
import { placeValue } from "../../../src/core/request/place.ts";
import { headerValues, type WebhookRequest } from "../../../src/core/request/request.ts";
import type { Namespace } from "../../../src/core/trigger/trigger.ts";
import {
  anyBytes,
  anyHeaderName,
  anyHeaderValue,
  anyNamespace,
  anyRequest,
  anyText,
} from "../../support/arbitraries.ts";
import { post } from "../../support/context.ts";

/** The request after a value was put under `token`; fails when it cannot be put there. */
function place(request: WebhookRequest, namespace: Namespace, value: string, key = "token") {
  const placement = placeValue(request, { namespace, key }, value);
  assert.equal(placement.outcome, "placed");
  return placement.outcome === "placed" ? placement.request : request;
}

/** Why a value cannot be put under a key. */
function hindrance(request: WebhookRequest, namespace: Namespace, value: string, key = "token") {
  const placement = placeValue(request, { namespace, key }, value);
  return placement.outcome === "impossible" ? placement.why : undefined;
}

function bodyText(request: WebhookRequest): string {
  return Buffer.from(request.body).toString("utf8");
}

describe("placeValue", () => {
  it("puts a value where lookUp finds it, or says that it cannot", () => {
    const anyValue = fc.oneof(anyText.map(byteStringOf), anyHeaderValue);
    const anyKey = fc.oneof(anyHeaderName, anyText);
    fc.assert(
      fc.property(anyRequest, anyNamespace, anyKey, anyValue, (request, namespace, key, value) => {
        const placement = placeValue(request, { namespace, key }, value);
        if (placement.outcome === "impossible") return;
        const found = lookUp(placement.request, { namespace, key });
        assert.deepEqual(found, { found: "text", value });
      }),
    );
  });

  it("leaves the other parts of the request as they are", () => {
    const places: readonly (readonly [Namespace, keyof WebhookRequest])[] = [
      ["http-header", "headers"],
      ["querystring", "url"],
      ["url-encoded-body", "body"],
      ["json-body", "body"],
    ];
    fc.assert(
      fc.property(anyRequest, fc.constantFrom(...places), (request, [namespace, changed]) => {
        const placement = placeValue(request, { namespace, key: "token" }, "v");
        if (placement.outcome === "impossible") return;
        assert.deepEqual(
          { ...placement.request, [changed]: undefined },
          { ...request, [changed]: undefined },
        );
      }),
    );
  });

  it("leaves the other headers as they are", () => {
    fc.assert(
      fc.property(anyRequest, anyHeaderName, anyHeaderValue, (request, key, value) => {
        const others = (one: WebhookRequest) =>
          one.headers.filter(([name]) => name.toLowerCase() !== key.toLowerCase());
        const changed = place(request, "http-header", value, key);
        assert.deepEqual(others(changed), others(request));
        assert.equal(headerValues(changed, key).length, 1);
      }),
    );
  });

  it("leaves the other pairs of a querystring or form byte for byte", () => {
    const others = (pairs: string) =>
      pairs.split("&").filter((pair) => !parametersOf(pair).has("token"));
    fc.assert(
      fc.property(fc.oneof(anyBytes, fc.constant(Buffer.from("a=%41&&b=+;&c"))), (body) => {
        const form = place(post(body), "url-encoded-body", "v");
        const before = Buffer.from(body).toString("latin1");
        const after = Buffer.from(form.body).toString("latin1");
        assert.deepEqual(others(after), before === "" ? [] : others(before));
      }),
    );
    assert.equal(
      place(post("", { url: "/?a=%41&&b" }), "querystring", "v").url,
      "/?a=%41&&b&token=v",
    );
  });

  it("leaves the other members of a JSON body byte for byte", () => {
    const table: readonly (readonly [before: string, after: string])[] = [
      ["", '{"token":"v"}'],
      ["{}", '{"token":"v"}'],
      ["{ }\n", '{"token":"v" }\n'],
      ['{ "a": 1.0 }', '{ "a": 1.0,"token":"v" }'],
      [
        '{"a":1,\n "token" : {"b":[1,2]} ,"c":"\\u0041"}',
        '{"a":1,\n "token" : "v" ,"c":"\\u0041"}',
      ],
      ['{"a":"}"}', '{"a":"}","token":"v"}'],
    ];
    for (const [before, after] of table) {
      assert.equal(bodyText(place(post(before), "json-body", "v")), after);
    }
  });

  it("keeps the members that a JSON body has", () => {
    fc.assert(
      fc.property(anyRequest, anyText, (request, key) => {
        const placement = placeValue(request, { namespace: "json-body", key }, "v");
        if (placement.outcome === "impossible") return;
        const sources = (one: WebhookRequest) => {
          const text = bodyText(one);
          return (jsonMembersOf(text) ?? [])
            .filter((member) => member.key !== key)
            .map(({ start, end }) => text.slice(start, end));
        };
        assert.deepEqual(sources(placement.request), sources(request));
      }),
    );
  });

  it("puts a query in front of a fragment", () => {
    const { url } = place(post("", { url: "https://example.com/a#b" }), "querystring", "v");
    assert.equal(url, "https://example.com/a?token=v#b");
    assert.equal(queryOf(url), "token=v");
  });

  it("makes one of several headers, fields or parameters", () => {
    const headers = [
      ["TOKEN", "a"],
      ["X", "b"],
      ["token", "c"],
    ] as const;
    const request = post("token=a&x=b&to%6ben=c", { headers, url: "/?token=1&token=2" });
    assert.deepEqual(place(request, "http-header", "v").headers, [
      ["token", "v"],
      ["X", "b"],
    ]);
    assert.equal(bodyText(place(request, "url-encoded-body", "v")), "x=b&token=v");
    assert.equal(place(request, "querystring", "v").url, "/?token=v");
  });

  it("refuses what a header cannot carry", () => {
    for (const value of [" a", "a ", "a\r\nX: b", "a\nb", "a\0b", "\ta", "a\x7f"]) {
      assert.equal(hindrance(post(), "http-header", value), "header-value", JSON.stringify(value));
    }
    for (const value of ["", "a", "a b", "a\tb", "\xe9"]) {
      assert.equal(hindrance(post(), "http-header", value), undefined, JSON.stringify(value));
    }
    for (const name of ["", "a b", "a:", "é", "a\r\n"]) {
      assert.equal(hindrance(post(), "http-header", "v", name), "header-name", name);
    }
  });

  it("refuses bytes that are no UTF-8 where text is looked up", () => {
    for (const namespace of ["querystring", "url-encoded-body", "json-body"] as const) {
      assert.equal(hindrance(post(), namespace, "\xff"), "value-not-utf8");
    }
  });

  it("refuses a form field in a body that is a JSON object", () => {
    assert.equal(hindrance(post('{"a":1}'), "url-encoded-body", "v"), "body-is-json");
    assert.equal(hindrance(post("[]"), "url-encoded-body", "v"), undefined);
  });

  it("refuses a JSON key in a body that is no JSON object, or holds the key twice", () => {
    for (const body of ["[]", "a=b", '"a"', "{", '{"token":1,"token":2}']) {
      assert.equal(hindrance(post(body), "json-body", "v"), "body-not-json-object", body);
    }
  });
});
