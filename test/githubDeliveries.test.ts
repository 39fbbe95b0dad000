import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";
import { withSecrets } from "../src/core/captures/judge.ts";
import { addressedTo } from "../src/core/captures/replay.ts";
import { Secret } from "../src/core/secrets/secret.ts";
import { CaptureRecorder, usualRetention } from "../src/node/captures/captureRecorder.ts";
import { sendRequest } from "../src/node/sendRequest.ts";
import { canary } from "./support/canaries.ts";
import { storeOf } from "./support/captures.ts";
import { listening } from "./support/listening.ts";

interface Event {
  readonly name: string;
  readonly examples: readonly object[];
}

const require = createRequire(import.meta.url);
const events = require("@octokit/webhooks-examples") as readonly Event[];

const text = `- trigger:
    name: GitHub
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Hub-Signature-256
          value-prefix: sha256=
`;

describe("the deliveries of GitHub", () => {
  it("are accepted, kept byte for byte, and accepted again when they are sent again", async () => {
    const token = canary();
    const secrets = (name: string) => (name === "TOKEN" ? new Secret(token) : undefined);
    const store = storeOf();
    const recorder = new CaptureRecorder(store, usualRetention, {
      onKept: () => undefined,
      onFailed: (error) => assert.fail(error),
      onRecovered: () => undefined,
    });
    const listener = await listening(text, {
      secrets: { TOKEN: token },
      onRequest: (received) => recorder.record(received),
    });
    recorder.follow(listener.triggers.served, () => secrets);
    const [served] = listener.triggers.served;
    assert.ok(served);
    const deliveries = events.flatMap(({ name, examples }) =>
      examples.map((example) => ({ name, body: JSON.stringify(example) })),
    );
    assert.ok(deliveries.length > 300);
    for (const { name, body } of deliveries) {
      const signature = createHmac("sha256", token).update(body).digest("hex");
      const answer = await sendRequest({
        method: "POST",
        url: `${listener.url}/api/v0/launch/github/`,
        headers: [
          ["Host", "127.0.0.1"],
          ["User-Agent", "GitHub-Hookshot/044aadd"],
          ["Content-Length", String(Buffer.byteLength(body))],
          ["Accept", "*/*"],
          ["Content-Type", "application/json"],
          ["X-GitHub-Delivery", crypto.randomUUID()],
          ["X-GitHub-Event", name],
          ["X-Hub-Signature-256", `sha256=${signature}`],
        ],
        body: Buffer.from(body),
      });
      assert.equal(answer.status, 200, name);
    }
    const kept = store.list({}, 1000).captures.toReversed();
    assert.equal(kept.length, deliveries.length);
    for (const [index, { id }] of kept.entries()) {
      const capture = store.get(id) ?? assert.fail("it is gone");
      const { trigger, slug } = served;
      const request = withSecrets(capture, { slug, trigger, secrets });
      assert.equal(Buffer.from(request.body).toString(), deliveries[index]?.body);
      const answer = await sendRequest(addressedTo(request, listener.url));
      assert.equal(answer.status, 200);
      store.link(answer.sender, capture.receivedAt, { id, how: "as-received" });
    }
    const again = store.list({}, kept.length).captures.toReversed();
    assert.deepEqual(
      again.map(({ lineage, outcome }) => [lineage?.id, outcome]),
      kept.map(({ id }) => [id, "accepted"]),
    );
  });
});
