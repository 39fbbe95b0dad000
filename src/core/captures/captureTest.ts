import { basestringHeaders } from "../conditions/basestring.ts";
import type { Verdict } from "../engine/verdict.ts";
import { keysOf } from "../language/fix/fields.ts";
import { fixSourceOf } from "../language/fix/fixSource.ts";
import { insertItem } from "../language/fix/insertion.ts";
import { entryAt } from "../language/fix/spot.ts";
import { readTriggers } from "../language/readTriggers.ts";
import type { TextEdit } from "../language/textEdit.ts";
import { slugOf } from "../trigger/address.ts";
import type { Json, Trigger } from "../trigger/trigger.ts";
import type { Capture } from "./capture.ts";
import { credentialsOf } from "./credentials.ts";
import { harOf } from "./har.ts";
import { maskUnneeded } from "./mask.ts";

/** What makes a test of a capture: a file beside the trigger file, and the edits that name it there. */
export interface CaptureTest {
  /** Relative to the folder of the trigger file. */
  readonly path: string;
  readonly content: string;
  readonly edits: readonly TextEdit[];
  /** How many credentials that the trigger does not look at were masked. */
  readonly masked: number;
}

/**
 * Makes a test of a capture that expects the verdict of now; undefined when the text of the trigger
 * file is not laid out for it. What the trigger checks stays, so that the test can judge it; the
 * credentials of the other triggers do not.
 */
export function captureTest(
  text: string,
  trigger: Trigger,
  capture: Capture,
  verdict: Verdict,
  version: string,
  others: readonly Trigger[] = [],
): CaptureTest | undefined {
  const slug = slugOf(trigger.name);
  const source = fixSourceOf(text);
  const read = readTriggers(text).find(({ name }) => slugOf(name) === slug);
  const owner = read && entryAt(source, read.head);
  const time = new Date(capture.receivedAt).toISOString();
  const path = `captures/${slug}-${time.replace(/[-:]|\.\d+/g, "")}-${capture.id.slice(-4)}.har`;
  const value = {
    name: `${verdict.verdict} as on ${time.slice(0, 19).replace("T", " at ")}`,
    request: { capture: path },
    expect: expectationOf(verdict),
  };
  const edits =
    owner && insertItem(source, owner, { key: "tests", value, order: keysOf("trigger") });
  if (edits === undefined) return undefined;
  const { masked, ...redacted } = maskUnneeded(
    capture,
    credentialsOf(others, [capture]),
    namesNeeded(trigger),
  );
  const document = harOf([{ ...capture, ...redacted }], { version, comment: undefined });
  return { path, content: `${JSON.stringify(document, null, 2)}\n`, edits, masked };
}

function expectationOf(verdict: Verdict): Json {
  if (verdict.verdict === "accepted") return "accepted";
  for (const { condition, check } of verdict.trace) {
    if (check.outcome === "failed") return { "refused-by": condition.type, reason: check.reason };
  }
  return "refused";
}

/** The headers without which the trigger would decide otherwise. */
function namesNeeded(trigger: Trigger): readonly string[] {
  return trigger.conditions.flatMap((condition) => {
    if (condition.type === "web-timestamp") return condition.timestampLookupKey;
    if (condition.type === "rate-limit") return [];
    const covered =
      condition.authType === "hmac" ? basestringHeaders(condition.basestringFormat) : [];
    return [condition.tokenLookupKey, ...covered];
  });
}
