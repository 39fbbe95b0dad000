import assert from "node:assert/strict";
import fc from "fast-check";
import { checkStaticToken, issueStaticToken } from "../../../src/core/conditions/staticToken.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { anyText } from "../../support/arbitraries.ts";

/** `passed`, or the reason with its causes. */
function checked(token: string, secret: string): string {
  const check = checkStaticToken(token, new Secret(secret), []);
  if (check.outcome === "passed") return "passed";
  return [
    check.reason,
    ...check.causes.map((cause) =>
      "prefix" in cause ? `${cause.cause} ${JSON.stringify(cause.prefix)}` : cause.cause,
    ),
  ].join(" ");
}

describe("checkStaticToken", () => {
  it("accepts the secret and nothing else", () => {
    fc.assert(
      fc.property(anyText, anyText, (secret, other) => {
        assert.equal(checked(issueStaticToken(new Secret(secret)), secret), "passed");
        const token = issueStaticToken(new Secret(other));
        assert.equal(checked(token, secret) === "passed", other === secret);
      }),
    );
  });

  it("compares the bytes of UTF-8", () => {
    assert.equal(checked("\xc3\xa9", "é"), "passed");
    assert.equal(checked("\xe9", "é"), "token-mismatch");
  });

  it("names blanks around the secret, and a prefix that is left in, as the cause", () => {
    assert.equal(checked("hunter2", "hunter2\n"), "token-mismatch blanks-around-secret");
    assert.equal(checked("Bearer hunter2", "hunter2"), 'token-mismatch prefix-left-in "Bearer "');
    assert.equal(checked("hunter3", "hunter2"), "token-mismatch");
  });

  it("never gives the secret away as a prefix", () => {
    for (const token of ["hunter2hunter2", "hunter2 hunter2", "hunter2=hunter2", "otherhunter2"]) {
      assert.equal(checked(token, "hunter2"), "token-mismatch");
    }
    assert.equal(checked("hunter2=hunter2=", "hunter2="), "token-mismatch");
  });
});
