import type { Check, Fact } from "../conditions/check.ts";
import type { TraceLine, Verdict } from "../engine/verdict.ts";
import { type ByteString, byteStringOf, bytesOf, textOf } from "../request/byteString.ts";
import type { Header, WebhookRequest } from "../request/request.ts";
import type { Secret, SecretLookup } from "../secrets/secret.ts";
import type { Condition, Trigger } from "../trigger/trigger.ts";
import { SecretFinder, type SecretSource } from "./secretFinder.ts";
import { type Spelling, spelled } from "./spelling.ts";

/** A reference in the place of a secret: what it stands for, and how that was written. */
export interface SecretReference {
  readonly part: RequestPart;
  /** Where the reference stands in its part as it is kept. */
  readonly start: number;
  readonly length: number;
  readonly source: SecretSource;
  readonly spelling: Spelling;
}

/** A part of a request that may hold a secret; header lines are counted from 0. */
export type RequestPart = "url" | "body" | `name ${number}` | `value ${number}`;

/** A request in which no secret stands, and how to fill them in again. */
export interface RedactedRequest {
  readonly request: WebhookRequest;
  readonly references: readonly SecretReference[];
}

/** Puts a reference in the place of each secret, wherever it stands and however it is written. */
export function redact(request: WebhookRequest, finder: SecretFinder): RedactedRequest {
  if (!holdsSecret(request, finder)) return { request, references: [] };
  const references: SecretReference[] = [];
  const redacted = mapParts(request, (part, text) => redactText(text, part, finder, references));
  return { request: redacted, references };
}

/** The inverse of `redact`: the request with its secrets; one that is gone stays a reference. */
export function restore(
  { request, references }: RedactedRequest,
  secretOf: (source: SecretSource) => Secret | undefined,
): WebhookRequest {
  if (references.length === 0) return request;
  return mapParts(request, (part, text) => {
    let restored = "";
    let end = 0;
    for (const reference of references) {
      if (reference.part !== part) continue;
      const { start, length, source, spelling } = reference;
      const secret = secretOf(source);
      const written = secret && spelled(secret.reveal(), spelling);
      restored += text.slice(end, start) + (written ?? text.slice(start, start + length));
      end = start + length;
    }
    return end === 0 ? text : restored + text.slice(end);
  });
}

/** A verdict without secrets: neither one that stands in the trigger file nor one that was sent. */
export function redactVerdict(verdict: Verdict, finder: SecretFinder): Verdict {
  const { answer } = verdict;
  return {
    ...verdict,
    answer: { ...answer, body: withReferences(answer.body, finder) },
    trace: verdict.trace.map((line) => redactLine(line, finder)),
  };
}

/** A text of another program without the secrets of a trigger, which it may have been sent. */
export function withoutSecretsOf(trigger: Trigger, secrets: SecretLookup, text: string): string {
  return withReferences(text, new SecretFinder([{ slug: "", trigger, secrets }]));
}

/** How a secret is called where its value may not stand. */
export function referenceText(source: SecretSource): string {
  return source.from === "environment" ? `{env:${source.name}}` : "{secret-key}";
}

/** Most requests hold none, and need not be taken apart. */
function holdsSecret({ url, headers, body }: WebhookRequest, finder: SecretFinder): boolean {
  const isFound = (text: ByteString) => finder.find(text).length > 0;
  return (
    isFound(url) ||
    headers.some(([name, value]) => isFound(name) || isFound(value)) ||
    isFound(latin1Of(body))
  );
}

/** The bytes as a byte string, without another copy of them. */
function latin1Of({ buffer, byteOffset, byteLength }: Uint8Array): ByteString {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

function redactText(
  text: ByteString,
  part: RequestPart,
  finder: SecretFinder,
  references: SecretReference[],
): ByteString {
  const found = finder.find(text);
  if (found.length === 0) return text;
  let redacted = "";
  let from = 0;
  for (const { start, end, source, spelling } of found) {
    redacted += text.slice(from, start);
    const reference = referenceText(source);
    references.push({ part, start: redacted.length, length: reference.length, source, spelling });
    redacted += reference;
    from = end;
  }
  return redacted + text.slice(from);
}

/** The request with each part that a function changes changed, and the others as they are. */
function mapParts(
  request: WebhookRequest,
  change: (part: RequestPart, text: ByteString) => ByteString,
): WebhookRequest {
  const headers = request.headers.map(
    ([name, value], index): Header => [
      change(`name ${index}`, name),
      change(`value ${index}`, value),
    ],
  );
  const body = latin1Of(request.body);
  const changed = change("body", body);
  return {
    method: request.method,
    url: change("url", request.url),
    headers,
    body: changed === body ? request.body : bytesOf(changed),
  };
}

function redactLine({ condition, check }: TraceLine, finder: SecretFinder): TraceLine {
  return { condition: withoutLiteralSecret(condition), check: redactCheck(check, finder) };
}

/** A secret key that is nothing but references stands for itself; a literal one must not show. */
function withoutLiteralSecret(condition: Condition): Condition {
  if (condition.type !== "web-authentication") return condition;
  return /^(?:\{env:[\w-]+\})*$/.test(condition.secretKey)
    ? condition
    : { ...condition, secretKey: "{secret-key}" };
}

/** Of all facts only the algorithm that a token names is the sender's own text. */
function redactCheck(check: Check, finder: SecretFinder): Check {
  const facts = check.facts.map(
    (fact): Fact =>
      fact.fact === "algorithm" ? { ...fact, found: withReferences(fact.found, finder) } : fact,
  );
  return { ...check, facts };
}

function withReferences(text: string, finder: SecretFinder): string {
  return textOf(redactText(byteStringOf(text), "body", finder, []));
}
