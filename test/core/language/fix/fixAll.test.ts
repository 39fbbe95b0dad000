import assert from "node:assert/strict";
import fc from "fast-check";
import { fixAll } from "../../../../src/core/language/fix/fixAll.ts";
import { fixesFor } from "../../../../src/core/language/fix/fixesFor.ts";
import { applyEdits } from "../../../../src/core/language/textEdit.ts";
import { problemsIn } from "../marked.ts";
import { context } from "../provoking.ts";
import { anyFile } from "./anyFile.ts";

const check = (text: string) => problemsIn(text, context);
const allFixed = (text: string) => applyEdits(text, fixAll(text, check));

const messy = `# Two triggers that need some care.
- trigger:
    name: First # kept
    descripton: "quoted"   # kept as well
    conditions:
      - web-authentication:
          auth-type: 'HMAC'
          secret-key: {env:KEY} # not quoted yet
          token-lookup-namespace: http_header
          token-lookup-key: X-Token
          basestring-format: "{header:X-Time}:{Body}"
      - web-timestamp:
          timestamp-lookup-namespace: http-header
      # hooksmith-ignore: no-rate-limit
      - rate-limit: { period: "60", quota: 10 }
      # the same again
      - rate-limit: { period: 60, quota: 10 }

      - rate-limit: { period: 60, quota: 10 } # and again
- trigger:
  name: Second
  conditions:
  - web-authentication:
      auth-type: static
      algorithm: sha256
      basestring-format: "{body}"
      secret-key: "{env:KEY}"
      token-lookup-namespace: http-header
      token-lookup-key: X-Token
      value-prefix: Bearer`;

const tidy = `# Two triggers that need some care.
- trigger:
    name: First # kept
    description: "quoted"   # kept as well
    conditions:
      - web-authentication:
          auth-type: 'hmac'
          secret-key: "{env:KEY}" # not quoted yet
          token-lookup-namespace: http-header
          token-lookup-key: X-Token
          basestring-format: "{header:X-Time}:{body}"
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Time
          drift-tolerance: 300
      # hooksmith-ignore: no-rate-limit
      - rate-limit: { period: 60, quota: 10 }
      # the same again

- trigger:
    name: Second
    conditions:
    - web-authentication:
        auth-type: static
        secret-key: "{env:KEY}"
        token-lookup-namespace: http-header
        token-lookup-key: X-Token
        value-prefix: "Bearer "`;

describe("fixAll", () => {
  it("mends all that is clear and leaves the rest of the file as it is", () => {
    assert.equal(allFixed(messy), tidy);
    assert.equal(allFixed(messy.replaceAll("\n", "\r\n")), tidy.replaceAll("\n", "\r\n"));
    assert.deepEqual(fixAll(tidy, check), []);
  });

  it("gives edits of the text as it was, apart from each other", () => {
    const edits = fixAll(messy, check);
    for (const [index, { range, text }] of edits.entries()) {
      assert.ok(range.start > (edits[index - 1]?.range.end ?? -1));
      assert.notEqual(messy.slice(range.start, range.end), text);
    }
  });

  it("leaves alone what needs more than edits, or somebody's word", () => {
    const text = messy.replace("{env:KEY} #", "hello #").replace("First", "Second");
    const codes = new Set(check(allFixed(text)).map(({ code }) => code));
    assert.ok(codes.has("literal-secret") && codes.has("name-not-unique"));
  });

  it("leaves nothing to fix, and so changes nothing the second time", () => {
    fc.assert(
      fc.property(anyFile, (text) => {
        const fixed = allFixed(text);
        assert.deepEqual(fixAll(fixed, check), [], fixed);
        const fixes = check(fixed).flatMap((problem) => fixesFor(fixed, problem));
        assert.deepEqual(
          fixes.filter(({ isPreferred, command }) => isPreferred && command === undefined),
          [],
        );
      }),
      { numRuns: 300 },
    );
  });
});
