import assert from "node:assert/strict";
import type { Capture } from "../../src/core/captures/capture.ts";
import { lacksBody } from "../../src/core/captures/capture.ts";
import { CaptureRecorder, usualRetention } from "../../src/node/captures/captureRecorder.ts";
import { storeOf } from "../support/captures.ts";
import { listening } from "../support/listening.ts";
import { exchange, type Wire } from "../support/socket.ts";

/** Sends a request to a listener that keeps all, and gives what it kept when the answer had come. */
async function keptOf(request: Wire, bodyLimit = 100): Promise<Capture> {
  const { listener, store } = await keeping(bodyLimit);
  await exchange(listener.url, request);
  const [{ id } = { id: "" }] = store.list({}, 9).captures;
  return store.get(id) ?? assert.fail("it is not kept");
}

async function keeping(bodyLimit = 100) {
  const store = storeOf();
  const events = { onKept: () => {}, onFailed: () => {}, onRecovered: () => {} };
  const recorder = new CaptureRecorder(store, usualRetention, events);
  const listener = await listening("- trigger: { name: Open }\n", {
    bodyLimit,
    onTurnedAway: (_, received) => received && recorder.record(received),
  });
  return { listener, store };
}

const evil = [["Host", "evil.example"]] as const;

describe("what is turned away", () => {
  it("is not kept when it asked after a run", async () => {
    const { listener, store } = await keeping();
    const target = "/api/v0/launch/open/run/?run_id=1";
    for (const [status, request] of [
      [404, { target: "/api/v0/launch/other/run/?run_id=1" }],
      [403, { target, headers: evil }],
      [413, { target, body: "x".repeat(101) }],
    ] as const) {
      assert.equal((await exchange(listener.url, request)).status, status);
    }
    assert.equal(store.count(), 0);
  });

  it("is kept before it is answered, whole where no trigger answers", async () => {
    const capture = await keptOf({ target: "/elsewhere?a=1", body: "hi" });
    assert.equal(capture.status, 404);
    assert.equal(capture.outcome, "refused");
    assert.equal(capture.url, "/elsewhere?a=1");
    assert.equal(Buffer.from(capture.request.body).toString(), "hi");
    assert.deepEqual(capture.trigger, { name: "", slug: "", path: "" });
    assert.equal(capture.verdict?.answer.body, "No trigger answers here.\n");
    assert.match(capture.sender ?? "", /^127\.0\.0\.1:\d+$/);
    assert.ok(!lacksBody(capture));
  });

  for (const [what, status, request] of [
    ["when the body is too long", 413, { target: "/api/v0/launch/open/", body: "x".repeat(101) }],
    [
      "when no trigger answers and the body is too long",
      404,
      { target: "/", body: "x".repeat(101) },
    ],
    ["when the host is another's", 403, { headers: evil, body: "hi" }],
    [
      "when a page in a browser asks",
      403,
      { headers: [["Origin", "https://a.example"]], body: "hi" },
    ],
  ] as const) {
    it(`is kept without its body ${what}, which shows`, async () => {
      const capture = await keptOf(request);
      assert.equal(capture.status, status);
      assert.equal(capture.request.body.length, 0);
      assert.ok(capture.request.headers.length > 0);
      assert.ok(lacksBody(capture));
      assert.equal(capture.trigger.name, status === 413 ? "Open" : "");
    });
  }

  it("is whole without a body when it came without", async () => {
    assert.ok(!lacksBody(await keptOf({ method: "GET", target: "/favicon.ico" })));
    assert.ok(!lacksBody(await keptOf({ method: "GET", headers: evil })));
  });

  for (const [what, status, request] of [
    ["comes from strangers", 403, { target: "/api/v0/launch/open/", headers: evil }],
    ["meets no trigger", 404, { method: "GET", target: "/elsewhere" }],
  ] as const) {
    it(`cannot push out all else that is kept when it ${what}`, async () => {
      const { listener, store } = await keeping();
      for (let count = 0; count < 70; count += 1) {
        assert.equal((await exchange(listener.url, request)).status, status);
      }
      assert.equal(store.count(), 60);
      await exchange(listener.url, { target: "/api/v0/launch/open/", body: "x".repeat(101) });
      assert.equal(store.count(), 61);
    });
  }
});
