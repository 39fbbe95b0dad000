import assert from "node:assert/strict";
import fc from "fast-check";
import type { Capture } from "../src/core/captures/capture.ts";
import { harOf } from "../src/core/captures/har.ts";
import { httpOf } from "../src/core/captures/httpText.ts";
import { importedCapture } from "../src/core/captures/imported.ts";
import { addressedTo } from "../src/core/captures/replay.ts";
import { readRequestFiles } from "../src/core/captures/requestFile.ts";
import { SecretFinder } from "../src/core/captures/secretFinder.ts";
import type { WebhookRequest } from "../src/core/request/request.ts";
import { CaptureRecorder, usualRetention } from "../src/node/captures/captureRecorder.ts";
import type { CaptureStore } from "../src/node/captures/captureStore.ts";
import { sendRequest } from "../src/node/sendRequest.ts";
import { anyReceived } from "./support/arbitraries.ts";
import { freshCapture, storeOf } from "./support/captures.ts";
import { listening } from "./support/listening.ts";
import { exchange } from "./support/socket.ts";

const many = 10_000;
const overSockets = 1500;
const atOnce = 50;

/** What may not differ: the method, the target, the header lines and the bytes, as one text. */
function textOf({ method, url, headers, body }: WebhookRequest): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${url}`, ...lines, "", Buffer.from(body).toString("latin1")].join("\n");
}

function all(store: CaptureStore): readonly Capture[] {
  const captures: Capture[] = [];
  for (const page of store.pages({}, 1000)) {
    captures.push(...page.flatMap(({ id }) => store.get(id) ?? []));
  }
  return captures.reverse();
}

/** Takes what a file holds into a store of its own. */
function imported(fileName: string, text: string): CaptureStore {
  const store = storeOf();
  const context = { now: 0, newId: () => crypto.randomUUID(), finder: new SecretFinder([]) };
  const read = readRequestFiles(fileName, text).map((one) =>
    one.outcome === "read" ? importedCapture(one, context) : assert.fail(one.why),
  );
  store.add(read);
  return store;
}

/** Does work for all items, a few at once. */
async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>) {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

describe(`${many} random requests`, () => {
  const requests = fc.sample(anyReceived, { numRuns: many, seed: 20_260_101 });
  const texts = requests.map(textOf);

  it("are kept, exported and imported without a difference in bytes or in the order of headers", () => {
    const store = storeOf();
    store.add(requests.map((request, index) => freshCapture({ request, receivedAt: index })));
    const kept = all(store);
    assert.equal(kept.length, many);
    assert.equal(
      kept.findIndex(({ request }, index) => textOf(request) !== texts[index]),
      -1,
    );
    const files = {
      "a.har": JSON.stringify(harOf(kept, { version: "1", comment: undefined })),
      "a.http": httpOf(kept, undefined),
    };
    for (const [fileName, text] of Object.entries(files)) {
      const back = all(imported(fileName, text));
      assert.equal(back.length, many);
      assert.equal(
        back.findIndex(({ request }, index) => textOf(request) !== texts[index]),
        -1,
        fileName,
      );
    }
  });

  it("are received, kept and sent again over sockets without such a difference", async () => {
    const store = storeOf();
    const recorder = new CaptureRecorder(store, usualRetention, {
      onKept: () => undefined,
      onFailed: (error) => assert.fail(error),
      onRecovered: () => undefined,
    });
    const listener = await listening("- trigger: { name: Test }\n", {
      onRequest: (received) => recorder.record(received),
    });
    const sent = new Map<string, string>();
    const special =
      /^(?:host|content-length|transfer-encoding|connection|expect|upgrade|origin|te|trailer)$/i;
    const chosen = requests.slice(0, overSockets).map((request, index) => ({
      ...request,
      // Node takes no other bytes in a target.
      url: `/api/v0/launch/test/?${request.url.replaceAll(/[#\x80-\xff]/g, "")}`,
      headers: [
        ...request.headers.filter(([name]) => !special.test(name)),
        ["X-Number", String(index)] as const,
      ],
    }));
    await eachOf(chosen, async (request) => {
      const { method, url: target, headers, body } = request;
      const { status } = await exchange(listener.url, { method, target, headers, body });
      assert.ok(status === 200 || status === 405, `${status}: ${textOf(request)}`);
    });
    for (const capture of all(store)) {
      const { headers } = capture.request;
      const index = Number(headers.find(([name]) => name === "X-Number")?.[1]);
      const request = chosen[index] ?? assert.fail("it is not one of those");
      // The socket adds lines at the end.
      const own = headers.slice(0, request.headers.length);
      assert.equal(textOf({ ...capture.request, headers: own }), textOf(request));
      sent.set(capture.id, textOf(capture.request));
    }
    assert.equal(sent.size, overSockets);
    await eachOf(all(store), async ({ id, request, receivedAt }) => {
      const answer = await sendRequest(addressedTo(request, listener.url));
      store.link(answer.sender, receivedAt, { id, how: "as-received" });
    });
    const replayed = all(store).filter(({ lineage }) => lineage !== undefined);
    assert.equal(replayed.length, overSockets);
    for (const { lineage, request } of replayed) {
      assert.equal(textOf(request), sent.get(lineage?.id ?? ""));
    }
  });
});
