import assert from "node:assert/strict";
import type { Capture } from "../../../src/core/captures/capture.ts";
import {
  changesText,
  type Judge,
  judgeAgain,
  judgeCapture,
  outcomeOf,
  withSecrets,
} from "../../../src/core/captures/judge.ts";
import { redact } from "../../../src/core/captures/redact.ts";
import { addressedTo, signAnew } from "../../../src/core/captures/replay.ts";
import { SecretFinder } from "../../../src/core/captures/secretFinder.ts";
import { sign } from "../../../src/core/engine/sign.ts";
import type { Verdict } from "../../../src/core/engine/verdict.ts";
import type { WebhookRequest } from "../../../src/core/request/request.ts";
import type { Trigger } from "../../../src/core/trigger/trigger.ts";
import { freshCapture } from "../../support/captures.ts";
import {
  contextOf,
  hmac,
  jwt,
  now,
  post,
  rateLimit,
  staticToken,
  triggerOf,
  webTimestamp,
} from "../../support/context.ts";

const week = 7 * 24 * 60 * 60 * 1000;

function judgeOf(trigger: Trigger): Judge {
  const { secrets, keys, newId } = contextOf();
  return { slug: "test", trigger, secrets, keys, newId };
}

/** What is kept of a request. */
function capturedOf(trigger: Trigger, request: WebhookRequest, receivedAt = now): Capture {
  const finder = new SecretFinder([{ slug: "test", trigger, secrets: contextOf().secrets }]);
  return {
    ...freshCapture({ ...redact(request, finder), receivedAt }),
    position: 0,
    pinned: false,
  };
}

async function signedBy(trigger: Trigger, request = post("{}"), at = now): Promise<WebhookRequest> {
  const signed = await sign(trigger, request, contextOf({ now: at }));
  assert.ok(signed.outcome === "signed", JSON.stringify(signed));
  return signed.request;
}

const reasonsOf = (verdict: Verdict) => [verdict.verdict, ...outcomeOf(verdict).reasons].join(" ");

async function all<Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const triggers: Readonly<Record<string, { trigger: Trigger; refusal: string }>> = {
  "a static token beside a timestamp": {
    trigger: triggerOf(staticToken(), webTimestamp()),
    refusal: "refused timestamp-out-of-tolerance",
  },
  "a static token in the querystring": {
    trigger: triggerOf(
      staticToken({ tokenLookupNamespace: "querystring", tokenLookupKey: "token" }),
      webTimestamp(),
    ),
    refusal: "refused timestamp-out-of-tolerance",
  },
  "an HMAC over a timestamp": {
    trigger: triggerOf(
      hmac({ basestringFormat: "{header:X-Timestamp}.{body}", valuePrefix: "v0=" }),
      webTimestamp({ timestampLookupKey: "X-Timestamp" }),
    ),
    refusal: "refused timestamp-out-of-tolerance",
  },
  "a JWT that expires": { trigger: triggerOf(jwt()), refusal: "refused jwt-expired" },
};

describe("a capture that is judged again", () => {
  for (const [what, { trigger, refusal }] of Object.entries(triggers)) {
    it(`of ${what} is refused a week later, accepted at its receipt, and accepted signed anew`, async () => {
      const request = await signedBy(trigger);
      const capture = capturedOf(trigger, request);
      const judge = judgeOf(trigger);
      const later = now + week;
      assert.equal(reasonsOf(await judgeCapture(capture, judge, later)), refusal);
      assert.equal(reasonsOf(await judgeCapture(capture, judge, capture.receivedAt)), "accepted");
      assert.deepEqual(withSecrets(capture, judge), request);
      const anew = await signAnew(trigger, withSecrets(capture, judge), contextOf({ now: later }));
      assert.ok(anew.outcome === "signed");
      const again = { request: anew.request, references: [] };
      assert.equal(reasonsOf(await judgeCapture(again, judge, later)), "accepted");
    });
  }

  it("with a reference that its sender wrote is as wrong as it was", async () => {
    const trigger = triggerOf(staticToken());
    const request = post("", { headers: [["X-Token", "{env:SECRET}"]] });
    const verdict = await judgeCapture(capturedOf(trigger, request), judgeOf(trigger), now);
    assert.equal(reasonsOf(verdict), "refused token-mismatch");
  });

  it("is given no secret that its trigger does not refer to", () => {
    const trigger = triggerOf(staticToken({ secretKey: "{env:OTHER}" }));
    const capture = capturedOf(triggerOf(staticToken()), post("correct-horse-battery-staple"));
    assert.equal(capture.references.length, 1);
    const { body } = withSecrets(capture, judgeOf(trigger));
    assert.equal(Buffer.from(body).toString(), "{env:SECRET}");
  });

  it("shows which verdicts a change of the trigger changes, and counts launches in their order", async () => {
    const before = triggerOf(staticToken());
    const signed = await signedBy(before);
    const captures = [0, 1, 2].map((second) => capturedOf(before, signed, now + second * 1000));
    const unsigned = {
      ...capturedOf(before, post("{}"), now + 3000),
      outcome: "refused" as const,
      reasons: ["value-missing" as const],
    };
    const after = judgeOf(triggerOf(staticToken(), rateLimit(2, 60)));
    const judged = await all(judgeAgain([...captures, unsigned], () => after));
    assert.deepEqual(
      judged.map(({ changed, after: { outcome, reasons } }) => [changed, outcome, ...reasons]),
      [
        [false, "accepted"],
        [false, "accepted"],
        [true, "refused", "rate-limit-exceeded"],
        [true, "refused", "value-missing", "rate-limit-exceeded"],
      ],
    );
    assert.equal(
      changesText(judged),
      "2 of 4 captures change: 1 refused now, 1 refused for another reason.",
    );
    assert.equal(changesText(judged.slice(0, 1)), "No verdict changes among 1 capture.");
  });

  it("is left out when its trigger is gone", async () => {
    const capture = capturedOf(triggerOf(), post());
    assert.deepEqual(await all(judgeAgain([capture], () => undefined)), []);
  });
});

describe("a capture that is signed anew", () => {
  it("states the length of the body that it has then", async () => {
    const trigger = triggerOf(
      staticToken({ tokenLookupNamespace: "json-body", tokenLookupKey: "token" }),
    );
    const request = post("{}", { headers: [["content-length", "2"]] });
    const anew = await signAnew(trigger, request, contextOf());
    assert.ok(anew.outcome === "signed");
    assert.deepEqual(anew.request.headers, [["Content-Length", String(anew.request.body.length)]]);
  });

  it("says what hinders it", async () => {
    const trigger = triggerOf(jwt({ algorithm: "RS256" }));
    const anew = await signAnew(trigger, post(), contextOf());
    assert.ok(anew.outcome === "impossible");
    assert.equal(anew.problem.problem, "private-key-missing");
  });
});

describe("the address of a replay", () => {
  const request = post("", { url: "/api/v0/launch/a//../?\xe4", headers: [["host", "t.example"]] });

  it("on this machine leaves the request as it was", () => {
    for (const origin of ["http://127.0.0.1:7357", "http://localhost", "http://[::1]:1/"]) {
      const { url, headers } = addressedTo(request, origin);
      assert.equal(url, new URL(origin).origin + request.url);
      assert.equal(headers, request.headers);
    }
  });

  it("with a path takes the place of the request's own, whose query stays", () => {
    const at = (url: string, address: string) => addressedTo(post("", { url }), address).url;
    assert.equal(at("/a?b=%zz", "http://127.0.0.1:1/c/d?e=1"), "http://127.0.0.1:1/c/d?b=%zz");
    assert.equal(at("/a", "https://a.example/c?e=1"), "https://a.example/c?e=1");
    assert.equal(at("/a", "https://a.example/?e=1"), "https://a.example/?e=1");
  });

  it("elsewhere names the host that is asked", () => {
    const { url, headers } = addressedTo(request, "https://a.example/");
    assert.equal(url, `https://a.example${request.url}`);
    assert.deepEqual(headers, [["Host", "a.example"]]);
  });
});
