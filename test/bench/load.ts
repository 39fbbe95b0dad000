import { connect, type Socket } from "node:net";

/** What a load came to: requests per second and the 99th percentile of the answer time. */
export interface LoadResult {
  readonly requests: number;
  readonly perSecond: number;
  readonly p99InMilliseconds: number;
}

const connections = 16;

/** Sends the same request over a few connections, one after another on each, until it is enough. */
export async function load(
  port: number,
  request: Buffer,
  enough: { readonly requests: number } | { readonly milliseconds: number },
): Promise<LoadResult> {
  const latencies: number[] = [];
  const begin = performance.now();
  const isEnough = (now: number) =>
    "requests" in enough
      ? latencies.length > enough.requests - connections
      : now >= begin + enough.milliseconds;
  await Promise.all(
    Array.from({ length: connections }, () => keepBusy(port, request, isEnough, latencies)),
  );
  const seconds = (performance.now() - begin) / 1000;
  const sorted = latencies.toSorted((left, right) => left - right);
  return {
    requests: sorted.length,
    perSecond: sorted.length / seconds,
    p99InMilliseconds: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
  };
}

function keepBusy(
  port: number,
  request: Buffer,
  isEnough: (now: number) => boolean,
  latencies: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let sentAt = 0;
    let received = "";
    const next = () => {
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on("connect", next);
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (chunk: Buffer) => {
      received += chunk.toString("latin1");
      if (!isWhole(received)) return;
      if (!received.startsWith("HTTP/1.1 200 ")) {
        reject(new Error(`The server answered ${received}`));
        socket.destroy();
        return;
      }
      received = "";
      const now = performance.now();
      latencies.push(now - sentAt);
      if (isEnough(now)) socket.end();
      else next();
    });
  });
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf("\r\n\r\n");
  const length = /content-length: (\d+)/i.exec(answer)?.[1];
  return head >= 0 && length !== undefined && answer.length >= head + 4 + Number(length);
}
