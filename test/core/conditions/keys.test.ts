import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { JwtAlgorithm } from "../../../src/core/trigger/trigger.ts";
import { now, secretText } from "../../support/context.ts";
import { keyPairs, spellingsOf, spki } from "../../support/keys.ts";
import { checkedToken as checked, hsToken, keyToken } from "../../support/tokens.ts";

const seconds = now / 1000;

describe("checkJwt, on keys", () => {
  it("never takes a public key for a shared secret, however it is spelled", async () => {
    const certificate = (
      JSON.parse(
        readFileSync(new URL("../../vectors/certificate.json", import.meta.url), "utf8"),
      ) as { certificate: string }
    ).certificate;
    const spellings = [
      ...spellingsOf(keyPairs.rsa2048.publicKey),
      ...spellingsOf(keyPairs.rsa1024.publicKey),
      ...spellingsOf(keyPairs.es256.publicKey),
      ...spellingsOf(keyPairs.ed25519.publicKey),
      { name: "a certificate", text: certificate },
      {
        name: "a certificate without its armor",
        text: certificate.replace(/-----[A-Z ]+-----\n/g, ""),
      },
    ];
    for (const { name, text } of spellings) {
      const forged = hsToken({ exp: seconds + 60 }, { key: text });
      assert.equal(await checked(forged, text), "secret-unusable public-key-for-hs", name);
    }
  });

  it("never takes an encoded public key for a shared secret", async () => {
    const pem = spki(keyPairs.rsa2048.publicKey);
    const der = keyPairs.rsa2048.publicKey.export({ type: "spki", format: "der" });
    for (const key of [Buffer.from(pem), Buffer.from(`\n${pem}`), der]) {
      for (const secretEncoding of ["hex", "base64", "base64url"] as const) {
        const forged = hsToken({ exp: seconds + 60 }, { key });
        const verdict = await checked(forged, key.toString(secretEncoding), { secretEncoding });
        assert.equal(verdict, "secret-unusable public-key-for-hs");
      }
    }
  });

  it("refuses a token that is signed by HMAC where the trigger has a public key", async () => {
    for (const { text, readable } of spellingsOf(keyPairs.rsa2048.publicKey)) {
      if (!readable) continue;
      const forged = hsToken({ exp: seconds + 60 }, { key: text });
      const verdict = await checked(forged, text, { algorithm: "RS256" });
      assert.equal(verdict, "jwt-algorithm-mismatch");
    }
  });

  it("reads a public key in the spellings that are understood, and no other", async () => {
    const { publicKey, privateKey } = keyPairs.rsa2048;
    const token = keyToken("RS256", privateKey);
    for (const { name, text, readable } of spellingsOf(publicKey)) {
      const verdict = await checked(token, text, { algorithm: "RS256" });
      assert.equal(verdict, readable ? "passed" : "secret-unusable not-a-public-key", name);
    }
  });

  const misfits: Readonly<
    Record<string, readonly [algorithm: JwtAlgorithm, secret: () => string, problem: string]>
  > = {
    "an RSA key of 1024 bits": [
      "RS256",
      () => spki(keyPairs.rsa1024.publicKey),
      "rsa-below-2048-bits",
    ],
    "a P-384 key for ES256": [
      "ES256",
      () => spki(keyPairs.es384.publicKey),
      "key-type-does-not-fit",
    ],
    "a secp256k1 key for ES256": [
      "ES256",
      () => spki(keyPairs.secp256k1.publicKey),
      "key-type-does-not-fit",
    ],
    "an EC key for RS256": ["RS256", () => spki(keyPairs.es256.publicKey), "key-type-does-not-fit"],
    "an RSA key for EdDSA": [
      "EdDSA",
      () => spki(keyPairs.rsa2048.publicKey),
      "key-type-does-not-fit",
    ],
    "a private key": [
      "RS256",
      () => keyPairs.rsa2048.privateKey.export({ type: "pkcs8", format: "pem" }) as string,
      "private-key-where-public-key-belongs",
    ],
    "a shared secret for RS256": ["RS256", () => secretText, "not-a-public-key"],
    "a broken PEM": [
      "RS256",
      () => "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
      "not-a-public-key",
    ],
    "a JWK without numbers": ["RS256", () => '{"kty":"RSA"}', "not-a-public-key"],
    "a symmetric JWK": ["RS256", () => '{"kty":"oct","k":"AAAA"}', "not-a-public-key"],
  };
  for (const [name, [algorithm, secret, problem]] of Object.entries(misfits)) {
    it(`cannot use ${name}`, async () => {
      const token = hsToken({}, { header: { alg: algorithm } });
      assert.equal(await checked(token, secret(), { algorithm }), `secret-unusable ${problem}`);
    });
  }

  it("cannot use a shared secret that is not in its encoding, or is nothing", async () => {
    const problem = "secret-unusable not-in-secret-encoding";
    assert.equal(await checked(hsToken({}), "xyz", { secretEncoding: "hex" }), problem);
    const empty = hsToken({}, { key: "" });
    assert.equal(await checked(empty, "whsec_", { secretEncoding: "base64" }), problem);
  });

  it("verifies what Node signs, with the right key only", async () => {
    const pairs = [
      ["RS256", keyPairs.rsa2048, keyPairs.otherRsa2048, "sha256"],
      ["ES256", keyPairs.es256, keyPairs.otherEs256, "sha256"],
      ["EdDSA", keyPairs.ed25519, undefined, null],
    ] as const;
    for (const [algorithm, pair, other, hash] of pairs) {
      const secret = spki(pair.publicKey);
      const token = keyToken(algorithm, pair.privateKey, hash);
      assert.equal(await checked(token, secret, { algorithm }), "passed");
      if (other === undefined) continue;
      const forged = keyToken(algorithm, other.privateKey, hash);
      assert.equal(await checked(forged, secret, { algorithm }), "jwt-signature-mismatch");
    }
  });

  it("refuses a signature of another scheme under the right name", async () => {
    const { publicKey, privateKey } = keyPairs.rsa2048;
    const pkcs1 = keyToken("PS256", privateKey);
    const secret = spki(publicKey);
    assert.equal(await checked(pkcs1, secret, { algorithm: "PS256" }), "jwt-signature-mismatch");
    const longHash = keyToken("RS256", privateKey, "sha512");
    assert.equal(await checked(longHash, secret, { algorithm: "RS256" }), "jwt-signature-mismatch");
  });
});
