import type { FreshCapture } from "./capture.ts";
import { timeOrderedId } from "./capture.ts";
import { fittingReferences } from "./edited.ts";
import { redact } from "./redact.ts";
import { targetOf } from "./replay.ts";
import type { SecretFinder } from "./secretFinder.ts";
import type { ReadRequest } from "./storedRequest.ts";

/** What an import depends on. */
export interface ImportContext {
  readonly now: number;
  readonly newId: () => string;
  /** The secrets that must not be kept. */
  readonly finder: SecretFinder;
}

/** What is kept of a request that a file holds: as it was, when the file is one of our own. */
export function importedCapture(read: ReadRequest, context: ImportContext): FreshCapture {
  const { facts } = read;
  const request = { ...read.request, url: targetOf(read.request.url) };
  const known = facts && fittingReferences(request, facts.references);
  const receivedAt = read.receivedAt ?? context.now;
  // References are places in the request, so that a second redaction would move them.
  const redacted =
    known === undefined || known.length === 0
      ? redact(request, context.finder)
      : { request, references: known };
  return {
    id: facts?.id ?? timeOrderedId(context.newId(), receivedAt),
    receivedAt,
    trigger: { name: facts?.trigger.name ?? "", slug: facts?.trigger.slug ?? "", path: "" },
    sender: undefined,
    method: request.method,
    url: redacted.request.url,
    bodySize: request.body.length,
    ...redacted,
    verdict: undefined,
    outcome: facts?.outcome ?? "unjudged",
    status: facts?.status ?? 0,
    reasons: facts?.reasons ?? [],
    durationInMilliseconds: facts?.durationInMilliseconds ?? 0,
    lineage: facts?.lineage,
  };
}
