import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { fileOf } from "../support/folder.ts";
import { itWith } from "../support/interpreters.ts";
import { startProgram } from "../support/program.ts";
import { connect } from "../support/socket.ts";

const mebibyte = 1024 * 1024;

/** The most memory that a process has had so far, in bytes. */
function peakOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

const head = "HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

/** Ways to send a body that is too large, or that nobody wants, each with its status. */
const ways = {
  "with its length stated": { path: "open", chunked: false, status: 413 },
  "in chunks": { path: "open", chunked: true, status: 413 },
  "to an unknown address": { path: "elsewhere", chunked: false, status: 404 },
} as const;

/** Sends a body of this many MiB in pieces and gives the status of the answer. */
async function sendBody(
  url: string,
  { path, chunked }: (typeof ways)[keyof typeof ways],
  size: number,
): Promise<number> {
  const connection = await connect(url);
  const length = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${size * mebibyte}`;
  connection.write(`POST /api/v0/launch/${path}/ ${head}${length}\r\n\r\n`);
  const piece = Buffer.alloc(mebibyte, "x");
  for (let count = 0; count < size; count += 1) {
    if (chunked) connection.write(`${mebibyte.toString(16)}\r\n`);
    connection.write(piece);
    if (chunked) connection.write("\r\n");
  }
  if (chunked) connection.write("0\r\n\r\n");
  return Number((await connection.over).text.split(" ")[1]);
}

describe("the memory of a listener", () => {
  const proc = existsSync("/proc/self/status")
    ? ({ outcome: "found", command: "", extension: "" } as const)
    : ({ outcome: "missing", what: "/proc" } as const);

  for (const [title, way] of Object.entries(ways)) {
    itWith(proc, `grows by at most 8 MB through a body of 50 MB ${title}`, async () => {
      const path = fileOf("a.yaml", "- trigger: { name: Open }\n");
      const program = startProgram(["listen", path, "--port", "0"]);
      const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(await program.seen("127.0.0.1")) ?? [];
      for (let count = 0; count < 3; count += 1) {
        assert.equal(await sendBody(url, way, 2), way.status);
      }
      const before = peakOf(program.pid);
      assert.equal(await sendBody(url, way, 50), way.status);
      const grown = (peakOf(program.pid) - before) / mebibyte;
      program.signal("SIGINT");
      assert.equal(await program.ended, 0);
      assert.ok(grown <= 8, `it grew by ${grown.toFixed(1)} MiB`);
    });
  }
});
