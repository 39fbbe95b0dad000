import type { ByteString } from "../request/byteString.ts";
import { byteStringOf } from "../request/byteString.ts";
import { lookUp, type Place } from "../request/lookUp.ts";
import type { WebhookRequest } from "../request/request.ts";
import { resolveSecret } from "../secrets/resolve.ts";
import type { Secret, SecretLookup } from "../secrets/secret.ts";
import type { WebAuthentication } from "../trigger/trigger.ts";
import { schemeIn } from "./cause.ts";
import { type Check, type Fact, failed, lookOf } from "./check.ts";
import { checkHmac } from "./hmac.ts";
import { causesOfMismatch } from "./hmacCauses.ts";
import { checkJwt } from "./jwt.ts";
import type { KeyCache } from "./keys.ts";
import { notesOn } from "./notes.ts";
import { checkStaticToken } from "./staticToken.ts";

/** What the check of an authentication needs beside the request; `now` is in milliseconds. */
export interface AuthenticationContext {
  readonly now: number;
  readonly secrets: SecretLookup;
  readonly keys: KeyCache;
}

/** The place where an authentication looks for its token. */
export function tokenPlaceOf(condition: WebAuthentication): Place {
  return { namespace: condition.tokenLookupNamespace, key: condition.tokenLookupKey };
}

/** Checks a request's token: finds it, cuts the prefix, resolves the secret and verifies; only a JWT takes time. */
export function checkWebAuthentication(
  condition: WebAuthentication,
  request: WebhookRequest,
  context: AuthenticationContext,
): Check | Promise<Check> {
  const place = tokenPlaceOf(condition);
  const facts: Fact[] = [{ fact: "looked-up", place }];
  const resolved = resolveSecret(condition.secretKey, context.secrets);
  if (resolved.outcome !== "resolved") {
    return failed("secret-missing", [...facts, { fact: "secrets", names: resolved.names }]);
  }
  const found = lookUp(request, place);
  const notes = notesOn(request, place, found);
  if (found.found === "nothing") return failed(found.reason, facts, [], notes);
  if (found.found === "number") return failed("value-not-text", facts, [], notes);
  const token = withoutPrefix(found.value, condition.valuePrefix);
  if (token === undefined) {
    const prefix: Fact = { fact: "prefix", prefix: condition.valuePrefix };
    return failed("prefix-missing", [...facts, prefix], [], notes);
  }
  facts.push({ fact: "found", length: token.length, looks: lookOf(token) });
  const check = verify(condition, request, token, resolved.secret, context, facts);
  if (notes.length === 0) return check;
  const withNotes = (made: Check): Check => ({ ...made, notes: [...notes, ...made.notes] });
  return check instanceof Promise ? check.then(withNotes) : withNotes(check);
}

function verify(
  condition: WebAuthentication,
  request: WebhookRequest,
  token: ByteString,
  secret: Secret,
  context: AuthenticationContext,
  facts: readonly Fact[],
): Check | Promise<Check> {
  switch (condition.authType) {
    case "static":
      return checkStaticToken(token, secret, facts);
    case "hmac": {
      const check = checkHmac(condition, request, token, secret, facts);
      return check.outcome === "failed" && check.reason.startsWith("signature-")
        ? { ...check, causes: causesOfMismatch(condition, request, token, secret) }
        : check;
    }
    case "jwt":
      return checkJwt(condition, token, secret, context.keys, context.now, facts).then((check) =>
        withPrefixCause(token, secret, check),
      );
  }
}

function withoutPrefix(value: ByteString, prefix: string): ByteString | undefined {
  const bytes = byteStringOf(prefix);
  return value.startsWith(bytes) ? value.slice(bytes.length) : undefined;
}

/** A scheme word in front of a token is the usual reason why it does not look like a JWT. */
function withPrefixCause(token: ByteString, secret: Secret, check: Check): Check {
  if (check.outcome === "passed" || check.reason !== "jwt-malformed") return check;
  const prefix = schemeIn(token, secret);
  return prefix !== undefined && token.startsWith("ey", prefix.length)
    ? { ...check, causes: [{ cause: "prefix-left-in", prefix }] }
    : check;
}
