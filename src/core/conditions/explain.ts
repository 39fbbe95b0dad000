import type { Place } from "../request/lookUp.ts";
import type { Condition, Namespace, Reason } from "../trigger/trigger.ts";
import { causeText } from "./cause.ts";
import type { Check, Fact, KeyProblem } from "./check.ts";

type FactOf<F extends Fact["fact"]> = Extract<Fact, { fact: F }>;

/**
 * Says in one or two sentences why a condition failed and, where that is known, what to do. The
 * words name keys, lengths and times, never a secret, a token or a computed value.
 */
export function explainFailure(
  condition: Condition,
  check: Extract<Check, { outcome: "failed" }>,
): string {
  const sentence = sentenceOf(check.reason, condition, check.facts);
  return [sentence, ...check.causes.map(causeText)].join(" ");
}

/** The facts of a check as short phrases, such as “36 bytes signed with sha256”. */
export function factTexts(facts: readonly Fact[]): readonly string[] {
  return facts.map(factText);
}

/** A place in words, such as “header X-Signature”. */
export function placeText(place: Place): string {
  return `${placeNames[place.namespace]} ${place.key}`;
}

const placeNames: Readonly<Record<Namespace, string>> = {
  "http-header": "header",
  querystring: "query parameter",
  "url-encoded-body": "form field",
  "json-body": "JSON key",
};

const keyProblems: Readonly<Record<KeyProblem, string>> = {
  "not-in-secret-encoding": "The secret is not in the trigger's secret-encoding.",
  "public-key-for-hs":
    "The secret is a public or private key, and an HS… algorithm would let anyone who has it sign: choose the algorithm of the key pair.",
  "not-a-public-key":
    "The secret is not a public key: paste it as PEM (SPKI, PKCS#1 or a certificate) or as a JWK.",
  "private-key-where-public-key-belongs":
    "The secret is a private key: the trigger needs only the public key of the pair.",
  "not-a-private-key": "The private key cannot be read: give it as PEM or as a JWK.",
  "key-type-does-not-fit": "The key is of another type than the algorithm needs.",
  "rsa-below-2048-bits": "The RSA key has fewer than 2048 bits.",
};

/** The sentence for a secret that is no key for its algorithm. */
export function keyProblemText(problem: KeyProblem): string {
  return keyProblems[problem];
}

function sentenceOf(reason: Reason, condition: Condition, facts: readonly Fact[]): string {
  const fact = <F extends Fact["fact"]>(name: F) =>
    facts.find((candidate): candidate is FactOf<F> => candidate.fact === name);
  const lookedUp = fact("looked-up");
  const place = lookedUp === undefined ? "value" : placeText(lookedUp.place);
  const found = fact("found");
  const value = found === undefined ? "" : ` (${found.length} characters, ${found.looks})`;
  switch (reason) {
    case "value-missing":
      return `The request has no ${place}.`;
    case "value-ambiguous": {
      const header = fact("header");
      return `The request has more than one ${header === undefined ? place : `header ${header.name}`}: send it once.`;
    }
    case "value-not-text":
      return `The ${place} is not text.`;
    case "body-unreadable":
      return `The body is not a JSON object in UTF-8, so it has no ${place}.`;
    case "prefix-missing":
      return `The ${place} does not begin with “${fact("prefix")?.prefix ?? ""}”.`;
    case "secret-missing": {
      const names = fact("secrets")?.names ?? [];
      return names.length === 0
        ? "The secret key is empty."
        : `The secret ${names.join(", ")} is not set or empty: set it in the environment or the env file.`;
    }
    case "secret-unusable":
      return keyProblemText(fact("key-problem")?.problem ?? "not-in-secret-encoding");
    case "token-mismatch":
      return `The ${place}${value} is not the secret.`;
    case "signature-malformed":
      return `The ${place}${value} does not look like the digest that is expected.`;
    case "signature-mismatch":
      return `The signature in ${place} does not match the ${fact("signed")?.bytes ?? 0} bytes that were received: the secret, the basestring or the body differs from the sender's.`;
    case "basestring-header-missing":
      return `The basestring needs the header ${fact("header")?.name ?? ""}, which the request does not have.`;
    case "jwt-malformed":
      return `The ${place}${value} is not a JWT in strict base64url.`;
    case "jwt-algorithm-mismatch":
      return `The token is signed with ${fact("algorithm")?.found ?? "none"}, the trigger allows only ${fact("algorithm")?.wanted ?? ""}.`;
    case "jwt-signature-mismatch":
      return "The signature of the token does not verify with the trigger's key.";
    case "jwt-expired":
      return `The token expired ${duration(fact("claim")?.secondsFromNow)} ago.`;
    case "jwt-not-yet-valid":
      return `The ${fact("claim")?.name ?? ""} of the token lies ${duration(fact("claim")?.secondsFromNow)} in the future: compare the clocks.`;
    case "jwt-claim-refused":
      return fact("claim")?.name === "aud"
        ? "The token names an audience (aud), and a trigger is never named (RFC 7519, section 4.1.3)."
        : `The claim ${fact("claim")?.name ?? ""} of the token is not a number.`;
    case "jwt-critical-unknown":
      return "The token has critical header parameters (crit), and none is known here (RFC 7515, section 4.1.11).";
    case "timestamp-malformed":
      return `The ${place}${value} is not a UNIX timestamp in digits.`;
    case "timestamp-out-of-tolerance": {
      const drift = fact("drift");
      const side = (drift?.seconds ?? 0) < 0 ? "old" : "in the future";
      return `The timestamp is ${duration(drift?.seconds)} ${side}; the tolerance is ${drift?.tolerance ?? 0} s.`;
    }
    case "rate-limit-exceeded": {
      const { quota, period } = fact("quota") ?? { quota: 0, period: 0 };
      return `The quota of ${quota} in ${duration(period)} is used up.`;
    }
  }
  return unreachable(condition, reason);
}

function unreachable(condition: Condition, reason: never): never {
  throw new Error(`No sentence for ${String(reason)} of ${condition.type}`);
}

function factText(fact: Fact): string {
  switch (fact.fact) {
    case "looked-up":
      return placeText(fact.place);
    case "found":
      return `${fact.length} characters, ${fact.looks}`;
    case "prefix":
      return `prefix “${fact.prefix}”`;
    case "secrets":
      return `secret ${fact.names.join(", ")}`;
    case "key-problem":
      return fact.problem;
    case "signed":
      return `${fact.bytes} bytes signed with ${fact.algorithm}`;
    case "header":
      return `header ${fact.name}`;
    case "algorithm":
      return `algorithm ${fact.found}`;
    case "claim":
      return fact.secondsFromNow === undefined
        ? fact.name
        : `${fact.name} ${fact.secondsFromNow < 0 ? "" : "in "}${duration(fact.secondsFromNow)}`;
    case "drift":
      return `drift ${Math.round(fact.seconds)} s of ${fact.tolerance} s`;
    case "quota":
      return `${fact.left} of ${fact.quota} left in ${duration(fact.period)}`;
  }
}

function duration(seconds = 0): string {
  const size = Math.abs(seconds);
  if (size < 120) return `${Number(size.toFixed(1))} s`;
  if (size < 7200) return `${Math.round(size / 60)} min`;
  return size < 172_800 ? `${Math.round(size / 3600)} h` : `${Math.round(size / 86_400)} days`;
}
