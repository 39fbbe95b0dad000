import assert from "node:assert/strict";
import fc from "fast-check";
import { bodyView, prettyJson } from "../../../src/core/inspector/bodyView.ts";
import { hexDump } from "../../../src/core/inspector/hexDump.ts";
import { post } from "../../support/context.ts";

const form = { headers: [["Content-Type", "application/x-www-form-urlencoded"]] as const };

describe("a body to be shown", () => {
  it("is laid out as JSON is, whatever values it has", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const pretty = prettyJson(text);
        if (!/^\s*[[{"]/.test(text)) return assert.equal(pretty, undefined);
        return assert.equal(pretty, JSON.stringify(JSON.parse(text), undefined, 2));
      }),
    );
  });

  it("keeps numbers, escapes and duplicate keys as they were sent", () => {
    const text = '{"n":12345678901234567890.10,"a":"\\u0041\\"","a":[],"o":{ } }';
    assert.equal(
      prettyJson(text),
      '{\n  "n": 12345678901234567890.10,\n  "a": "\\u0041\\"",\n  "a": [],\n  "o": {}\n}',
    );
  });

  it("is no JSON when it is not", () => {
    for (const text of ["", "{", "[1,]", "a=b", "12", "{'a':1}"]) {
      assert.equal(prettyJson(text), undefined);
    }
  });

  it("has the fields of a form, decoded, in their order", () => {
    assert.deepEqual(bodyView(post("b=1&a=x+y%21&b=2", form)).form, [
      { name: "b", value: "1" },
      { name: "a", value: "x y!" },
      { name: "b", value: "2" },
    ]);
    assert.equal(bodyView(post('{"a":"b=c"}')).form, undefined);
  });

  it("is shown in hex alone when it is no text", () => {
    const { json, form: fields, text, hex } = bodyView(post(Buffer.from([0xff, 0, 0x41])));
    assert.deepEqual([json, fields, text], [undefined, undefined, undefined]);
    assert.match(hex, /^00000000 {2}ff 00 41 +\.\.A$/);
  });

  it("is cut when it is long, which is said", () => {
    const { isCut, text, size } = bodyView(post("a".repeat(1_000_000)));
    assert.deepEqual([isCut, size, text?.length], [true, 1_000_000, 256 * 1024]);
  });

  it("is any bytes at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { size, hex } = bodyView(post(bytes));
        assert.equal(size, bytes.length);
        const digits = hex.replace(/^.{10}(.{47}).*$/gm, "$1").replace(/\s/g, "");
        assert.equal(digits, Buffer.from(bytes).toString("hex"));
      }),
    );
  });
});

describe("a hexadecimal dump", () => {
  it("has sixteen bytes in a line, and their offsets", () => {
    assert.equal(
      hexDump(Buffer.from("0123456789abcdefg")),
      `00000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef
00000010  67${" ".repeat(45)}  g`,
    );
  });
});
