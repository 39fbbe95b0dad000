/** Asks a store of 100,000 captures for lists, filters and counts. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CaptureFilter,
  type FreshCapture,
  timeOrderedId,
} from "../../src/core/captures/capture.ts";
import { CaptureStore } from "../../src/node/captures/captureStore.ts";

const many = 100_000;
const pageSize = 100;

const folder = mkdtempSync(join(tmpdir(), "hooksmith-bench-"));

askStore();
rmSync(folder, { recursive: true });

function askStore(): void {
  const path = join(folder, "many.db");
  const store = CaptureStore.open(path);
  for (let index = 0; index < many; index += 1000) {
    store.add(Array.from({ length: 1000 }, (_, offset) => captureOf(index + offset)));
  }
  console.log(`\n${many} captures, ${(statSync(path).size / 1024 ** 2).toFixed(0)} MiB on disk`);
  store.close();
  const opened = time(() => CaptureStore.open(path));
  const fresh = opened.result;
  console.log(`opening: ${opened.milliseconds.toFixed(1)} ms`);
  ask(fresh, "the list, first page", {}, "under 100 ms");
  ask(fresh, "the list, in the middle", {}, "under 100 ms", fresh.list({}, many / 2).next);
  ask(fresh, "one trigger of 20", { trigger: "bench-7" }, "under 50 ms");
  ask(fresh, "refused", { outcome: "refused" }, "under 50 ms");
  ask(fresh, "one reason", { reason: "value-missing" }, "under 50 ms");
  ask(
    fresh,
    "a trigger that was never refused so",
    { trigger: "bench-7", reason: "jwt-expired" },
    "under 50 ms",
  );
  ask(fresh, "pinned, of which there are none", { pinned: true }, "under 50 ms");
  ask(fresh, "a text that is in all", { text: "batch_done" }, "under 50 ms");
  ask(fresh, "a text that is in none, first stretch", { text: "needle" }, "under 50 ms");
  const through = time(() => [...fresh.pages({ text: "needle" }, pageSize)].length);
  console.log(
    `the same to the end: ${through.milliseconds.toFixed(0)} ms in ${through.result} stretches`,
  );
  const counted = time(() => fresh.count({ outcome: "refused" }));
  console.log(`counting what was refused: ${counted.milliseconds.toFixed(1)} ms`);
  const before = process.memoryUsage().rss;
  for (const page of fresh.pages({}, pageSize)) if (page.length > pageSize) break;
  const grown = (process.memoryUsage().rss - before) / 1024 ** 2;
  console.log(`memory for a walk through all of it: ${grown.toFixed(0)} MiB more`);
  fresh.close();
}

/** The first time, with nothing read before, and the median of later ones. */
function ask(
  store: CaptureStore,
  what: string,
  filter: CaptureFilter,
  bar: string,
  before?: number,
): void {
  const run = () => time(() => store.list(filter, pageSize, before)).milliseconds;
  const first = run();
  const later = Array.from({ length: 9 }, run).toSorted((left, right) => left - right);
  console.log(`${what}: ${first.toFixed(1)} ms, then ${later[4]?.toFixed(1)} ms (${bar})`);
}

function time<Result>(work: () => Result): {
  readonly milliseconds: number;
  readonly result: Result;
} {
  const begin = performance.now();
  const result = work();
  return { milliseconds: performance.now() - begin, result };
}

function captureOf(index: number): FreshCapture {
  const receivedAt = 1_700_000_000_000 + index * 10;
  const isRefused = index % 3 === 0;
  const body = Buffer.from(bodyText());
  const url = `/api/v0/launch/bench-${index % 20}/`;
  return {
    id: timeOrderedId(crypto.randomUUID(), receivedAt),
    receivedAt,
    trigger: { name: `Bench ${index % 20}`, slug: `bench-${index % 20}`, path: "a.trigger.yaml" },
    sender: "127.0.0.1:50000",
    method: "POST",
    url,
    bodySize: body.length,
    request: {
      method: "POST",
      url,
      headers: [
        ["Host", "127.0.0.1:7357"],
        ["User-Agent", "GitHub-Hookshot/044aadd"],
        ["Content-Type", "application/json"],
        ["Content-Length", String(body.length)],
        ["X-Request-Timestamp", "1700000000"],
        ["X-Signature", `v0=${randomBytes(32).toString("hex")}`],
      ],
      body,
    },
    references: [],
    verdict: undefined,
    outcome: isRefused ? "refused" : "accepted",
    status: isRefused ? 400 : 200,
    reasons: isRefused ? ["value-missing"] : [],
    durationInMilliseconds: 1,
    lineage: undefined,
  };
}

function bodyText(): string {
  return JSON.stringify({ event: "batch_done", filler: randomBytes(490).toString("hex") });
}
