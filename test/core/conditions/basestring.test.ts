import assert from "node:assert/strict";
import fc from "fast-check";
import {
  basestringHeaders,
  coversBody,
  fillBasestring,
} from "../../../src/core/conditions/basestring.ts";
import type { Header } from "../../../src/core/request/request.ts";
import { anyBytes, anyHeaderValue } from "../../support/arbitraries.ts";
import { post } from "../../support/context.ts";

/** The filled basestring as a byte string, or what hinders it. */
function filled(
  format: string,
  headers: readonly Header[],
  body: string | Uint8Array = "",
): string {
  const basestring = fillBasestring(format, post(body, { headers }));
  return basestring.outcome === "filled"
    ? basestring.pieces
        .map((piece) => Buffer.from(piece as string, "latin1").toString("latin1"))
        .join("")
    : `(${basestring.outcome} ${basestring.name})`;
}

describe("fillBasestring", () => {
  it("fills bodies and headers between literal text", () => {
    const headers: readonly Header[] = [["x-time", "17"]];
    assert.equal(filled("v0:{header:X-Time}:{body}", headers, "abc"), "v0:17:abc");
    assert.equal(filled("{body}{header:X-Time}{body}", headers, "abc"), "abc17abc");
    assert.equal(filled("", headers, "abc"), "");
  });

  it("takes everything else for literal text", () => {
    for (const format of ["{url}", "{Body}", "{ body }", "{header:}", "{env:A}", "{", "}{", "$&"]) {
      assert.equal(filled(format, []), format);
    }
    assert.equal(filled("{{body}}", [], "a"), "{a}");
    assert.equal(filled("é", []), "\xc3\xa9");
  });

  it("does not search values that it has filled in", () => {
    const headers: readonly Header[] = [
      ["A", "{body}"],
      ["B", "$&{header:A}"],
    ];
    assert.equal(
      filled("{header:A}|{header:B}|{body}", headers, "{header:A}"),
      "{body}|$&{header:A}|{header:A}",
    );
  });

  it("keeps the bytes of headers and body", () => {
    fc.assert(
      fc.property(anyHeaderValue, anyBytes, (value, body) => {
        const bytes = Buffer.from(body).toString("latin1");
        assert.equal(filled("{header:A}\n{body}", [["a", value]], body), `${value}\n${bytes}`);
      }),
    );
  });

  it("names a header that is missing or there twice", () => {
    assert.equal(filled("{header:A}{header:B}", [["A", ""]]), "(header-missing B)");
    const twice: readonly Header[] = [
      ["A", "1"],
      ["a", "1"],
    ];
    assert.equal(filled("{header:A}", twice), "(header-ambiguous A)");
  });
});

describe("basestringHeaders", () => {
  it("names the headers in order", () => {
    assert.deepEqual(basestringHeaders("{header:B}{body}{header:A b}{header:}"), ["B", "A b"]);
  });
});

describe("coversBody", () => {
  it("asks for {body}, as it stands", () => {
    assert.equal(coversBody("a{body}"), true);
    assert.equal(coversBody("{header:body}{Body}"), false);
  });
});
