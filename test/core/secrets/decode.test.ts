import assert from "node:assert/strict";
import fc from "fast-check";
import { decodeSecret } from "../../../src/core/secrets/decode.ts";
import type { SecretEncoding } from "../../../src/core/trigger/trigger.ts";

describe("decodeSecret", () => {
  const cases: readonly (readonly [SecretEncoding, text: string, hex: string | undefined])[] = [
    ["utf8", "é ", "c3a920"],
    ["utf8", "whsec_AA==", "77687365635f41413d3d"],
    ["hex", "00ff", "00ff"],
    ["hex", "00FF", "00ff"],
    ["hex", " 00ff\n", "00ff"],
    ["hex", "0ff", undefined],
    ["hex", "00fg", undefined],
    ["hex", "0x00", undefined],
    ["hex", "00 ff", undefined],
    ["hex", "", undefined],
    ["base64", "AP8=", "00ff"],
    ["base64", "AP8", "00ff"],
    ["base64", "+/+/", "fbffbf"],
    ["base64", "-_-_", undefined],
    ["base64", "whsec_AP8=", "00ff"],
    ["base64", " whsec_AP8=\n", "00ff"],
    ["base64", "whsec_", undefined],
    ["base64", "A", undefined],
    ["base64", "AP8==", undefined],
    ["base64", "AP=8", undefined],
    ["base64", "AAAA\nAAAA", undefined],
    ["base64", "  ", undefined],
    ["base64url", "-_-_", "fbffbf"],
    ["base64url", "AP8", "00ff"],
    ["base64url", "AP8=", "00ff"],
    ["base64url", "+/+/", undefined],
  ];
  for (const [encoding, text, hex] of cases) {
    it(`reads ${JSON.stringify(text)} as ${encoding} ${hex ?? "not at all"}`, () => {
      const bytes = decodeSecret(text, encoding);
      assert.equal(bytes === undefined ? undefined : Buffer.from(bytes).toString("hex"), hex);
    });
  }

  it("reads back what the encoding writes", () => {
    const anyEncoding = fc.constantFrom("hex", "base64", "base64url");
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), anyEncoding, (bytes, encoding) => {
        const decoded = decodeSecret(Buffer.from(bytes).toString(encoding), encoding);
        assert.deepEqual(decoded && [...decoded], [...bytes]);
      }),
    );
  });
});
