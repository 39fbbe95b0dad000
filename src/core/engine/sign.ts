import { basestringHeaders, coversBody } from "../conditions/basestring.ts";
import { signHmac } from "../conditions/hmac.ts";
import { issueJwt } from "../conditions/jwt.ts";
import { importSigningKey, importVerificationKey, isAsymmetric } from "../conditions/keys.ts";
import { issueStaticToken } from "../conditions/staticToken.ts";
import { issueTimestamp, timestampPlaceOf } from "../conditions/timestamp.ts";
import { tokenPlaceOf } from "../conditions/webAuthentication.ts";
import { type ByteString, byteStringOf } from "../request/byteString.ts";
import { lookUp, type Place } from "../request/lookUp.ts";
import { placeValue } from "../request/place.ts";
import { headerValues, type WebhookRequest } from "../request/request.ts";
import { resolveSecret } from "../secrets/resolve.ts";
import type { Secret, SecretLookup } from "../secrets/secret.ts";
import type {
  HmacAuthentication,
  JwtAuthentication,
  Trigger,
  WebAuthentication,
  WebTimestamp,
} from "../trigger/trigger.ts";
import type { SigningProblem } from "./signingProblem.ts";

/** What signing depends on beside trigger and request; `now` is in milliseconds. */
export interface SigningContext {
  readonly now: number;
  readonly secrets: SecretLookup;
  /** Signs tokens of the asymmetric JWT algorithms. */
  readonly privateKey: Secret | undefined;
  readonly newId: () => string;
}

/** The request as a genuine sender would send it, or why there is none. */
export type SignResult =
  | { readonly outcome: "signed"; readonly request: WebhookRequest }
  | { readonly outcome: "impossible"; readonly problem: SigningProblem };

type Step = WebTimestamp | WebAuthentication;

/**
 * Makes of a request one that `evaluate` accepts at the same time with the same secrets, rate
 * limits aside: timestamps, tokens and the headers that a basestring needs are put in their places.
 */
export async function sign(
  trigger: Trigger,
  request: WebhookRequest,
  context: SigningContext,
): Promise<SignResult> {
  const order = signingOrder(trigger);
  if (order === undefined) return impossible({ problem: "circle" });
  let signed = request;
  const taken: Place[] = [];
  for (const step of order) {
    const place = placeOf(step);
    if (step.type === "web-authentication" && step.authType === "hmac") {
      const complete = withBasestringHeaders(step, signed, context);
      if (complete.outcome === "impossible") return complete;
      signed = complete.request;
    }
    const value = await valueFor(step, signed, context);
    if (typeof value !== "string") return impossible(value);
    if (taken.some((other) => samePlace(other, place))) {
      const found = lookUp(signed, place);
      if (found.found === "text" && found.value === value) continue;
      return impossible({ problem: "place-taken", place });
    }
    const placement = placeValue(signed, place, value);
    if (placement.outcome === "impossible") {
      return impossible({ problem: "unplaceable", place, why: placement.why });
    }
    taken.push(place);
    signed = placement.request;
  }
  return { outcome: "signed", request: signed };
}

/**
 * Timestamps and authentications in an order in which each signature comes after all that it
 * covers; undefined when two signatures would cover each other, or one itself.
 */
export function signingOrder(trigger: Trigger): readonly Step[] | undefined {
  let waiting = signingSteps(trigger);
  const order: Step[] = [];
  while (waiting.length > 0) {
    const ready = waiting.filter((step) => !waiting.some((other) => covers(step, placeOf(other))));
    if (ready.length === 0) return undefined;
    order.push(...ready);
    waiting = waiting.filter((step) => !ready.includes(step));
  }
  return order;
}

/** The conditions that a request itself can meet: all but the rate limits. */
export function signingSteps(trigger: Trigger): readonly Step[] {
  return trigger.conditions.filter((condition) => condition.type !== "rate-limit");
}

/** Whether what the step signs depends on the value at a place. */
function covers(step: Step, place: Place): boolean {
  if (step.type !== "web-authentication" || step.authType !== "hmac") return false;
  switch (place.namespace) {
    case "http-header":
      return basestringHeaders(step.basestringFormat).some((name) => sameName(name, place.key));
    case "querystring":
      return false;
    case "url-encoded-body":
    case "json-body":
      return (
        coversBody(step.basestringFormat) ||
        basestringHeaders(step.basestringFormat).some((name) => sameName(name, "content-length"))
      );
  }
}

/** The place in the request where a step puts its value. */
export function placeOf(step: Step): Place {
  return step.type === "web-timestamp" ? timestampPlaceOf(step) : tokenPlaceOf(step);
}

/** A header that the basestring names and nothing else provides gets a time or an id, by its name. */
function withBasestringHeaders(
  condition: HmacAuthentication,
  request: WebhookRequest,
  context: SigningContext,
): SignResult {
  let complete = request;
  for (const key of basestringHeaders(condition.basestringFormat)) {
    if (headerValues(complete, key).length > 0) continue;
    const place = { namespace: "http-header", key } as const;
    const placement = placeValue(complete, place, basestringHeaderValue(key, complete, context));
    if (placement.outcome === "impossible") {
      return impossible({ problem: "unplaceable", place, why: placement.why });
    }
    complete = placement.request;
  }
  return { outcome: "signed", request: complete };
}

function basestringHeaderValue(
  name: string,
  request: WebhookRequest,
  context: SigningContext,
): string {
  if (sameName(name, "content-length")) return String(request.body.length);
  return namesTime(name) ? String(Math.floor(context.now / 1000)) : context.newId();
}

/** Whether a header holds a time, as far as its name tells. */
export function namesTime(header: string): boolean {
  return /time|date/i.test(header);
}

async function valueFor(
  step: Step,
  request: WebhookRequest,
  context: SigningContext,
): Promise<ByteString | SigningProblem> {
  if (step.type === "web-timestamp") return issueTimestamp(step, context.now);
  const resolved = resolveSecret(step.secretKey, context.secrets);
  const prefix = byteStringOf(step.valuePrefix);
  if (step.authType === "jwt" && isAsymmetric(step.algorithm)) {
    return prefixed(prefix, await asymmetricToken(step, context));
  }
  if (resolved.outcome !== "resolved") return { problem: "secret-missing", names: resolved.names };
  switch (step.authType) {
    case "static":
      return prefix + issueStaticToken(resolved.secret);
    case "jwt":
      return prefixed(prefix, await symmetricToken(step, resolved.secret, context));
    case "hmac": {
      const signature = signHmac(step, request, resolved.secret);
      if (signature.outcome === "signed") return prefix + signature.token;
      return signature.outcome === "secret-unusable"
        ? { problem: "secret-unusable", why: "not-in-secret-encoding" }
        : { problem: "header-ambiguous", name: signature.name };
    }
  }
}

async function asymmetricToken(
  condition: JwtAuthentication,
  context: SigningContext,
): Promise<string | SigningProblem> {
  const { algorithm } = condition;
  if (context.privateKey === undefined) return { problem: "private-key-missing", algorithm };
  const imported = importSigningKey(algorithm, context.privateKey);
  return imported.outcome === "unusable"
    ? { problem: "private-key-unusable", why: imported.problem }
    : issueJwt(algorithm, imported.key, context.now);
}

async function symmetricToken(
  condition: JwtAuthentication,
  secret: Secret,
  context: SigningContext,
): Promise<string | SigningProblem> {
  const imported = importVerificationKey(condition, secret);
  return imported.outcome === "unusable"
    ? { problem: "secret-unusable", why: imported.problem }
    : issueJwt(condition.algorithm, imported.key, context.now);
}

function prefixed(prefix: ByteString, token: string | SigningProblem): ByteString | SigningProblem {
  return typeof token === "string" ? prefix + token : token;
}

/** Whether two places are one; header names have no case. */
export function samePlace(left: Place, right: Place): boolean {
  if (left.namespace !== right.namespace) return false;
  return left.namespace === "http-header" ? sameName(left.key, right.key) : left.key === right.key;
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function impossible(problem: SigningProblem): SignResult {
  return { outcome: "impossible", problem };
}
