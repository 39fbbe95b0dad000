import { createHmac, type KeyObject, sign as signBytes } from "node:crypto";
import { checkJwt } from "../../src/core/conditions/jwt.ts";
import { KeyCache } from "../../src/core/conditions/keys.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import type { JwtAuthentication } from "../../src/core/trigger/trigger.ts";
import { jwt, now, secretText } from "./context.ts";

const seconds = now / 1000;

/** How a token fares: `passed` or the reason, then the facts that say more, then the notes. */
export async function checkedToken(
  token: string,
  secret: string = secretText,
  changes: Partial<JwtAuthentication> = {},
): Promise<string> {
  const check = await checkJwt(jwt(changes), token, new Secret(secret), new KeyCache(), now, []);
  const facts = check.facts.map((fact) => {
    if (fact.fact === "key-problem") return fact.problem;
    return fact.fact === "claim" && check.outcome === "failed" ? fact.name : "";
  });
  return [check.outcome === "passed" ? "passed" : check.reason, ...facts, ...check.notes]
    .filter((word) => word !== "")
    .join(" ");
}

/** A part of a token: text as it stands, anything else as JSON. */
export const encoded = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

/** A token signed by HMAC with any key; header and payload may be any text. */
export function hsToken(
  payload: unknown,
  {
    header = { alg: "HS256", typ: "JWT" } as unknown,
    key = secretText as string | Uint8Array,
  } = {},
): string {
  const input = `${encoded(header)}.${encoded(payload)}`;
  return `${input}.${createHmac("sha256", key).update(input).digest("base64url")}`;
}

/** A token signed with a private key, by Node alone. */
export function keyToken(
  alg: string,
  key: KeyObject,
  hash: string | null = "sha256",
  claims: object = {},
): string {
  const input = `${encoded({ alg })}.${encoded({ exp: seconds + 60, ...claims })}`;
  const signature = signBytes(hash, Buffer.from(input), { key, dsaEncoding: "ieee-p1363" });
  return `${input}.${signature.toString("base64url")}`;
}
