import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { keyShapeOf } from "../../../src/core/secrets/keyShape.ts";
import { keyPairs, spellingsOf } from "../../support/keys.ts";

describe("keyShapeOf", () => {
  for (const { name, text } of spellingsOf(keyPairs.rsa2048.publicKey)) {
    it(`sees an RSA public key in ${name}`, () => {
      assert.equal(keyShapeOf(text), "public-key");
    });
  }
  for (const { name, text } of spellingsOf(keyPairs.es256.publicKey)) {
    it(`sees an EC public key in ${name}`, () => {
      assert.equal(keyShapeOf(text), "public-key");
    });
  }
  for (const kind of ["rsa1024", "es384", "es512", "ed25519", "secp256k1"] as const) {
    it(`sees every spelling of an ${kind} public key`, () => {
      for (const { name, text } of spellingsOf(keyPairs[kind].publicKey)) {
        assert.equal(keyShapeOf(text), "public-key", name);
      }
    });
  }

  it("tells private keys from public ones", () => {
    const { privateKey } = keyPairs.rsa2048;
    const pkcs1 = privateKey.export({ type: "pkcs1", format: "pem" }) as string;
    const sec1 = keyPairs.es256.privateKey.export({ type: "sec1", format: "pem" }) as string;
    const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    const jwk = JSON.stringify(privateKey.export({ format: "jwk" }));
    const openSsh = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----";
    for (const text of [
      pkcs1,
      sec1,
      pkcs8,
      ` ${pkcs8}`,
      pkcs8.replaceAll("\n", "\\n"),
      jwk,
      openSsh,
    ]) {
      assert.equal(keyShapeOf(text), "private-key", text.slice(0, 40));
    }
  });

  const texts = [
    "",
    "correct horse battery staple",
    "It's a Secret to Everybody",
    "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "ssh-rsa",
    "MIIB",
    "MIGeneration",
    '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ"}',
    '{"not":"a key"}',
    "{",
    "pat_842717_abc",
    "PUBLIC KEY",
    createHash("sha512").update("secret").digest("hex"),
  ];
  for (const text of texts) {
    it(`takes ${JSON.stringify(text.slice(0, 50))} for text`, () => {
      assert.equal(keyShapeOf(text), "text");
    });
  }

  it("takes random secrets of the usual lengths for text", () => {
    const anyLength = fc.constantFrom(16, 20, 24, 32, 48, 64);
    const anySecret = anyLength.chain((length) =>
      fc.uint8Array({ minLength: length, maxLength: length }),
    );
    const anyEncoding = fc.constantFrom("hex", "base64", "base64url");
    fc.assert(
      fc.property(anySecret, anyEncoding, (bytes, encoding) => {
        assert.equal(keyShapeOf(Buffer.from(bytes).toString(encoding)), "text");
      }),
    );
  });
});
