import assert from "node:assert/strict";
import { KeyCache } from "../../src/core/conditions/keys.ts";
import { checkFiles } from "../../src/core/language/check.ts";
import { Secret } from "../../src/core/secrets/secret.ts";
import { hostedLaunchOf } from "../../src/extension/captures/hostedLaunch.ts";

const launchUrl = "https://hosted.example/api/v0/launch/0191b3c4-0000-4000-8000-000000000001/";

/** What the verdicts of a trigger with this launch-url and response action depend on. */
function judgeOf(url: string | undefined, action = 'web-response-json: { run: "{run_id}" }') {
  const text = `- trigger:
    name: Test
    ${url === undefined ? "" : `launch-url: ${url}`}
    actions: [${action}]
`;
  const trigger = checkFiles([{ path: "a", text }], {})[0]?.triggers[0]?.trigger;
  assert.ok(trigger);
  const secrets = () => new Secret("s");
  return { slug: "test", trigger, secrets, keys: new KeyCache(), newId: () => "id" };
}

function answer(status: number, body: string) {
  return { status, headers: [], body: Buffer.from(body), sender: "" };
}

describe("what a request launched on the hosted service", () => {
  it("has the run id of the answer, whether or not the address ends in a slash or has a query", () => {
    const judge = judgeOf(launchUrl);
    for (const url of [launchUrl, launchUrl.slice(0, -1), `${launchUrl}?a=b`]) {
      const launched = hostedLaunchOf(judge, url, answer(200, '{"run":"r-1"}'));
      assert.deepEqual(launched, { slug: "test", runId: "r-1" });
    }
  });

  it("is a run that cannot be followed when the answer holds no run id, or none that is one", () => {
    for (const [action, body] of [
      ["web-response-text: ok", "ok"],
      ['web-response-text: "{run_id}"', "[x](command:evil)"],
      ['web-response-json: { run: "{run_id}" }', "<html>"],
    ] as const) {
      const launched = hostedLaunchOf(judgeOf(launchUrl, action), launchUrl, answer(200, body));
      assert.deepEqual(launched, { slug: "test", runId: undefined });
    }
  });

  it("is nothing when it was refused, went elsewhere, or the trigger is not hosted", () => {
    const good = answer(200, '{"run":"r-1"}');
    assert.equal(hostedLaunchOf(judgeOf(launchUrl), launchUrl, answer(400, "no")), undefined);
    assert.equal(hostedLaunchOf(judgeOf(launchUrl), "https://other.example/", good), undefined);
    assert.equal(hostedLaunchOf(judgeOf(undefined), launchUrl, good), undefined);
  });
});
