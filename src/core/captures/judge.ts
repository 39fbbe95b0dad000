import type { KeyCache } from "../conditions/keys.ts";
import { LaunchHistory } from "../conditions/rateLimit.ts";
import { evaluate } from "../engine/evaluate.ts";
import type { Verdict } from "../engine/verdict.ts";
import type { WebhookRequest } from "../request/request.ts";
import { resolveSecret, secretNamesIn } from "../secrets/resolve.ts";
import type { Secret, SecretLookup } from "../secrets/secret.ts";
import type { Condition, Reason, Trigger } from "../trigger/trigger.ts";
import { type Capture, type CaptureOutcome, type CaptureSummary, reasonsOf } from "./capture.ts";
import { type RedactedRequest, restore } from "./redact.ts";
import type { SecretSource } from "./secretFinder.ts";

/** A trigger as it is now, with its address and what its verdicts depend on. */
export interface Judge {
  readonly slug: string;
  readonly trigger: Trigger;
  readonly secrets: SecretLookup;
  readonly keys: KeyCache;
  readonly newId: () => string;
}

/** A capture that was decided again, and what had been decided of it. */
export interface Compared {
  readonly capture: CaptureSummary;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly changed: boolean;
}

/** A capture that was judged again, with the whole verdict. */
export interface JudgedAgain extends Compared {
  readonly verdict: Verdict;
}

/** What a verdict comes to. */
export interface Outcome {
  readonly outcome: CaptureOutcome;
  readonly reasons: readonly Reason[];
}

/**
 * The request with its secrets filled in. Only what the trigger itself refers to is filled in: a
 * capture may come from others, who could ask for any secret.
 */
export function withSecrets(
  redacted: RedactedRequest,
  judge: Pick<Judge, "slug" | "trigger" | "secrets">,
): WebhookRequest {
  return restore(redacted, (source) => secretOf(source, judge));
}

/** Judges a capture at a time, in milliseconds, as if no launch had come before it. */
export function judgeCapture(
  capture: RedactedRequest,
  judge: Judge,
  now: number,
): Promise<Verdict> {
  return judgeWith(new LaunchHistory(), capture, judge, now);
}

/**
 * Judges captures again, each at the time of its receipt, without sending anything. They are to come
 * in the order of their receipt, because rate limits count those before.
 */
export async function* judgeAgain(
  captures: Iterable<Capture>,
  judgeOf: (capture: Capture) => Judge | undefined,
): AsyncGenerator<JudgedAgain> {
  const histories = new Map<string, LaunchHistory>();
  for (const capture of captures) {
    const judge = judgeOf(capture);
    if (judge === undefined) continue;
    const launches = histories.get(judge.slug) ?? new LaunchHistory();
    histories.set(judge.slug, launches);
    const verdict = await judgeWith(launches, capture, judge, capture.receivedAt);
    yield { ...compared(capture, outcomeOf(verdict)), verdict };
  }
}

/** What was decided of a capture beside what is decided now. */
export function compared(capture: CaptureSummary, after: Outcome): Compared {
  const { outcome, reasons } = capture;
  const changed = outcome !== after.outcome || reasons.join() !== after.reasons.join();
  return { capture, before: { outcome, reasons }, after, changed };
}

/** What a verdict comes to, in the words of a capture. */
export function outcomeOf(verdict: Verdict): Outcome {
  return { outcome: verdict.verdict, reasons: reasonsOf(verdict) };
}

/** What changed, in one sentence. */
export function changesText(judged: readonly Compared[]): string {
  const changed = judged.filter((one) => one.changed);
  const became = (outcome: CaptureOutcome) =>
    changed.filter(({ before, after }) => after.outcome === outcome && before.outcome !== outcome)
      .length;
  const parts = [
    [became("accepted"), "accepted now"],
    [became("refused"), "refused now"],
    [
      changed.filter(({ before, after }) => before.outcome === after.outcome).length,
      "refused for another reason",
    ],
  ] as const;
  const counted = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const of = `${judged.length} ${judged.length === 1 ? "capture" : "captures"}`;
  return counted.length === 0
    ? `No verdict changes among ${of}.`
    : `${changed.length} of ${of} ${changed.length === 1 ? "changes" : "change"}: ${counted.join(", ")}.`;
}

/**
 * The request with its static tokens alone: what goes to another machine takes along what the sender
 * sent there, and never a key that signs.
 */
export function withStaticTokens(
  redacted: RedactedRequest,
  judge: Pick<Judge, "slug" | "trigger" | "secrets">,
): WebhookRequest {
  const conditions = judge.trigger.conditions.map(
    (condition): Condition =>
      condition.type === "web-authentication" && condition.authType !== "static"
        ? { ...condition, secretKey: "" }
        : condition,
  );
  return withSecrets(redacted, { ...judge, trigger: { ...judge.trigger, conditions } });
}

function judgeWith(
  launches: LaunchHistory,
  capture: RedactedRequest,
  judge: Judge,
  now: number,
): Promise<Verdict> {
  const { trigger, secrets, keys, newId } = judge;
  return evaluate(trigger, withSecrets(capture, judge), { now, secrets, keys, launches, newId });
}

function secretOf(
  source: SecretSource,
  { slug, trigger, secrets }: Pick<Judge, "slug" | "trigger" | "secrets">,
): Secret | undefined {
  const keys = trigger.conditions.map((condition) =>
    condition.type === "web-authentication" ? condition.secretKey : "",
  );
  if (source.from === "environment") {
    const isWanted = keys.some((key) => secretNamesIn(key).includes(source.name));
    return isWanted ? secrets(source.name) : undefined;
  }
  if (source.slug !== slug) return undefined;
  const resolved = resolveSecret(keys[source.index] ?? "", secrets);
  return resolved.outcome === "resolved" ? resolved.secret : undefined;
}
