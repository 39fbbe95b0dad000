import assert from "node:assert/strict";
import fc from "fast-check";
import { draftRequest } from "../../../src/core/engine/draft.ts";
import { placeOf, sign, signingSteps } from "../../../src/core/engine/sign.ts";
import type { SampleRequest } from "../../../src/core/form/preview.ts";
import { previewOf } from "../../../src/core/form/previewOf.ts";
import { readTriggers } from "../../../src/core/language/readTriggers.ts";
import { byteStringOf } from "../../../src/core/request/byteString.ts";
import { lookUp } from "../../../src/core/request/lookUp.ts";
import type { WebhookRequest } from "../../../src/core/request/request.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import type { Trigger } from "../../../src/core/trigger/trigger.ts";
import { anyTrigger } from "../language/anyTrigger.ts";
import { fullTrigger } from "../language/valid.ts";

const now = 1_700_000_000_000;

describe("the preview of a trigger", () => {
  it("says in a sentence what each condition accepts", () => {
    assert.deepEqual(previewOf(full(), now).sentences, [
      "The header X-Signature holds “v0=” and then the hexadecimal HMAC-SHA256 of “v0:”, the header X-Request-Timestamp, “:” and the body.",
      "The header X-Request-Timestamp holds the UNIX time in seconds, at most 5 minutes before or after now.",
      "There are at most 10 launches in any 1 hour.",
      "There are at most 50 launches in any 1 day.",
    ]);
    assert.deepEqual(previewOf({ ...full(), conditions: [] }, now).sentences, [
      "Every request passes: there is no condition.",
    ]);
  });

  it("shows a request that would pass, its secrets masked", () => {
    assert.deepEqual(previewOf(full(), now).sample, {
      method: "POST",
      target: "/api/v0/launch/retrain-on-new-labels/",
      headers: [
        ["Content-Type", "application/json"],
        ["X-Signature", "v0=‹HMAC-SHA256, hex›"],
        ["X-Request-Timestamp", "1700000000"],
      ],
      body: '{"event":"batch_done"}',
    });
  });

  it("lists what to enter in the hosted form, by its labels", () => {
    const checklist = previewOf(full(), now).checklist.slice(0, 3);
    assert.deepEqual(
      checklist.map(({ title, entries }) => [
        title,
        ...entries.map(({ label, value }) => `${label}: ${value}`),
      ]),
      [
        [
          "Project settings → Env variables, with the key icon checked",
          "Variable name: WEBHOOK_TOKEN",
        ],
        [
          "Project settings → Triggers → Create Trigger",
          "Title: Retrain on new labels",
          "Trigger type: Webhook",
          "Description: Sent by the labelling tool when a batch is done",
        ],
        [
          "Condition: Web Authentication",
          "Auth Type: Hash-based Message Authentication Code (HMAC)",
          "Algorithm: SHA256",
          "Secret Key: {env:WEBHOOK_TOKEN}",
          "HMAC Basestring Format: v0:{header:X-Request-Timestamp}:{body}",
          "Token Lookup Namespace: HTTP Header",
          "Token Lookup Key: X-Signature",
          "Value Prefix: v0=",
        ],
      ],
    );
  });

  it("says which fields the hosted form lacks, and never shows a secret that stands in the file", () => {
    const text = fullTrigger
      .replace('"{env:WEBHOOK_TOKEN}"', "of-the-file")
      .replace("algorithm: sha256", "digest-encoding: base64");
    const preview = previewOf(triggerIn(text), now);
    assert.deepEqual(
      preview.checklist.flatMap(({ lacking }) => lacking),
      [
        "Digest Encoding is Base64 here. The hosted form has no such field, so such requests are refused there.",
        "The secret key stands in the file itself: keep it in an env variable, and enter a reference to it.",
      ],
    );
    assert.ok(!JSON.stringify(preview).includes("of-the-file"));
  });

  it("has a request for every trigger for which one can be signed, with each value where it is looked up", async () => {
    await fc.assert(
      fc.asyncProperty(anyTrigger, async (trigger) => {
        const { sample } = previewOf(trigger, now);
        if (sample === undefined) return;
        const request = requestOf(sample);
        for (const step of signingSteps(trigger)) {
          assert.equal(
            lookUp(request, placeOf(step)).found,
            "text",
            JSON.stringify([step, sample]),
          );
        }
      }),
      { numRuns: 500 },
    );
    await fc.assert(
      fc.asyncProperty(anyTrigger, async (trigger) => {
        const context = {
          now,
          secrets: () => new Secret("a secret"),
          privateKey: undefined,
          newId: () => "id",
        };
        const draft = {
          url: "http://127.0.0.1/",
          body: undefined,
          contentType: undefined,
          headers: [],
        };
        const signed = await sign(trigger, draftRequest(trigger, draft), context);
        if (signed.outcome === "signed") assert.ok(previewOf(trigger, now).sample);
      }),
      { numRuns: 500 },
    );
  });
});

function full(): Trigger {
  return triggerIn(fullTrigger);
}

function triggerIn(text: string): Trigger {
  const trigger = readTriggers(text)[0]?.trigger;
  assert.ok(trigger);
  return trigger;
}

function requestOf({ target, headers, body }: SampleRequest): WebhookRequest {
  return {
    method: "POST",
    url: byteStringOf(target),
    headers: headers.map(([name, value]) => [byteStringOf(name), byteStringOf(value)]),
    body: Buffer.from(body),
  };
}
