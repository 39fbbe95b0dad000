import type { WebhookRequest } from "../request/request.ts";
import {
  type RedactedRequest,
  type RequestPart,
  referenceText,
  type SecretReference,
} from "./redact.ts";

/**
 * A request that somebody wrote or changed by hand, in which each reference stands for its secret
 * again: `{env:NAME}` wherever it stands, written as it was in the capture if it was there.
 */
export function referencesIn(
  request: WebhookRequest,
  known: readonly SecretReference[],
): RedactedRequest {
  const references = partsOf(request).flatMap(([part, text]) =>
    [...text.matchAll(/\{env:([A-Za-z0-9_-]+)\}|\{secret-key\}/g)].flatMap(
      ({ 0: shown, 1: name, index: start }): readonly SecretReference[] => {
        const alike = known.filter(({ source }) => referenceText(source) === shown);
        const before = alike.find((one) => one.part === part) ?? alike[0];
        const source = before?.source ?? (name && { from: "environment" as const, name });
        if (source === undefined || source === "") return [];
        const spelling = before?.part === part ? before.spelling : "plain";
        return [{ part, start, length: shown.length, source, spelling }];
      },
    ),
  );
  return { request, references };
}

/** The references that a file tells of, as far as the request has them where it says. */
export function fittingReferences(
  request: WebhookRequest,
  references: readonly SecretReference[],
): readonly SecretReference[] {
  const parts = new Map(partsOf(request));
  let end = 0;
  let last: RequestPart | undefined;
  return references.filter(({ part, start, length, source }) => {
    const shown = referenceText(source);
    const fits = parts.get(part)?.startsWith(shown, start) === true && length === shown.length;
    if (!fits || (part === last && start < end)) return false;
    last = part;
    end = start + length;
    return true;
  });
}

function partsOf({
  url,
  headers,
  body,
}: WebhookRequest): readonly (readonly [RequestPart, string])[] {
  return [
    ["url", url],
    ...headers.flatMap(([name, value], index): [RequestPart, string][] => [
      [`name ${index}`, name],
      [`value ${index}`, value],
    ]),
    ["body", Buffer.from(body).toString("latin1")],
  ];
}
