import assert from "node:assert/strict";
import { referencesIn } from "../../../src/core/captures/edited.ts";
import { redact, restore } from "../../../src/core/captures/redact.ts";
import { SecretFinder } from "../../../src/core/captures/secretFinder.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { post, staticToken, triggerOf } from "../../support/context.ts";

const secret = 'to"ken';
const secrets = () => new Secret(secret);
const finder = new SecretFinder([{ slug: "test", trigger: triggerOf(staticToken()), secrets }]);

describe("a request that was edited", () => {
  it("has its secrets where they stand now, written as they were", () => {
    const { request, references } = redact(
      post(JSON.stringify({ token: secret }), { url: `/?t=${encodeURIComponent(secret)}` }),
      finder,
    );
    const edited = {
      ...request,
      url: `/?more=1&t={env:SECRET}`,
      headers: [["X-New", "{env:SECRET}"]] as const,
      body: Buffer.from(`  ${Buffer.from(request.body)}`),
    };
    const sent = restore(referencesIn(edited, references), secrets);
    assert.equal(sent.url, "/?more=1&t=to%22ken");
    assert.equal(Buffer.from(sent.body).toString(), `  ${JSON.stringify({ token: secret })}`);
    assert.deepEqual(sent.headers, [["X-New", secret]]);
  });

  it("takes the reference of a literal secret only where there was one", () => {
    const request = post("{secret-key} {env:NEW}");
    const { references } = referencesIn(request, []);
    assert.deepEqual(references, [
      {
        part: "body",
        start: 13,
        length: 9,
        source: { from: "environment", name: "NEW" },
        spelling: "plain",
      },
    ]);
  });
});
