import assert from "node:assert/strict";
import { constants, createPrivateKey, createPublicKey, sign, verify } from "node:crypto";
import { hooksmith } from "../support/commandLine.ts";

const kinds: Readonly<Record<string, object>> = {
  RS256: { type: "rsa" },
  RS384: { type: "rsa" },
  RS512: { type: "rsa" },
  PS256: { type: "rsa", padding: constants.RSA_PKCS1_PSS_PADDING },
  PS384: { type: "rsa", padding: constants.RSA_PKCS1_PSS_PADDING },
  PS512: { type: "rsa", padding: constants.RSA_PKCS1_PSS_PADDING },
  ES256: { type: "ec", curve: "prime256v1" },
  ES384: { type: "ec", curve: "secp384r1" },
  ES512: { type: "ec", curve: "secp521r1" },
  EdDSA: { type: "ed25519" },
};

describe("keys", () => {
  for (const [algorithm, kind] of Object.entries(kinds)) {
    it(`makes a pair for ${algorithm} that signs and verifies`, async () => {
      const { code, stdout, stderr } = await hooksmith(["keys", "--algorithm", algorithm]);
      assert.deepEqual([code, stderr], [0, ""]);
      const [, privatePem = "", publicPem = ""] =
        /^(-----BEGIN PRIVATE KEY-----[\s\S]+-----END PRIVATE KEY-----\n)(-----BEGIN PUBLIC KEY-----[\s\S]+-----END PUBLIC KEY-----\n)$/.exec(
          stdout,
        ) ?? [];
      const privateKey = createPrivateKey(privatePem);
      const publicKey = createPublicKey(publicPem);
      const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
      const expected = kind as { type: string; curve?: string };
      assert.equal(type, expected.type);
      assert.equal(details?.namedCurve, expected.curve);
      if (type === "rsa") assert.ok((details?.modulusLength ?? 0) >= 2048);
      const data = Buffer.from("data");
      const digest = algorithm === "EdDSA" ? null : `sha${algorithm.slice(2)}`;
      const signature = sign(digest, data, { ...kind, key: privateKey });
      assert.ok(verify(digest, data, { ...kind, key: publicKey }, signature));
    });
  }

  it("prints the pair as JSON, and another one each time", async () => {
    const one = await hooksmith(["keys", "--algorithm", "es256", "--json"]);
    const other = await hooksmith(["keys", "--algorithm", "ES256", "--json"]);
    const pair = JSON.parse(one.stdout) as { privateKey: string; publicKey: string };
    assert.deepEqual(Object.keys(pair), ["privateKey", "publicKey"]);
    assert.equal(
      createPublicKey(pair.privateKey).export({ type: "spki", format: "pem" }),
      pair.publicKey,
    );
    assert.notEqual(one.stdout, other.stdout);
  });

  for (const word of ["HS256", "none", "RS257", "ES256K", ""]) {
    it(`makes none for “${word}”`, async () => {
      const { code, stdout, stderr } = await hooksmith(["keys", "--algorithm", word]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.ok(stderr.includes(`EdDSA, not “${word}”.`));
    });
  }
});
