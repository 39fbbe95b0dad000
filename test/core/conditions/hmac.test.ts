import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { checkHmac, signHmac } from "../../../src/core/conditions/hmac.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import type { HmacAuthentication } from "../../../src/core/trigger/trigger.ts";
import { anyBytes, anyHeaderValue } from "../../support/arbitraries.ts";
import { hmac, post, secretText } from "../../support/context.ts";

/** `passed` or the reason for a token in front of the body `{}`. */
function checked(token: string, changes: Partial<HmacAuthentication> = {}, secret = secretText) {
  const check = checkHmac(hmac(changes), post("{}"), token, new Secret(secret), []);
  return check.outcome === "passed" ? "passed" : check.reason;
}

describe("checkHmac", () => {
  const digest = createHmac("sha256", secretText).update("{}").digest();
  const hex = digest.toString("hex");
  const base64 = digest.toString("base64");
  const base64url = digest.toString("base64url");

  it("accepts the digest in the trigger's encoding alone", () => {
    assert.equal(checked(hex), "passed");
    assert.equal(checked(base64), "signature-mismatch");
    assert.equal(checked(base64, { digestEncoding: "base64" }), "passed");
    assert.equal(checked(base64url, { digestEncoding: "base64url" }), "passed");
    assert.equal(checked(hex, { digestEncoding: "base64" }), "signature-mismatch");
  });

  it("accepts a digest exactly as its encoding writes it", () => {
    const spellings = [` ${hex}`, `${hex} `, `${hex}\n`, `${hex}00`, hex.slice(2), `0x${hex}`, ""];
    for (const token of spellings) {
      assert.equal(checked(token), "signature-malformed", JSON.stringify(token));
    }
    assert.equal(checked(hex.toUpperCase()), "signature-mismatch");
    for (const token of [base64.replace(/=+$/, ""), `${base64}=`, ` ${base64}`, `${base64}\n`]) {
      assert.notEqual(checked(token, { digestEncoding: "base64" }), "passed");
    }
    assert.notEqual(checked(`${base64url}=`, { digestEncoding: "base64url" }), "passed");
    const strayBits = base64.replace(
      /.=$/,
      (end) => `${String.fromCharCode(end.charCodeAt(0) + 1)}=`,
    );
    assert.deepEqual(Buffer.from(strayBits, "base64"), digest);
    assert.notEqual(checked(strayBits, { digestEncoding: "base64" }), "passed");
  });

  it("refuses any other text without an exception", () => {
    const anyEncoding = fc.constantFrom("hex", "base64", "base64url");
    fc.assert(
      fc.property(anyHeaderValue, anyEncoding, (token, digestEncoding) => {
        assert.match(checked(token, { digestEncoding }), /^signature-/);
      }),
    );
    fc.assert(
      fc.property(anyBytes, anyEncoding, (bytes, digestEncoding) => {
        const token = Buffer.from(bytes).toString(digestEncoding);
        assert.match(checked(token, { digestEncoding }), /^signature-/);
      }),
    );
  });

  it("cannot use a secret that is not in its encoding", () => {
    assert.equal(checked(hex, { secretEncoding: "hex" }), "secret-unusable");
    assert.equal(checked(hex, { secretEncoding: "base64" }, "a"), "secret-unusable");
  });

  it("names a basestring header that is missing or there twice", () => {
    const basestringFormat = "{header:A}{body}";
    assert.equal(checked(hex, { basestringFormat }), "basestring-header-missing");
    const twice = post("", {
      headers: [
        ["A", "1"],
        ["a", "1"],
      ],
    });
    const check = checkHmac(hmac({ basestringFormat }), twice, hex, new Secret("s"), []);
    assert.equal(check.outcome === "failed" && check.reason, "value-ambiguous");
  });

  it("agrees with HMAC over the bytes themselves", () => {
    fc.assert(
      fc.property(anyBytes, fc.uint8Array({ minLength: 1 }), (body, key) => {
        const expected = createHmac("sha256", key).update(body).digest("hex");
        const secret = new Secret(Buffer.from(key).toString("hex"));
        const signature = signHmac(hmac({ secretEncoding: "hex" }), post(body), secret);
        assert.deepEqual(signature, { outcome: "signed", token: expected });
      }),
    );
  });
});
