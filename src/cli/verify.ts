import { basename } from "node:path";
import { fittingReferences } from "../core/captures/edited.ts";
import { withSecrets } from "../core/captures/judge.ts";
import { readRequestFile } from "../core/captures/requestFile.ts";
import { withTokens } from "../core/captures/staticTokens.ts";
import type { ReadRequest } from "../core/captures/storedRequest.ts";
import { KeyCache } from "../core/conditions/keys.ts";
import { LaunchHistory } from "../core/conditions/rateLimit.ts";
import { evaluate } from "../core/engine/evaluate.ts";
import { printable } from "../core/engine/printable.ts";
import { traceText } from "../core/engine/verdictText.ts";
import type { WebhookRequest } from "../core/request/request.ts";
import type { SecretLookup } from "../core/secrets/secret.ts";
import { slugOf } from "../core/trigger/address.ts";
import type { Trigger } from "../core/trigger/trigger.ts";
import { secretsFrom } from "../node/environment.ts";
import { readText } from "../node/files.ts";
import { UserError } from "../node/userError.ts";
import type { ExitCode, Io } from "./io.ts";
import { notesJson, paintFor, traceJson } from "./report.ts";
import { chooseTrigger } from "./triggerChoice.ts";
import { fileOf, parseArguments, timeOf, UsageError } from "./usage.ts";

/** Judges a stored request as the listener would have done, at its time of receipt where that is known. */
export async function verify(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    trigger: { type: "string" },
    request: { type: "string" },
    at: { type: "string" },
    "env-file": { type: "string" },
    json: { type: "boolean", default: false },
  });
  const trigger = chooseTrigger(fileOf(positionals), values.trigger);
  if (values.request === undefined) throw new UsageError("Give the stored request with --request.");
  const stored = readRequestFile(basename(values.request), readText(values.request, "request"));
  if (stored.outcome === "unreadable") {
    throw new UserError(`${values.request} holds no request. ${stored.why}`, "See the README.");
  }
  const secrets = secretsFrom(values["env-file"], io.environment);
  const now = timeOf(values.at, io.now());
  const verdict = await evaluate(trigger, filledIn(trigger, stored, secrets), {
    now: values.at === undefined ? (stored.receivedAt ?? now) : now,
    secrets,
    keys: new KeyCache(),
    launches: new LaunchHistory(),
    newId: io.newId,
  });
  const paint = paintFor(io.color);
  const style = verdict.verdict === "accepted" ? "green" : "red";
  io.stdout(
    values.json
      ? `${JSON.stringify({
          verdict: verdict.verdict,
          status: verdict.status,
          conditions: traceJson(verdict.trace),
          notes: notesJson(verdict.trace),
          response: verdict.answer,
        })}\n`
      : `${paint(style, verdict.verdict)}  ${verdict.status}  ${printable(trigger.name)}\n${traceText(verdict.trace, paint)}`,
  );
  return verdict.verdict === "accepted" ? 0 : 1;
}

/** The request with its secrets: a capture says where they stand, in other files references do. */
function filledIn(
  trigger: Trigger,
  { request, facts }: ReadRequest,
  secrets: SecretLookup,
): WebhookRequest {
  if (facts === undefined) return withTokens(trigger, request, secrets);
  const references = fittingReferences(request, facts.references);
  return withSecrets({ request, references }, { slug: slugOf(trigger.name), trigger, secrets });
}
