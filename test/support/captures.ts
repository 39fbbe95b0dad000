import { join } from "node:path";
import { type FreshCapture, reasonsOf, timeOrderedId } from "../../src/core/captures/capture.ts";
import type { Refused, Verdict } from "../../src/core/engine/verdict.ts";
import type { Reason } from "../../src/core/trigger/trigger.ts";
import { CaptureStore } from "../../src/node/captures/captureStore.ts";
import { now, post, staticToken, webTimestamp } from "./context.ts";
import { folderOf } from "./folder.ts";

/** The verdict of a request that a trigger without conditions accepts. */
export const accepted: Verdict = {
  verdict: "accepted",
  status: 200,
  runId: "00000000-0000-4000-8000-000000000001",
  runs: [],
  answer: { contentType: "text/plain", body: "ok" },
  trace: [],
};

/** A verdict that refuses for these reasons. */
export function refused(...reasons: readonly Reason[]): Refused {
  const conditions = [staticToken(), webTimestamp()];
  return {
    verdict: "refused",
    status: 400,
    answer: { contentType: "text/plain", body: "no\n" },
    trace: reasons.map((reason, index) => ({
      condition: conditions[index] ?? staticToken(),
      check: { outcome: "failed", reason, facts: [], notes: [], causes: [] },
    })),
  };
}

/** A capture of a test; it is judged as its verdict says. */
export function freshCapture(changes: Partial<FreshCapture> = {}): FreshCapture {
  const { request = post("{}"), verdict = accepted, receivedAt = now } = changes;
  return {
    id: timeOrderedId(crypto.randomUUID(), receivedAt),
    receivedAt,
    trigger: { name: "Test", slug: "test", path: "test.trigger.yaml" },
    sender: "127.0.0.1:50000",
    method: request.method,
    url: request.url,
    bodySize: request.body.length,
    request,
    references: [],
    verdict,
    outcome: verdict.verdict,
    status: verdict.status,
    reasons: reasonsOf(verdict),
    durationInMilliseconds: 1.5,
    lineage: undefined,
    ...changes,
  };
}

const open = new Set<CaptureStore>();

/** A store in a folder of its own, or at a path; it is closed when all tests have run. */
export function storeOf(path: string = join(folderOf({}), "captures.db")): CaptureStore {
  const store = CaptureStore.open(path);
  open.add(store);
  return store;
}

after("closes the stores of the tests", () => {
  for (const store of open) if (store.isOpen) store.close();
});
