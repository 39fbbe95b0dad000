import assert from "node:assert/strict";
import { once } from "node:events";
import { connect as connectTo } from "node:net";
import type { Header } from "../../src/core/request/request.ts";
import { noted } from "./canaries.ts";

/** A connection without any HTTP of our own in it. */
export interface Connection {
  write(bytes: string | Uint8Array): void;
  /** What came back, one character for each byte, when the connection is over. */
  readonly over: Promise<{ readonly text: string; readonly error: string | undefined }>;
  /** Waits until what came back holds a text. */
  seen(text: string): Promise<void>;
  end(): void;
}

/** Connects to the host and port of a URL. */
export async function connect(url: string): Promise<Connection> {
  const socket = connectTo({ host: "127.0.0.1", port: Number(new URL(url).port) });
  let text = "";
  let error: string | undefined;
  socket.setEncoding("latin1");
  socket.on("data", (chunk: string) => {
    text += chunk;
  });
  const over = new Promise<{ text: string; error: string | undefined }>((resolve) => {
    socket.on("close", () => resolve({ text: noted(text), error }));
  });
  await once(socket, "connect");
  socket.on("error", (problem: NodeJS.ErrnoException) => {
    error = problem.code;
  });
  return {
    write: (bytes) =>
      socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes),
    over,
    seen: async (wanted) => {
      while (!text.includes(wanted)) {
        assert.ok(!socket.closed, `the connection ended before “${wanted}”: ${text}`);
        await Promise.race([once(socket, "data"), over]);
      }
    },
    end: () => socket.destroy(),
  };
}

/** A request to be put on the wire; names and values hold one character for each byte. */
export interface Wire {
  readonly method?: string;
  readonly target?: string;
  readonly version?: string;
  /** `Host` and `Content-Length` are added when they are not among them. */
  readonly headers?: readonly Header[];
  readonly body?: string | Uint8Array;
}

/** The bytes of a request, after whose answer the connection is over. */
export function wire(request: Wire): Buffer {
  const { method = "POST", target = "/api/v0/launch/test/", version = "1.1" } = request;
  const { headers = [], body = "" } = request;
  const bytes = Buffer.from(body);
  const isGiven = (name: string) => headers.some(([given]) => given.toLowerCase() === name);
  const added: Header[] = [["Connection", "close"]];
  if (!isGiven("host")) added.push(["Host", "127.0.0.1"]);
  if (!isGiven("content-length") && !isGiven("transfer-encoding")) {
    added.push(["Content-Length", String(bytes.length)]);
  }
  const lines = [...headers, ...added].map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${target} HTTP/${version}\r\n${lines.join("")}\r\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), bytes]);
}

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Reads an answer; header names come in lower case. */
function answerIn(text: string): WireAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const headers = lines.map((line): [string, string] => {
    const [name = "", ...value] = line.split(":");
    return [name.toLowerCase(), value.join(":").trim()];
  });
  return {
    status: Number(statusLine.split(" ")[1]),
    headers: new Map(headers),
    body: Buffer.from(rest.join("\r\n\r\n"), "latin1").toString("utf8"),
  };
}

/** Sends a request over a connection of its own and waits for its answer. */
export async function exchange(url: string, request: Wire = {}): Promise<WireAnswer> {
  const connection = await connect(url);
  connection.write(wire(request));
  const { text, error } = await connection.over;
  assert.equal(error, undefined);
  return answerIn(text);
}
