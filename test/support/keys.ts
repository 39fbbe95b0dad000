import { generateKeyPairSync, type KeyObject } from "node:crypto";
import type { AsymmetricJwtAlgorithm } from "../../src/core/trigger/trigger.ts";

/** Key pairs made anew for each run, when a test first asks for one. */
export const keyPairs = {
  get rsa1024() {
    return made("rsa1024", () => generateKeyPairSync("rsa", { modulusLength: 1024 }));
  },
  get rsa2048() {
    return made("rsa2048", () => generateKeyPairSync("rsa", { modulusLength: 2048 }));
  },
  get otherRsa2048() {
    return made("otherRsa2048", () => generateKeyPairSync("rsa", { modulusLength: 2048 }));
  },
  get es256() {
    return made("es256", () => generateKeyPairSync("ec", { namedCurve: "P-256" }));
  },
  get otherEs256() {
    return made("otherEs256", () => generateKeyPairSync("ec", { namedCurve: "P-256" }));
  },
  get es384() {
    return made("es384", () => generateKeyPairSync("ec", { namedCurve: "P-384" }));
  },
  get es512() {
    return made("es512", () => generateKeyPairSync("ec", { namedCurve: "P-521" }));
  },
  get secp256k1() {
    return made("secp256k1", () => generateKeyPairSync("ec", { namedCurve: "secp256k1" }));
  },
  get otherEs384() {
    return made("otherEs384", () => generateKeyPairSync("ec", { namedCurve: "P-384" }));
  },
  get otherEs512() {
    return made("otherEs512", () => generateKeyPairSync("ec", { namedCurve: "P-521" }));
  },
  get otherEd25519() {
    return made("otherEd25519", () => generateKeyPairSync("ed25519"));
  },
  get ed25519() {
    return made("ed25519", () => generateKeyPairSync("ed25519"));
  },
};

/** The pair that fits an algorithm. */
export const pairFor = {
  RS256: "rsa2048",
  RS384: "rsa2048",
  RS512: "rsa2048",
  PS256: "rsa2048",
  PS384: "rsa2048",
  PS512: "rsa2048",
  ES256: "es256",
  ES384: "es384",
  ES512: "es512",
  EdDSA: "ed25519",
} as const satisfies Record<AsymmetricJwtAlgorithm, keyof typeof keyPairs>;

/** Another pair of the same kind. */
export const otherPairFor = {
  rsa2048: "otherRsa2048",
  es256: "otherEs256",
  es384: "otherEs384",
  es512: "otherEs512",
  ed25519: "otherEd25519",
} as const;

export function spki(key: KeyObject): string {
  return key.export({ type: "spki", format: "pem" }) as string;
}

export function pkcs8(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }) as string;
}

/** A public key in the spellings in which keys are pasted; `readable` ones can verify a token. */
export function spellingsOf(
  key: KeyObject,
): readonly { readonly name: string; readonly text: string; readonly readable: boolean }[] {
  const pem = spki(key);
  const jwk = key.export({ format: "jwk" });
  const readable = [
    { name: "PEM", text: pem },
    { name: "PEM after white space", text: `\n\t ${pem}` },
    { name: "PEM after a byte order mark", text: `\ufeff${pem}` },
    { name: "PEM without its last line break", text: pem.trimEnd() },
    { name: "PEM with CRLF", text: pem.replaceAll("\n", "\r\n") },
    { name: "PEM on one line with literal \\n", text: pem.replaceAll("\n", "\\n") },
    { name: "PEM on one line with literal \\r\\n", text: pem.replaceAll("\n", "\\r\\n") },
    { name: "a JWK", text: JSON.stringify(jwk) },
    { name: "a JWK over several lines", text: `\n${JSON.stringify(jwk, null, 2)}\n` },
  ];
  const armor = /-----[A-Z ]+-----\n/g;
  const unreadable = [
    { name: "PEM without its armor", text: pem.replace(armor, "") },
    { name: "bare base64", text: pem.replace(armor, "").replaceAll("\n", "") },
    { name: "PEM in which blanks stand for line breaks", text: pem.replaceAll("\n", " ") },
    { name: "PEM in quotes", text: JSON.stringify(pem) },
    { name: "bare base64 in quotes", text: JSON.stringify(pem.replace(armor, "")) },
    { name: "a JWK set", text: JSON.stringify({ keys: [jwk] }) },
  ];
  const rsa = key.asymmetricKeyType === "rsa";
  const pkcs1 = rsa ? (key.export({ type: "pkcs1", format: "pem" }) as string) : undefined;
  return [
    ...readable.map((spelling) => ({ ...spelling, readable: true })),
    ...unreadable.map((spelling) => ({ ...spelling, readable: false })),
    ...(pkcs1 === undefined
      ? []
      : [
          { name: "PKCS#1 PEM", text: pkcs1, readable: true },
          { name: "PKCS#1 without its armor", text: pkcs1.replace(armor, ""), readable: false },
          { name: "ssh-rsa", text: openSshOf(key), readable: false },
          {
            name: "SSH2 PEM",
            text: `---- BEGIN SSH2 PUBLIC KEY ----\n${openSshOf(key).split(" ")[1]}\n---- END SSH2 PUBLIC KEY ----`,
            readable: false,
          },
        ]),
  ];
}

/** An RSA key as a line of authorized_keys (RFC 4253, section 6.6). */
function openSshOf(key: KeyObject): string {
  const { n = "", e = "" } = key.export({ format: "jwk" });
  const number = (text: string) =>
    Buffer.concat([Buffer.from([0]), Buffer.from(text, "base64url")]);
  const part = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  const exponent = Buffer.from(e, "base64url");
  const blob = Buffer.concat([part(Buffer.from("ssh-rsa")), part(exponent), part(number(n))]);
  return `ssh-rsa ${blob.toString("base64")} someone@example.com`;
}

type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject };

const pairs = new Map<string, KeyPair>();

function made(name: string, make: () => KeyPair): KeyPair {
  const pair = pairs.get(name) ?? make();
  pairs.set(name, pair);
  return pair;
}
