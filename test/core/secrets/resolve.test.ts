import assert from "node:assert/strict";
import { resolveSecret, secretNamesIn } from "../../../src/core/secrets/resolve.ts";
import { contextOf } from "../../support/context.ts";

/** The resolved text, or the outcome with the names it concerns. */
function resolved(secretKey: string, secrets: Readonly<Record<string, string>> = {}): string {
  const result = resolveSecret(secretKey, contextOf({ secrets }).secrets);
  return result.outcome === "resolved"
    ? result.secret.reveal()
    : [result.outcome, ...result.names].join(" ");
}

describe("resolveSecret", () => {
  it("takes a text without references as it stands", () => {
    assert.equal(resolved("plain"), "plain");
    assert.equal(
      resolved(" {env:} {ENV:A} {env:A B} {body} "),
      " {env:} {ENV:A} {env:A B} {body} ",
    );
  });

  it("fills references wherever they stand", () => {
    assert.equal(resolved("{env:A}", { A: "1" }), "1");
    assert.equal(resolved("pat_{env:A}-{env:b_2}{env:A}.", { A: "1", b_2: "$&" }), "pat_1-$&1.");
  });

  it("does not search values for further references", () => {
    assert.equal(resolved("{env:A}", { A: "{env:B}", B: "no" }), "{env:B}");
    assert.equal(resolved("{env:{env:A}}", { A: "B", B: "no" }), "{env:B}");
  });

  it("names every reference that nothing resolves", () => {
    assert.equal(resolved("{env:A}{env:B}{env:C}", { B: "1" }), "missing A C");
  });

  it("finds no value under names that every object has", () => {
    assert.equal(resolved("{env:constructor}"), "missing constructor");
    assert.equal(resolved("{env:__proto__}"), "missing __proto__");
  });

  it("gives no secret when the key or any value in it is empty", () => {
    assert.equal(resolved(""), "empty");
    assert.equal(resolved("{env:A}", { A: "" }), "empty A");
    assert.equal(resolved("prefix-{env:A}", { A: "" }), "empty A");
  });
});

describe("secretNamesIn", () => {
  it("names each reference once, in order", () => {
    assert.deepEqual(secretNamesIn("{env:B}{env:A}x{env:B}"), ["B", "A"]);
    assert.deepEqual(secretNamesIn("none"), []);
  });
});
