import type { TriggerFacts } from "./triggerFacts.ts";

/** Headers in which senders commonly put a token of an auth type, the commonest first. */
export function usualTokenHeaders(authType: string | undefined): readonly string[] {
  switch (authType) {
    case "hmac":
      return ["X-Signature", "X-Hub-Signature-256", "X-Hmac-Signature", "Authorization"];
    case "jwt":
      return ["Authorization", "X-Webhook-Signature"];
    default:
      return ["Authorization", "X-Webhook-Secret", "X-Gitlab-Token"];
  }
}

/** Headers in which senders commonly put a timestamp. */
const usualTimestampHeaders = ["X-Request-Timestamp", "X-Timestamp"];

/** Headers for a timestamp: those that the trigger signs come first. */
export function timestampHeaders(facts: TriggerFacts): readonly string[] {
  return different(
    [...facts.signedHeaders, ...facts.timestampHeaders, ...usualTimestampHeaders],
    [],
  );
}

/** Headers to sign: never the one that carries the signature. */
export function signableHeaders(facts: TriggerFacts): readonly string[] {
  const { timestampHeaders: times, signedHeaders, tokenHeaders } = facts;
  return different([...times, ...signedHeaders, ...usualTimestampHeaders], tokenHeaders);
}

/** Each header once, whatever its case, without some. */
export function different(
  headers: readonly string[],
  without: readonly string[],
): readonly string[] {
  const seen = new Set(without.map((header) => header.toLowerCase()));
  return headers.filter((header) => {
    const isNew = !seen.has(header.toLowerCase());
    seen.add(header.toLowerCase());
    return isNew;
  });
}
