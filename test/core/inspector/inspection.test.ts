import assert from "node:assert/strict";
import { evaluate } from "../../../src/core/engine/evaluate.ts";
import { sign } from "../../../src/core/engine/sign.ts";
import { inspect, judgedAgain } from "../../../src/core/inspector/inspection.ts";
import { isToInspector } from "../../../src/core/inspector/messages.ts";
import type { Condition } from "../../../src/core/trigger/trigger.ts";
import { freshCapture } from "../../support/captures.ts";
import {
  contextOf,
  hmac,
  jwt,
  post,
  secretText,
  staticToken,
  triggerOf,
  webTimestamp,
} from "../../support/context.ts";

const alone = { origin: undefined, replays: [] };

/** The inspection of a genuine request for these conditions. */
async function inspected(...conditions: readonly Condition[]) {
  const trigger = triggerOf(...conditions);
  const signed = await sign(trigger, post('{"a":1}'), contextOf());
  assert.ok(signed.outcome === "signed");
  const verdict = await evaluate(trigger, signed.request, contextOf());
  const capture = freshCapture({ request: signed.request, verdict });
  return inspect({ ...capture, position: 1, pinned: false }, alone, undefined);
}

describe("an inspection", () => {
  it("is a message that a page takes, and survives the way there", async () => {
    const inspection = await inspected(
      hmac({ tokenLookupKey: "X-Digest" }),
      webTimestamp(),
      staticToken(),
      jwt({ tokenLookupKey: "Authorization" }),
    );
    const message = JSON.parse(JSON.stringify({ kind: "show", inspection })) as unknown;
    assert.ok(isToInspector(message));
  });

  it("marks what was filled into the basestring", async () => {
    const { signed } = await inspected(
      webTimestamp({ timestampLookupKey: "X-Time" }),
      hmac({ basestringFormat: "v0:{header:X-Time}:{body}" }),
    );
    assert.deepEqual(
      signed[0]?.pieces.map(({ from }) => from),
      ["", "header X-Time", "", "body"],
    );
    assert.match(signed[0]?.pieces.map(({ text }) => text).join("") ?? "", /^v0:\d+:\{"a":1\}$/);
  });

  it("shows what a JWT says, and nothing for a static token", async () => {
    const { signed } = await inspected(jwt({ tokenLookupKey: "Authorization" }), staticToken());
    assert.equal(signed.length, 1);
    assert.match(signed[0]?.pieces[0]?.text ?? "", /"alg": "HS256"/);
  });

  it("says in a basestring what is missing in the request", () => {
    const condition = hmac({ basestringFormat: "{header:X-Time}.{body}" });
    const check = { outcome: "failed", reason: "value-missing", facts: [], notes: [], causes: [] };
    const verdict = {
      verdict: "refused",
      status: 400,
      answer: { contentType: "text/plain", body: "" },
      trace: [{ condition, check }],
    } as const;
    const capture = freshCapture({ verdict: verdict as never });
    const { signed, conditions } = inspect(
      { ...capture, position: 1, pinned: false },
      alone,
      undefined,
    );
    assert.match(signed[0]?.detail ?? "", /without X-Time/);
    assert.deepEqual([conditions[0]?.passed, conditions[0]?.reason], [false, "value-missing"]);
  });

  it("tells the size of the body as it came, and when it was not kept", () => {
    const request = post("[masked]", { headers: [["Content-Length", "99"]] });
    const capture = { ...freshCapture({ request }), position: 1, pinned: false };
    const { body } = inspect({ ...capture, bodySize: 99 }, alone, undefined);
    assert.deepEqual([body.size, body.isKept], [99, true]);
    const lost = { ...capture, request: { ...request, body: new Uint8Array() }, status: 413 };
    assert.equal(inspect({ ...lost, bodySize: 0 }, alone, undefined).body.isKept, false);
  });

  it("never holds the secret", async () => {
    const inspection = await inspected(hmac(), jwt({ tokenLookupKey: "Authorization" }));
    assert.ok(!JSON.stringify(inspection).includes(secretText));
  });

  it("tells where a replay came from, and that the original is gone", () => {
    const capture = freshCapture({ lineage: { id: "x", how: "signed-anew" } });
    const { origin } = inspect({ ...capture, position: 1, pinned: false }, alone, undefined);
    assert.deepEqual(origin, { id: "x", how: "signed-anew", outcome: "", receivedAt: 0 });
  });

  it("tells how the capture fares when it is judged again", async () => {
    const trigger = triggerOf(hmac());
    const again = judgedAgain(await evaluate(trigger, post(""), contextOf()), "now");
    assert.deepEqual(
      [again.outcome, again.time, again.conditions[0]?.reason],
      ["refused", "now", "value-missing"],
    );
  });
});
