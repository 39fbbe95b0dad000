import { createHash, timingSafeEqual } from "node:crypto";
import { type ByteString, byteStringOf } from "../request/byteString.ts";
import type { Secret } from "../secrets/secret.ts";
import { type Cause, schemeIn } from "./cause.ts";
import { type Check, type Fact, failed, passed } from "./check.ts";

/** The token that a sender presents: the secret itself. */
export function issueStaticToken(secret: Secret): ByteString {
  return byteStringOf(secret.reveal());
}

/** Checks that the token is the secret; in constant time, so that even its length does not show. */
export function checkStaticToken(token: ByteString, secret: Secret, facts: readonly Fact[]): Check {
  const expected = issueStaticToken(secret);
  return equal(token, expected)
    ? passed(facts)
    : failed("token-mismatch", facts, causesOf(token, secret));
}

function equal(left: ByteString, right: ByteString): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(value: ByteString): Buffer {
  return createHash("sha256").update(value, "latin1").digest();
}

function causesOf(token: ByteString, secret: Secret): readonly Cause[] {
  const expected = issueStaticToken(secret);
  if (equal(token.trim(), expected.trim())) return [{ cause: "blanks-around-secret" }];
  const prefix = schemeIn(token, secret);
  return prefix !== undefined && equal(token.slice(prefix.length), expected)
    ? [{ cause: "prefix-left-in", prefix }]
    : [];
}
