import { tokenPlaceOf } from "../conditions/webAuthentication.ts";
import { byteStringOf } from "../request/byteString.ts";
import { lookUp } from "../request/lookUp.ts";
import { placeValue } from "../request/place.ts";
import type { WebhookRequest } from "../request/request.ts";
import { resolveSecret } from "../secrets/resolve.ts";
import type { SecretLookup } from "../secrets/secret.ts";
import type { StaticAuthentication, Trigger } from "../trigger/trigger.ts";

/** The request with each static token replaced by a reference to its secret, fit to be shown or stored. */
export function withReferences(
  trigger: Trigger,
  request: WebhookRequest,
  secrets: SecretLookup,
): WebhookRequest {
  return replaceTokens(trigger, request, secrets, (token, reference) => [token, reference]);
}

/** The inverse of `withReferences`: the request with its references filled in. */
export function withTokens(
  trigger: Trigger,
  request: WebhookRequest,
  secrets: SecretLookup,
): WebhookRequest {
  return replaceTokens(trigger, request, secrets, (token, reference) => [reference, token]);
}

function replaceTokens(
  trigger: Trigger,
  request: WebhookRequest,
  secrets: SecretLookup,
  direction: (token: string, reference: string) => readonly [from: string, to: string],
): WebhookRequest {
  let replaced = request;
  for (const condition of trigger.conditions) {
    if (condition.type !== "web-authentication" || condition.authType !== "static") continue;
    const resolved = resolveSecret(condition.secretKey, secrets);
    if (resolved.outcome !== "resolved") continue;
    const [from, to] = direction(
      byteStringOf(condition.valuePrefix + resolved.secret.reveal()),
      byteStringOf(condition.valuePrefix + referenceOf(condition)),
    );
    const place = tokenPlaceOf(condition);
    const found = lookUp(replaced, place);
    if (found.found !== "text" || found.value !== from) continue;
    const placement = placeValue(replaced, place, to);
    if (placement.outcome === "placed") replaced = placement.request;
  }
  return replaced;
}

/** A secret key that is nothing but one reference stands for itself; a literal one must not show. */
function referenceOf(condition: StaticAuthentication): string {
  return /^\{env:[\w-]+\}$/.test(condition.secretKey) ? condition.secretKey : "{secret-key}";
}
