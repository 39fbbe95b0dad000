import assert from "node:assert/strict";
import type { KeyObject } from "node:crypto";
import fc from "fast-check";
import { checkJwt } from "../../../src/core/conditions/jwt.ts";
import { KeyCache } from "../../../src/core/conditions/keys.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import type { JwtAlgorithm } from "../../../src/core/trigger/trigger.ts";
import { jwt, now, secretText } from "../../support/context.ts";
import { keyPairs, spki } from "../../support/keys.ts";
import { checkedToken as checked, encoded, hsToken } from "../../support/tokens.ts";

const seconds = now / 1000;

describe("checkJwt, on claims", () => {
  const fresh = { exp: seconds + 60 };
  const cases: readonly (readonly [name: string, claims: unknown, expected: string])[] = [
    ["a token that expires in a second", { exp: seconds + 1 }, "passed"],
    ["a token at the second of its expiry", { exp: seconds }, "jwt-expired exp"],
    ["a token after its expiry", { exp: seconds - 1 }, "jwt-expired exp"],
    ["a fraction of a second before the expiry", { exp: seconds + 0.5 }, "passed"],
    ["exp as a numeric string", { exp: String(seconds + 60) }, "jwt-claim-refused exp"],
    ["exp as null", { exp: null }, "jwt-claim-refused exp"],
    ["nbf now", { ...fresh, nbf: seconds }, "passed"],
    ["nbf in the future", { ...fresh, nbf: seconds + 1 }, "jwt-not-yet-valid nbf"],
    ["nbf as a string", { ...fresh, nbf: "0" }, "jwt-claim-refused nbf"],
    ["iat now", { ...fresh, iat: seconds }, "passed"],
    ["iat in the future", { ...fresh, iat: seconds + 1 }, "jwt-not-yet-valid iat"],
    ["iat as a string", { ...fresh, iat: String(seconds) }, "jwt-claim-refused iat"],
    ["an audience", { ...fresh, aud: "someone" }, "jwt-claim-refused aud"],
    ["an empty list of audiences", { ...fresh, aud: [] }, "jwt-claim-refused aud"],
    ["an expired token with an audience", { exp: 1, aud: "a" }, "jwt-expired exp"],
    ["other claims of any kind", { ...fresh, iss: 1, sub: null, ts: seconds + 99 }, "passed"],
    ["no expiry", { iat: seconds }, "passed jwt-without-expiry"],
    ["no claims", {}, "passed jwt-without-expiry"],
    ["claims that are a list", [], "jwt-malformed"],
    ["claims that are null", "null", "jwt-malformed"],
    ["a payload that is no JSON", "hello", "jwt-malformed"],
    ["an empty payload", "", "jwt-malformed"],
  ];
  for (const [name, claims, expected] of cases) {
    it(`gives “${expected}” for ${name}`, async () => {
      assert.equal(await checked(hsToken(claims)), expected);
    });
  }

  it("accepts exp in the header, where the reference's sample puts it, with a note", async () => {
    const header = { alg: "HS256", typ: "JWT", exp: seconds - 3600 };
    const sample = hsToken({ ts: seconds - 7200 }, { header });
    assert.equal(await checked(sample), "passed jwt-expiry-in-header");
  });

  it("judges no claim before the signature", async () => {
    assert.equal(await checked(hsToken({ exp: 1 }, { key: "other" })), "jwt-signature-mismatch");
  });
});

describe("checkJwt, on headers", () => {
  const claims = { exp: seconds + 60 };
  const cases: readonly (readonly [name: string, header: unknown, expected: string])[] = [
    ["alg none", { alg: "none" }, "jwt-algorithm-mismatch"],
    ["alg None", { alg: "None" }, "jwt-algorithm-mismatch"],
    ["no alg", { typ: "JWT" }, "jwt-algorithm-mismatch"],
    ["alg in lower case", { alg: "hs256" }, "jwt-algorithm-mismatch"],
    ["alg that is a list", { alg: ["HS256"] }, "jwt-algorithm-mismatch"],
    ["another HMAC algorithm", { alg: "HS512" }, "jwt-algorithm-mismatch"],
    ["a public-key algorithm", { alg: "RS256" }, "jwt-algorithm-mismatch"],
    ["no typ", { alg: "HS256" }, "passed"],
    ["a kid and another typ", { alg: "HS256", kid: "../key", typ: "at+jwt" }, "passed"],
    ["a key of its own", { alg: "HS256", jwk: { kty: "oct", k: "AA" } }, "passed"],
    ["an unknown critical parameter", { alg: "HS256", crit: ["a"], a: 1 }, "jwt-critical-unknown"],
    [
      "a known critical parameter",
      { alg: "HS256", crit: ["b64"], b64: false },
      "jwt-critical-unknown",
    ],
    ["an empty list of critical parameters", { alg: "HS256", crit: [] }, "jwt-critical-unknown"],
    ["a header that is a list", [], "jwt-malformed"],
    ["a header that is no JSON", "hello", "jwt-malformed"],
    ["an empty header", "", "jwt-malformed"],
  ];
  for (const [name, header, expected] of cases) {
    it(`gives “${expected}” for ${name}`, async () => {
      assert.equal(await checked(hsToken(claims, { header })), expected);
    });
  }

  it("refuses an unsigned token", async () => {
    const input = `${encoded({ alg: "none" })}.${encoded(claims)}`;
    assert.equal(await checked(`${input}.`), "jwt-algorithm-mismatch");
    const unsigned = `${encoded({ alg: "HS256" })}.${encoded(claims)}.`;
    assert.equal(await checked(unsigned), "jwt-signature-mismatch");
  });

  it("tells of a foreign algorithm no more than a plain word", async () => {
    const header = { alg: "\u001b[2Jsecret words" };
    const secret = new Secret(secretText);
    const check = await checkJwt(
      jwt(),
      hsToken(claims, { header }),
      secret,
      new KeyCache(),
      now,
      [],
    );
    assert.ok(!JSON.stringify(check.facts).includes("words"));
    assert.ok(!JSON.stringify(check.facts).includes("\\u001b"));
  });
});

describe("checkJwt, on spellings", () => {
  const token = hsToken({ exp: seconds + 60 });
  const [header, payload, signature] = token.split(".") as [string, string, string];

  it("accepts the token as its sender made it", async () => {
    assert.equal(await checked(token), "passed");
  });

  const malformed: Readonly<Record<string, string>> = {
    "a padded signature": `${token}=`,
    "a padded header": `${header}=.${payload}.${signature}`,
    "a trailing line break": `${token}\n`,
    "a leading blank": ` ${token}`,
    "a trailing blank": `${token} `,
    "a blank inside": token.replace(".", ". "),
    "two parts": `${header}.${payload}`,
    "four parts": `${token}.`,
    "five parts": `${token}.a.b`,
    "one part": header,
    "nothing at all": "",
    "dots alone": "..",
    "stray bits in the signature": token.slice(0, -1) + strayBits(token.at(-1) ?? ""),
    "standard base64": `${header}.${payload}.${"+/".repeat(21)}A`,
    "a character beyond ASCII": `${token}\xe9`,
    "JSON in the stead of parts": JSON.stringify({ payload, signatures: [{ signature }] }),
  };
  for (const [name, text] of Object.entries(malformed)) {
    it(`refuses ${name} as malformed`, async () => {
      assert.notEqual(text, token);
      assert.equal(await checked(text), "jwt-malformed");
    });
  }

  it("refuses every other text without an exception", async () => {
    const anyPart = fc.oneof(
      fc.constantFrom(header, payload, signature, ""),
      fc.base64String().map((text) => Buffer.from(text, "base64").toString("base64url")),
      fc.string(),
    );
    const anyAlgorithm = fc.constantFrom<JwtAlgorithm>("HS256", "RS256", "PS256", "ES256", "EdDSA");
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyPart, { maxLength: 4 }),
        anyAlgorithm,
        async (parts, algorithm) => {
          const text = parts.join(".");
          fc.pre(text !== token);
          const secret = algorithm === "HS256" ? secretText : spki(publicKeyFor(algorithm));
          const head = algorithm === "HS256" ? text : `${encoded({ alg: algorithm })}.${text}`;
          assert.match(await checked(head, secret, { algorithm }), /^jwt-/);
        },
      ),
    );
  });
});

/** Another character of base64url whose unused bits alone differ. */
function strayBits(character: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return alphabet[alphabet.indexOf(character) ^ 1] ?? "";
}

function publicKeyFor(algorithm: JwtAlgorithm): KeyObject {
  if (algorithm === "ES256") return keyPairs.es256.publicKey;
  return algorithm === "EdDSA" ? keyPairs.ed25519.publicKey : keyPairs.rsa2048.publicKey;
}
