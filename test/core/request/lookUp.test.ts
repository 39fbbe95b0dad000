import assert from "node:assert/strict";
import { type LookUp, lookUp } from "../../../src/core/request/lookUp.ts";
import type { Header } from "../../../src/core/request/request.ts";
import { post } from "../../support/context.ts";

/** A found value as it stands, a number with a hash in front, or the reason in brackets. */
function shown(found: LookUp): string {
  if (found.found === "nothing") return `(${found.reason})`;
  return found.found === "number" ? `#${found.value}` : found.value;
}

function inJson(body: string | Uint8Array, key = "token"): string {
  return shown(lookUp(post(body), { namespace: "json-body", key }));
}

function inForm(body: string | Uint8Array, key = "token"): string {
  return shown(lookUp(post(body), { namespace: "url-encoded-body", key }));
}

function inQuery(url: string, key = "token"): string {
  return shown(lookUp(post("", { url }), { namespace: "querystring", key }));
}

function inHeader(headers: readonly Header[], key = "X-Token"): string {
  return shown(lookUp(post("", { headers }), { namespace: "http-header", key }));
}

describe("lookUp in a JSON body", () => {
  const cases: readonly (readonly [body: string, key: string, expected: string])[] = [
    ['{"token":"abc"}', "token", "abc"],
    ['{"token":""}', "token", ""],
    ['{"\\u0074oken":"abc"}', "token", "abc"],
    ['{"token":"a\\u00e9\\n"}', "token", "a\xc3\xa9\n"],
    ['{"token":"a","token":"a"}', "token", "(value-ambiguous)"],
    ['{"token":"a","\\u0074oken":"b"}', "token", "(value-ambiguous)"],
    ['{"other":{"token":"a"}}', "token", "(value-missing)"],
    ['{"other":{"token":"a"},"token":"b"}', "token", "b"],
    ['{"other":["token","a"]}', "token", "(value-missing)"],
    ['{"a.b":"dotted","a":{"b":"nested"}}', "a.b", "dotted"],
    ["{}", "__proto__", "(value-missing)"],
    ["{}", "constructor", "(value-missing)"],
    ['{"__proto__":"abc"}', "__proto__", "abc"],
    ['{"constructor":"abc"}', "constructor", "abc"],
    ['{"token":1700000000}', "token", "#1700000000"],
    ['{"token":-1}', "token", "#-1"],
    ['{"token":12345678901234567890}', "token", "#12345678901234567890"],
    ['{"token":1.0}', "token", "(value-not-text)"],
    ['{"token":1e9}', "token", "(value-not-text)"],
    ['{"token":null}', "token", "(value-not-text)"],
    ['{"token":true}', "token", "(value-not-text)"],
    ['{"token":{}}', "token", "(value-not-text)"],
    ['{"token":["a"]}', "token", "(value-not-text)"],
    ['["token"]', "token", "(body-unreadable)"],
    ['"token"', "token", "(body-unreadable)"],
    ["", "token", "(body-unreadable)"],
    ["token=abc", "token", "(body-unreadable)"],
    ['\ufeff{"token":"abc"}', "token", "(body-unreadable)"],
    [' \r\n{ "token" : "abc" }\t', "token", "abc"],
  ];
  for (const [body, key, expected] of cases) {
    it(`gives ${JSON.stringify(expected)} for ${key} in ${JSON.stringify(body)}`, () => {
      assert.equal(inJson(body, key), expected);
    });
  }

  it("cannot read a body that is no UTF-8", () => {
    assert.equal(inJson(Buffer.from('{"token":"\xe9"}', "latin1")), "(body-unreadable)");
  });
});

describe("lookUp in a URL-encoded body", () => {
  const cases: readonly (readonly [body: string, key: string, expected: string])[] = [
    ["token=abc&x=1", "token", "abc"],
    ["token=a+b%20c", "token", "a b c"],
    ["token=a%2Bb", "token", "a+b"],
    ["token=100%", "token", "100%"],
    ["token=%zz", "token", "%zz"],
    ["token=%C3%A9", "token", "\xc3\xa9"],
    ["token=a=b", "token", "a=b"],
    ["token=", "token", ""],
    ["token", "token", ""],
    ["to%6ben=abc", "token", "abc"],
    ["token=a&token=a", "token", "(value-ambiguous)"],
    ["Token=a", "token", "(value-missing)"],
    ["token[]=a", "token", "(value-missing)"],
    ["?token=a", "token", "(value-missing)"],
    ["?token=a", "?token", "a"],
    ["=a", "", "a"],
    ["&&", "", "(value-missing)"],
    ["a=1;token=b", "token", "(value-missing)"],
    ["", "token", "(value-missing)"],
  ];
  for (const [body, key, expected] of cases) {
    it(`gives ${JSON.stringify(expected)} for ${JSON.stringify(key)} in ${JSON.stringify(body)}`, () => {
      assert.equal(inForm(body, key), expected);
    });
  }

  it("reads bytes beyond ASCII as UTF-8, however they are written", () => {
    assert.equal(inForm("token=é"), "\xc3\xa9");
    assert.equal(inForm(Buffer.from("token=\xc3%A9", "latin1")), "\xc3\xa9");
    assert.equal(inForm(Buffer.from("token=\xff", "latin1")), "\xef\xbf\xbd");
  });
});

describe("lookUp in the querystring", () => {
  const cases: readonly (readonly [url: string, expected: string])[] = [
    ["/launch/?token=abc", "abc"],
    ["https://example.com/launch/?x=1&token=abc", "abc"],
    ["/launch/?token=abc#token=def", "abc"],
    ["/launch/#?token=abc", "(value-missing)"],
    ["/launch/??token=abc", "(value-missing)"],
    ["/launch/?x?token=abc", "(value-missing)"],
    ["/launch/?token=a?b", "a?b"],
    ["/launch/?token=a&token=b", "(value-ambiguous)"],
    ["/launch/?", "(value-missing)"],
    ["/launch/token=abc", "(value-missing)"],
    ["/launch/?token=a+b", "a b"],
  ];
  for (const [url, expected] of cases) {
    it(`gives ${JSON.stringify(expected)} for ${url}`, () => {
      assert.equal(inQuery(url), expected);
    });
  }
});

describe("lookUp in the headers", () => {
  it("finds a header in any case", () => {
    assert.equal(inHeader([["x-tOKEN", "abc"]]), "abc");
  });

  it("finds an empty value", () => {
    assert.equal(inHeader([["X-Token", ""]]), "");
  });

  it("takes two lines of any case for ambiguous, even when they agree", () => {
    assert.equal(
      inHeader([
        ["X-Token", "abc"],
        ["x-token", "abc"],
      ]),
      "(value-ambiguous)",
    );
  });

  it("finds nothing under names that every object has", () => {
    assert.equal(inHeader([["X-Token", "abc"]], "__proto__"), "(value-missing)");
    assert.equal(inHeader([["X-Token", "abc"]], "constructor"), "(value-missing)");
  });

  it("keeps bytes beyond ASCII as they are", () => {
    assert.equal(inHeader([["X-Token", "\xe9\xff"]]), "\xe9\xff");
  });
});
