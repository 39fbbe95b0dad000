import assert from "node:assert/strict";
import { captureTest } from "../../../src/core/captures/captureTest.ts";
import { readRequestFile } from "../../../src/core/captures/requestFile.ts";
import { checkFiles } from "../../../src/core/language/check.ts";
import { applyEdits } from "../../../src/core/language/textEdit.ts";
import type { Trigger } from "../../../src/core/trigger/trigger.ts";
import { accepted, freshCapture, refused } from "../../support/captures.ts";
import { hmac, post, triggerOf } from "../../support/context.ts";

const text = `# Triggers of the labelling tool.
- trigger:
    name: First
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:SECRET}"
          basestring-format: "{header:Cookie}{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature # of theirs

- trigger:
    name: Second
    tests:
      - { name: old, request: { json: {} }, expect: accepted }
`;

function triggersOf(content: string): readonly Trigger[] {
  return checkFiles([{ path: "a", text: content }], {}).flatMap((file) =>
    file.triggers.flatMap(({ trigger }) => trigger ?? []),
  );
}

const request = post("{}", {
  headers: [
    ["X-Signature", "00ff"],
    ["cookie", "signed=too"],
    ["Authorization", "Bearer unseen"],
  ],
});
const capture = {
  ...freshCapture({ id: "018bcfe5-6800-7f70-8a6b-5c4d3e2f1a0b", request }),
  position: 0,
  pinned: false,
};

describe("a capture that is saved as a test", () => {
  const [first, second] = triggersOf(text);

  it("is a file beside the trigger file and one item among its tests; all else stays", () => {
    assert.ok(first && second);
    const test = captureTest(text, first, capture, accepted, "0.1.0");
    assert.equal(test?.path, "captures/first-20231114T221320Z-1a0b.har");
    assert.equal(
      applyEdits(text, test.edits),
      text.replace(
        "# of theirs\n",
        `# of theirs
    tests:
      - name: accepted as on 2023-11-14 at 22:13:20
        request: { capture: captures/first-20231114T221320Z-1a0b.har }
        expect: accepted
`,
      ),
    );
    const again = captureTest(text, second, capture, accepted, "0.1.0");
    const [, longer] = triggersOf(applyEdits(text, again?.edits ?? []));
    assert.deepEqual(
      longer?.tests.map(({ name }) => name),
      ["old", "accepted as on 2023-11-14 at 22:13:20"],
    );
    const refusal = refused("value-missing");
    const other = captureTest(text, first, capture, refusal, "0.1.0");
    const [changed] = triggersOf(applyEdits(text, other?.edits ?? []));
    assert.deepEqual(changed?.tests[0], {
      name: "refused as on 2023-11-14 at 22:13:20",
      request: { payload: { from: "capture", path: other?.path }, at: undefined },
      expect: { verdict: "refused", by: "web-authentication", reason: "value-missing" },
    });
  });

  it("holds what the trigger checks, and masks credentials that it does not look at", () => {
    assert.ok(first);
    const test = captureTest(text, first, capture, accepted, "0.1.0");
    assert.equal(test?.masked, 1);
    const read = readRequestFile("a.har", test.content);
    assert.ok(read.outcome === "read");
    assert.deepEqual(read.request.headers, [
      ["X-Signature", "00ff"],
      ["cookie", "signed=too"],
      ["Authorization", "Bearer [masked]"],
    ]);
  });

  it("masks what only another trigger looks up, and parameters that are named like credentials", () => {
    assert.ok(first);
    const sent = post("{}", {
      url: "/?access_token=unseen&a=1",
      headers: [
        ["X-Signature", "00ff"],
        ["X-Odd", "unseen"],
      ],
    });
    const lookUp = triggerOf(hmac({ tokenLookupKey: "x-odd" }));
    const test = captureTest(text, first, { ...capture, request: sent }, accepted, "1", [lookUp]);
    assert.equal(test?.masked, 2);
    assert.doesNotMatch(test.content, /unseen/);
    assert.match(test.content, /00ff/);
  });

  it("is none where the trigger is gone", () => {
    assert.ok(first);
    assert.equal(
      captureTest("- trigger: { name: Else }\n", first, capture, accepted, "1"),
      undefined,
    );
  });
});
