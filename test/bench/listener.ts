/**
 * Compares our listener with a bare server that does the least, with Debian's `webhook` where that is
 * installed, and one trigger with 10,000.
 */
import { type ChildProcess, fork } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LoadResult, load } from "./load.ts";
import { cpuTimeOf, startWebhookProgram, webhookProgram } from "./webhookProgram.ts";

const rounds = 15;
/** Until then the JavaScript of a server is still being compiled, the more the more it does. */
const warmUp = { requests: 30_000 };
const measured = { milliseconds: 1000 };
const manyTriggers = 10_000;

interface Contender {
  readonly name: string;
  readonly process: ChildProcess;
  readonly port: number;
  readonly request: Buffer;
  readonly cpuInMicroseconds: () => Promise<number> | number;
  readonly results: (LoadResult & { readonly cpuInMicroseconds: number })[];
}

const secret = randomBytes(32).toString("hex");
const folder = mkdtempSync(join(tmpdir(), "hooksmith-bench-"));
const one = join(folder, "one.trigger.yaml");
const many = join(folder, "many.trigger.yaml");
writeFileSync(one, triggerText(0));
writeFileSync(
  many,
  Array.from({ length: manyTriggers }, (_, index) => triggerText(index)).join(""),
);

const bare = await start("bare node:http + HMAC", "bare", "", 0);
const ours = await start("hooksmith, 1 trigger", "ours", one, 0);
const keeping = await start("hooksmith, with captures", "keeping", one, 0);
const oursWithMany = await start(
  `hooksmith, ${manyTriggers} triggers`,
  "ours",
  many,
  manyTriggers - 1,
);
const webhook = webhookProgram ? await startWebhook() : undefined;
const contenders = [bare, ours, keeping, oursWithMany, ...(webhook ? [webhook] : [])];
for (const contender of contenders) await load(contender.port, contender.request, warmUp);
for (let round = 0; round < rounds; round += 1) {
  // Back and forth, so that none always comes after the same other.
  for (const contender of round % 2 === 0 ? contenders : contenders.toReversed()) {
    await measure(contender);
  }
}
for (const { name, results } of contenders) {
  const row = [
    name.padEnd(26),
    `${median(results.map((result) => result.perSecond)).toFixed(0)} req/s`.padStart(14),
    `p99 ${median(results.map((result) => result.p99InMilliseconds)).toFixed(2)} ms`.padStart(14),
    `${median(results.map((result) => result.cpuInMicroseconds)).toFixed(1)} µs CPU a request`.padStart(
      24,
    ),
  ];
  console.log(row.join("  "));
}
console.log(
  `\nmedians of ${rounds} alternating rounds of ${measured.milliseconds / 1000} s after ${warmUp.requests} requests each, signed 1 KiB requests`,
);
ratio("requests per second, ours / bare", ours, bare, "perSecond", "at least 0.7");
ratio("requests per second, with captures / without", keeping, ours, "perSecond", "no bar");
ratio("requests per second, with captures / bare", keeping, bare, "perSecond", "at least 0.7");
ratio("CPU a request, ours / bare", ours, bare, "cpuInMicroseconds", "no bar");
ratio("p99, ours / bare", ours, bare, "p99InMilliseconds", "no bar");
if (webhook === undefined) {
  console.log("NOT COMPARED with webhook: it is not installed (apt-get install webhook).");
} else {
  ratio("requests per second, ours / webhook", ours, webhook, "perSecond", "at least 1");
  ratio(
    "requests per second, with captures / webhook",
    keeping,
    webhook,
    "perSecond",
    "at least 1",
  );
  ratio("p99, ours / webhook", ours, webhook, "p99InMilliseconds", "at most 0.5");
  ratio("p99, with captures / webhook", keeping, webhook, "p99InMilliseconds", "at most 0.5");
}
ratio(
  `CPU a request, ${manyTriggers} triggers / 1`,
  oursWithMany,
  ours,
  "cpuInMicroseconds",
  "at most 1.1",
);
for (const contender of contenders) contender.process.kill();
rmSync(folder, { recursive: true });

function triggerText(index: number): string {
  return `- trigger:
    name: Bench ${index}
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:BENCH_SECRET}"
          basestring-format: "v0:{header:X-Request-Timestamp}:{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
          value-prefix: "v0="
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Request-Timestamp
          drift-tolerance: 3600
      - rate-limit: { period: 3600, quota: 1000000000 }
`;
}

async function start(name: string, kind: string, path: string, index: number): Promise<Contender> {
  const child = fork(
    join(import.meta.dirname, "server.ts"),
    [kind, path, join(folder, "captures.db")],
    {
      env: { ...process.env, BENCH_SECRET: secret },
    },
  );
  const [port] = (await once(child, "message")) as [number];
  const time = Math.floor(Date.now() / 1000);
  const request = signedRequest(`/api/v0/launch/bench-${index}/`, "v0=", `v0:${time}:`, time);
  return {
    name,
    process: child,
    port,
    request,
    cpuInMicroseconds: () => cpuOf(child),
    results: [],
  };
}

async function startWebhook(): Promise<Contender> {
  const { process: child, port, path } = await startWebhookProgram(folder, secret);
  const request = signedRequest(path, "sha256=", "", Math.floor(Date.now() / 1000));
  const cpuInMicroseconds = () => cpuTimeOf(child.pid ?? 0);
  return {
    name: "webhook, no process",
    process: child,
    port,
    request,
    cpuInMicroseconds,
    results: [],
  };
}

function signedRequest(path: string, prefix: string, signedFirst: string, time: number): Buffer {
  const body = JSON.stringify({ event: "batch_done", filler: "x".repeat(1024 - 35) });
  const digest = createHmac("sha256", secret).update(`${signedFirst}${body}`).digest("hex");
  const head = [
    `POST ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    "User-Agent: bench",
    "Content-Type: application/json",
    `Content-Length: ${body.length}`,
    `X-Request-Timestamp: ${time}`,
    `X-Signature: ${prefix}${digest}`,
  ];
  return Buffer.from(`${head.join("\r\n")}\r\n\r\n${body}`);
}

async function measure(contender: Contender): Promise<void> {
  const before = await contender.cpuInMicroseconds();
  const result = await load(contender.port, contender.request, measured);
  const after = await contender.cpuInMicroseconds();
  contender.results.push({ ...result, cpuInMicroseconds: (after - before) / result.requests });
}

async function cpuOf(server: ChildProcess): Promise<number> {
  server.send("cpu");
  const [usage] = (await once(server, "message")) as [NodeJS.CpuUsage];
  return usage.user + usage.system;
}

function median(values: readonly number[]): number {
  return (
    values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
  );
}

/** The median of the ratios round by round, so that a drifting machine does not count. */
function ratio(
  label: string,
  left: Contender,
  right: Contender,
  figure: "perSecond" | "p99InMilliseconds" | "cpuInMicroseconds",
  bar: string,
): void {
  const ratios = left.results.map(
    (result, round) => result[figure] / (right.results[round]?.[figure] ?? Number.NaN),
  );
  console.log(`${label}: ${median(ratios).toFixed(2)} (${bar})`);
}
