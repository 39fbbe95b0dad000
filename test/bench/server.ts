/**
 * A server in a process of its own: `bare`, `ours` with a number of triggers, or `keeping` what it
 * receives in a database too. Tells its port and its CPU time.
 */
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { checkFiles } from "../../src/core/language/check.ts";
import { Secret, type SecretLookup } from "../../src/core/secrets/secret.ts";
import { CaptureRecorder, usualRetention } from "../../src/node/captures/captureRecorder.ts";
import { CaptureStore } from "../../src/node/captures/captureStore.ts";
import { type ReceivedRequest, startListener } from "../../src/node/listener.ts";
import { readSources, TriggerTable } from "../../src/node/triggerTable.ts";

const [kind, path = "", database = ""] = process.argv.slice(2);
const key = process.env.BENCH_SECRET ?? "";

const port = kind === "bare" ? await startBare() : await startOurs();
process.on("message", () => process.send?.(process.cpuUsage()));
process.on("disconnect", () => process.exit());
process.send?.(port);

/** What every receiver must do at the least: read the body and compare its HMAC. */
function startBare(): Promise<number> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const time = incoming.headers["x-request-timestamp"];
      const hmac = createHmac("sha256", key).update(`v0:${time}:`).update(Buffer.concat(chunks));
      const expected = Buffer.from(`v0=${hmac.digest("hex")}`);
      const presented = Buffer.from(String(incoming.headers["x-signature"]));
      const same = presented.length === expected.length && timingSafeEqual(presented, expected);
      const body = same ? "ok" : "no";
      outgoing.writeHead(same ? 200 : 400, {
        "Content-Type": "text/plain",
        "Content-Length": body.length,
      });
      outgoing.end(body);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

async function startOurs(): Promise<number> {
  const triggers = new TriggerTable();
  triggers.load(checkFiles(readSources([path]), {}));
  const secrets = () => new Secret(key);
  const listener = await startListener({
    port: 0,
    triggers,
    secretsOf: () => secrets,
    visitors: () => ({ hosts: [], origins: [] }),
    bodyLimit: 1024 * 1024,
    now: Date.now,
    newId: randomUUID,
    onRequest: kind === "keeping" ? keeping(triggers, secrets) : () => undefined,
    onTurnedAway: () => undefined,
    onBug: (error) => {
      throw error;
    },
  });
  return Number(new URL(listener.url).port);
}

function keeping(
  triggers: TriggerTable,
  secrets: SecretLookup,
): (received: ReceivedRequest) => Promise<void> {
  const recorder = new CaptureRecorder(CaptureStore.open(database), usualRetention, {
    onKept: () => undefined,
    onFailed: (error) => {
      throw error;
    },
    onRecovered: () => undefined,
  });
  recorder.follow(triggers.served, () => secrets);
  return (received) => recorder.record(received);
}
