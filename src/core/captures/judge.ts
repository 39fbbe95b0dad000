import type { KeyCache } from "../conditions/keys.ts";
import { LaunchHistory } from "../conditions/rateLimit.ts";
import { evaluate } from "../engine/evaluate.ts";
import type { Verdict } from "../engine/verdict.ts";
import type { WebhookRequest } from "../request/request.ts";
import { resolveSecret, secretNamesIn } from "../secrets/resolve.ts";
import type { Secret, SecretLookup } from "../secrets/secret.ts";
import type { Reason, Trigger } from "../trigger/trigger.ts";
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

/** A capture that was judged again, and what had been decided of it. */
export interface JudgedAgain {
  readonly capture: CaptureSummary;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly verdict: Verdict;
  readonly changed: boolean;
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
  judgeOf: (capture: CaptureSummary) => Judge | undefined,
): AsyncGenerator<JudgedAgain> {
  const histories = new Map<string, LaunchHistory>();
  for (const capture of captures) {
    const judge = judgeOf(capture);
    if (judge === undefined) continue;
    const launches = histories.get(judge.slug) ?? new LaunchHistory();
    histories.set(judge.slug, launches);
    const verdict = await judgeWith(launches, capture, judge, capture.receivedAt);
    const { outcome, reasons } = capture;
    const before = { outcome, reasons };
    const after = outcomeOf(verdict);
    yield { capture, before, after, verdict, changed: !isSame(before, after) };
  }
}

/** What a verdict comes to, in the words of a capture. */
export function outcomeOf(verdict: Verdict): Outcome {
  return { outcome: verdict.verdict, reasons: reasonsOf(verdict) };
}

/** What changed, in one sentence. */
export function changesText(
  judged: readonly Pick<JudgedAgain, "before" | "after" | "changed">[],
): string {
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

function isSame(left: Outcome, right: Outcome): boolean {
  return left.outcome === right.outcome && left.reasons.join() === right.reasons.join();
}
