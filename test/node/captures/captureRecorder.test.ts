import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { Secret } from "../../../src/core/secrets/secret.ts";
import { CaptureRecorder, usualRetention } from "../../../src/node/captures/captureRecorder.ts";
import type { CaptureStore, Retention } from "../../../src/node/captures/captureStore.ts";
import { canary, noted } from "../../support/canaries.ts";
import { storeOf } from "../../support/captures.ts";
import { listening } from "../../support/listening.ts";
import { exchange, type Wire } from "../../support/socket.ts";

const text = `- trigger:
    name: Static
    conditions:
      - web-authentication:
          auth-type: static
          secret-key: "{env:TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Token
- trigger:
    name: Signed
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:KEY}"
          token-lookup-namespace: querystring
          token-lookup-key: signature
- trigger: { name: Test }
`;

/** A listener that keeps what it receives, with all that its recorder told. */
async function recording(
  store: CaptureStore = storeOf(),
  retention: Retention = usualRetention,
  secrets: Readonly<Record<string, string>> = { TOKEN: canary(), KEY: canary() },
) {
  const told: string[] = [];
  const recorder = new CaptureRecorder(store, retention, {
    onKept: (captures) => void told.push(`kept ${captures.length}`),
    onFailed: ({ message }) => void told.push(message),
    onRecovered: (lost) => void told.push(`lost ${lost}`),
  });
  const listener = await listening(text, {
    secrets,
    onRequest: (received) => recorder.record(received),
  });
  recorder.follow(listener.triggers.served, () => (name) => new Secret(secrets[name] ?? ""));
  return { store, told, listener, send: (request: Wire) => exchange(listener.url, request) };
}

describe("the capture recorder", () => {
  it("keeps each request before it is answered, with its verdict and sender", async () => {
    const { store, send } = await recording();
    const target = "/api/v0/launch/static/?a=%C3%A4";
    const { status } = await send({
      target,
      headers: [
        ["X-Twice", "1"],
        ["x-twice", "2"],
      ],
      body: "hi",
    });
    const [summary] = store.list({}, 9).captures;
    const capture = store.get(summary?.id ?? "") ?? assert.fail("it is not kept");
    assert.equal(status, 400);
    assert.equal(capture.status, 400);
    assert.equal(capture.outcome, "refused");
    assert.deepEqual(capture.reasons, ["value-missing"]);
    assert.equal(capture.url, target);
    assert.deepEqual(capture.request.headers.slice(0, 2), [
      ["X-Twice", "1"],
      ["x-twice", "2"],
    ]);
    assert.equal(Buffer.from(capture.request.body).toString(), "hi");
    assert.deepEqual(capture.trigger, {
      name: "Static",
      slug: "static",
      path: "test.trigger.yaml",
    });
    assert.match(capture.sender ?? "", /^127\.0\.0\.1:\d+$/);
    assert.match(capture.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
    assert.ok(capture.durationInMilliseconds > 0);
  });

  it("lets no secret of any trigger into the database, however a sender wrote it", async () => {
    const secrets = { TOKEN: canary(), KEY: canary() };
    const { store, send } = await recording(storeOf(), usualRetention, secrets);
    const target = "/api/v0/launch/static/";
    const basic = Buffer.from(`user:${secrets.TOKEN}`).toString("base64");
    const accepted = await send({ target, headers: [["X-Token", secrets.TOKEN]] });
    assert.equal(accepted.status, 200);
    await send({ target: `${target}?token=${secrets.TOKEN}`, body: JSON.stringify(secrets) });
    await send({
      target,
      headers: [
        ["Authorization", `Basic ${basic}`],
        [secrets.KEY, "1"],
      ],
    });
    await send({ target: `/api/v0/launch/signed/?signature=${secrets.KEY}`, method: "PUT" });
    assert.equal(store.count(), 4);
    for (const suffix of ["", "-wal"]) noted(readFileSync(store.path + suffix, "latin1"));
    store.close();
    noted(readFileSync(store.path, "latin1"));
  });

  it("goes on answering while the store is locked, says so once, and when it keeps again", async () => {
    const { store, told, send } = await recording();
    await send({});
    const other = new DatabaseSync(store.path);
    other.exec("BEGIN IMMEDIATE");
    assert.equal((await send({})).status, 200);
    assert.equal((await send({})).status, 200);
    other.exec("ROLLBACK");
    other.close();
    assert.equal((await send({})).status, 200);
    assert.deepEqual(told, [
      "kept 1",
      `The captures in ${store.path} are locked by another program.`,
      "lost 2",
      "kept 1",
    ]);
    assert.equal(store.count(), 2);
  });

  it("goes on answering when the store was closed under it, and says so once", async () => {
    const { store, told, send } = await recording();
    store.close();
    assert.equal((await send({})).status, 200);
    assert.equal((await send({})).status, 200);
    assert.deepEqual(told, [`The captures in ${store.path} are closed.`]);
  });

  it("makes a failure of any error, so that none ends the listener", async () => {
    const store = storeOf();
    const { told, send } = await recording(store);
    store.add = () => {
      throw new TypeError("a bug");
    };
    assert.equal((await send({})).status, 200);
    assert.deepEqual(told, ["What is received cannot be kept: a bug."]);
  });

  it("forgets the oldest beyond what is to be kept, and never what is pinned", async () => {
    const { store, send } = await recording(storeOf(), { count: 5, bytes: 1e6 });
    await send({ body: "first" });
    const [first] = store.list({}, 1).captures;
    store.pin(first?.id ?? "", true);
    for (let index = 0; index < 9; index += 1) await send({ body: "x".repeat(index) });
    const sizes = store.list({}, 99).captures.map(({ bodySize }) => bodySize);
    assert.deepEqual(sizes, [8, 7, 6, 5, 5]);
    await send({ body: "y".repeat(900_000) });
    await send({ body: "z".repeat(900_000) });
    assert.deepEqual(
      store.list({}, 99).captures.map(({ bodySize }) => bodySize),
      [900_000, 5],
    );
  });

  it("lets two listeners keep what they receive in one database", async () => {
    const one = await recording();
    const other = await recording(storeOf(one.store.path));
    const both = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? one : other));
    await Promise.all(both.map(({ send }) => send({})));
    assert.equal(one.store.count(), 40);
    assert.ok([...one.told, ...other.told].every((event) => event.startsWith("kept ")));
  });
});
