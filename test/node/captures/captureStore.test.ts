import assert from "node:assert/strict";
import type { FreshCapture } from "../../../src/core/captures/capture.ts";
import { freshCapture, refused, storeOf } from "../../support/captures.ts";
import { now, post } from "../../support/context.ts";

describe("the capture store", () => {
  it("gives back whole what was kept", () => {
    const store = storeOf();
    const capture = freshCapture({
      request: {
        method: "M-SEARCH",
        url: "/api/v0/launch/test/?q=\xe4%00",
        headers: [
          ["X-A", "1"],
          ["x-a", 'quoted "\xff'],
          ["X-A", ""],
        ],
        body: Uint8Array.from({ length: 256 }, (_, byte) => byte),
      },
      references: [
        {
          part: "url",
          start: 3,
          length: 7,
          source: { from: "environment", name: "A" },
          spelling: "plain",
        },
      ],
      verdict: refused("value-missing"),
      lineage: { id: "earlier", how: "edited" },
    });
    const { captures } = store.add([capture]);
    const { position, pinned, ...kept } = store.get(capture.id) ?? assert.fail("it is gone");
    assert.deepEqual(kept, capture);
    assert.equal(pinned, false);
    assert.equal(position, captures[0]?.position);
  });

  it("lists the newest first, whatever the order in which they came, a page at a time", () => {
    const store = storeOf();
    const times = [3, 1, 2, 2, 5, 4];
    store.add(times.map((time) => freshCapture({ receivedAt: now + time })));
    const seen: number[] = [];
    for (const page of store.pages({}, 2)) seen.push(...page.map(({ receivedAt }) => receivedAt));
    assert.deepEqual(
      seen,
      [5, 4, 3, 2, 2, 1].map((time) => now + time),
    );
  });

  it("keeps the order of thousands of one millisecond", () => {
    const store = storeOf();
    const captures = Array.from({ length: 3000 }, () => freshCapture());
    store.add(captures.slice(0, 1500));
    store.add(captures.slice(1500));
    const listed = store.list({}, 5000).captures.map(({ id }) => id);
    assert.ok(listed.toReversed().every((id, index) => id === captures[index]?.id));
    assert.equal(listed.length, 3000);
  });

  it("filters by trigger, outcome, reason, pin and text, alone and together", () => {
    const store = storeOf();
    const push = { name: "Push", slug: "push", path: "a.yaml" };
    const rows: readonly Partial<FreshCapture>[] = [
      { request: post("first Größe 100%") },
      { request: post("second", { url: "/x?name=First" }), trigger: push },
      {
        request: post("", { headers: [["X-Sign", 'a"first_']] }),
        verdict: refused("token-mismatch", "timestamp-malformed"),
      },
      {
        request: post(Uint8Array.of(0xff, 0x00, 0x66, 0x69, 0x72, 0x73, 0x74)),
        trigger: push,
        verdict: refused("value-missing"),
      },
      { request: post("", { method: "PUT" }), verdict: refused(), outcome: "unjudged" },
    ];
    const captures = rows.map((row, index) => freshCapture({ ...row, receivedAt: now + index }));
    store.add(captures);
    store.pin(captures[1]?.id ?? "", true);
    const found = (filter: Parameters<typeof store.list>[0]) =>
      store
        .list(filter, 10)
        .captures.map(({ id }) => captures.findIndex((capture) => capture.id === id));
    assert.deepEqual(found({}), [4, 3, 2, 1, 0]);
    assert.deepEqual(found({ trigger: "push" }), [3, 1]);
    assert.deepEqual(found({ outcome: "refused" }), [3, 2]);
    assert.deepEqual(found({ outcome: "unjudged" }), [4]);
    assert.deepEqual(found({ reason: "timestamp-malformed" }), [2]);
    assert.deepEqual(found({ pinned: true }), [1]);
    assert.deepEqual(found({ pinned: false }), [4, 3, 2, 0]);
    assert.deepEqual(found({ text: "FIRST" }), [2, 1, 0]);
    assert.deepEqual(found({ text: "first" }), [3, 2, 1, 0]);
    assert.deepEqual(found({ text: "Größe" }), [0]);
    assert.deepEqual(found({ text: "100%" }), [0]);
    assert.deepEqual(found({ text: 'a"first_' }), [2]);
    assert.deepEqual(found({ text: "firs%" }), []);
    assert.deepEqual(found({ text: "put" }), [4]);
    assert.deepEqual(found({ text: "first", trigger: "push", outcome: "accepted" }), [1]);
    assert.equal(store.count({ trigger: "push" }), 2);
    assert.equal(store.count({ reason: "value-missing" }), 1);
  });

  it("finds a text among thousands a stretch at a time", () => {
    const store = storeOf();
    const captures = Array.from({ length: 5000 }, (_, index) =>
      freshCapture({ request: post(index % 1500 === 7 ? "needle" : "hay") }),
    );
    store.add(captures);
    const pages = [...store.pages({ text: "needle" }, 3)];
    assert.deepEqual(
      pages.flat().map(({ id }) => captures.findIndex((capture) => capture.id === id)),
      [4507, 3007, 1507, 7],
    );
    assert.ok(pages.length > 2);
  });

  it("finds a text in large bodies in shorter stretches, and skips none of them", () => {
    const store = storeOf();
    const body = Buffer.alloc(1_500_000, "x");
    const request = post(Buffer.concat([body, Buffer.from("needle")]));
    store.add(
      Array.from({ length: 7 }, (_, index) => freshCapture({ request, receivedAt: index })),
    );
    const pages = [...store.pages({ text: "needle" }, 5)];
    assert.deepEqual(
      pages.map((page) => page.length),
      [2, 2, 2, 1],
    );
    assert.deepEqual(
      pages.flat().map(({ receivedAt }) => receivedAt),
      [6, 5, 4, 3, 2, 1, 0],
    );
  });

  it("finds a capture by the end of its id, unless others end so too", () => {
    const store = storeOf();
    const ids = ["0190-aaaa1111", "0191-bbbb1111", "0192-cccc2222"];
    store.add(ids.map((id) => freshCapture({ id })));
    assert.equal(store.get("2222")?.id, ids[2]);
    assert.equal(store.get("1111"), undefined);
    assert.equal(store.get("aaaa1111")?.id, ids[0]);
    assert.equal(store.get("%"), undefined);
    assert.equal(store.get("222"), undefined);
  });

  it("leaves out what it has already", () => {
    const store = storeOf();
    const capture = freshCapture();
    store.add([capture]);
    assert.deepEqual(store.add([capture]), { captures: [], bytes: 0 });
    assert.equal(store.count(), 1);
  });

  it("forgets what is deleted with its body and reasons", () => {
    const store = storeOf();
    const gone = freshCapture({ verdict: refused("value-missing") });
    const left = freshCapture();
    store.add([gone, left]);
    store.delete([gone.id]);
    assert.equal(store.get(gone.id), undefined);
    assert.deepEqual(
      store.list({}, 9).captures.map(({ id }) => id),
      [left.id],
    );
    assert.deepEqual(store.list({ reason: "value-missing" }, 9).captures, []);
  });

  it("links the newest request of a sender to the capture that it was made from", () => {
    const store = storeOf();
    const [old, fresh, other] = [
      freshCapture(),
      freshCapture({ receivedAt: now + 5 }),
      freshCapture({ receivedAt: now + 6, sender: "127.0.0.1:1" }),
    ];
    store.add([old, fresh, other]);
    const lineage = { id: other.id, how: "signed-anew" } as const;
    assert.equal(store.link("127.0.0.1:50000", now + 1, lineage), fresh.id);
    const none = store.link("127.0.0.1:50000", now + 6, { id: "x", how: "edited" });
    assert.equal(none, undefined);
    assert.equal(store.get(old.id)?.lineage, undefined);
    assert.deepEqual(store.get(fresh.id)?.lineage, lineage);
  });
});
