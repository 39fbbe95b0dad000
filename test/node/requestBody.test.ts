import assert from "node:assert/strict";
import fc from "fast-check";
import { anyHeaderName, anyHeaderValue } from "../support/arbitraries.ts";
import { type Listening, listening } from "../support/listening.ts";
import { connect, exchange, wire } from "../support/socket.ts";

const text = "- trigger: { name: Test }\n";
const limit = 1000;
const head = "POST /api/v0/launch/test/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";

/** A body in chunks of these lengths. */
function chunked(body: Uint8Array, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let start = 0; start < body.length; start += length) {
    const chunk = body.subarray(start, start + length);
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), Buffer.from(chunk), crlf);
  }
  return Buffer.concat([...parts, Buffer.from("0\r\n\r\n")]);
}

const crlf = Buffer.from("\r\n");

describe("the listener, reading a request", () => {
  let listener: Listening;
  const last = () => listener.received.at(-1)?.request;

  before(async () => {
    listener = await listening(text, { bodyLimit: limit });
  });

  it("accepts a body exactly at the limit", async () => {
    const answer = await exchange(listener.url, { body: "x".repeat(limit) });
    assert.equal(answer.status, 200);
    assert.equal(last()?.body.length, limit);
  });

  it("answers 413 to one byte more, and does not judge it", async () => {
    const before = listener.received.length;
    const answer = await exchange(listener.url, { body: "x".repeat(limit + 1) });
    assert.equal(answer.status, 413);
    assert.equal(answer.body, "The body is larger than 1000 bytes.\n");
    assert.equal(listener.received.length, before);
    assert.equal(listener.turnedAway.at(-1)?.status, 413);
  });

  for (const [title, body] of [
    ["with its length stated", (bytes: Buffer) => wire({ body: bytes })],
    [
      "in chunks",
      (bytes: Buffer) =>
        Buffer.concat([
          Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n`),
          chunked(bytes, 65_536),
        ]),
    ],
  ] as const) {
    it(`answers 413, without a reset, to a body of 5 MB ${title}`, async () => {
      const connection = await connect(listener.url);
      connection.write(body(Buffer.alloc(5_000_000, "x")));
      const { text: answer, error } = await connection.over;
      assert.equal(error, undefined);
      assert.match(answer, /^HTTP\/1\.1 413 Payload Too Large\r\n/);
      assert.match(answer, /\r\nConnection: close\r\n/);
    });
  }

  it("answers 404 and 403, without a reset, to a body that nobody wants", async () => {
    for (const [changes, status] of [
      [{ target: "/elsewhere" }, 404],
      [{ headers: [["Host", "evil.example"]] }, 403],
    ] as const) {
      const body = Buffer.alloc(5_000_000, "x");
      assert.equal((await exchange(listener.url, { body, ...changes })).status, status);
    }
  });

  it("keeps the bytes of any body", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: limit }), async (body) => {
        assert.equal((await exchange(listener.url, { body })).status, 200);
        assert.deepEqual(Buffer.from(last()?.body ?? []), Buffer.from(body));
      }),
      { numRuns: 50 },
    );
  });

  it("puts a body that comes in chunks together", async () => {
    const body = Buffer.from(Array.from({ length: 300 }, (_, index) => index % 256));
    for (const length of [1, 7, 300]) {
      const connection = await connect(listener.url);
      connection.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
      connection.write(chunked(body, length));
      assert.match((await connection.over).text, /^HTTP\/1\.1 200 /);
      assert.deepEqual(Buffer.from(last()?.body ?? []), body);
    }
  });

  it("does not decompress a body", async () => {
    const body = Buffer.from("1f8b0800000000000003030000000000000000", "hex");
    const headers = [["Content-Encoding", "gzip"]] as const;
    assert.equal((await exchange(listener.url, { body, headers })).status, 200);
    assert.deepEqual(Buffer.from(last()?.body ?? []), body);
  });

  it("keeps order, case, duplicates and bytes of the headers, and the target as it was sent", async () => {
    const target = "/api/v0/launch/test/?a=%7E&b=~&a";
    const headers = [
      ["x-Lower-UPPER", "1"],
      ["Authorization", "first"],
      ["AUTHORIZATION", "second"],
      ["X-Bytes", "\xc3\xa9 \xff"],
      ["Content-Type", "text/plain"],
      ["Content-Type", "application/json"],
      ["X-Empty", ""],
      ["X-Inner", "a  b\tc"],
    ] as const;
    assert.equal((await exchange(listener.url, { headers, target })).status, 200);
    assert.deepEqual(last()?.headers.slice(0, headers.length), headers);
    assert.equal(last()?.url, target);
    assert.equal(last()?.method, "POST");
  });

  it("keeps any header lines", async () => {
    const meaningful =
      /^(?:host|origin|connection|content-length|transfer-encoding|expect|upgrade)$/i;
    const anyName = anyHeaderName.filter((name) => !meaningful.test(name));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(anyName, anyHeaderValue), { maxLength: 10 }),
        async (headers) => {
          assert.equal((await exchange(listener.url, { headers })).status, 200);
          assert.deepEqual(last()?.headers.slice(0, headers.length), headers);
        },
      ),
      { numRuns: 50 },
    );
  });

  it("answers 431 to headers of more than 16 KiB or very many lines, none of which is dropped", async () => {
    const before = listener.received.length;
    const many = Array.from({ length: 2500 }, () => ["a", ""] as const);
    for (const headers of [[["X-Long", "x".repeat(17_000)]] as const, many]) {
      const connection = await connect(listener.url);
      connection.write(wire({ headers }));
      assert.match((await connection.over).text, /^HTTP\/1\.1 431 /);
    }
    assert.equal(listener.received.length, before);
  });

  it("answers a sender that waits for “100 Continue”", async () => {
    const connection = await connect(listener.url);
    connection.write(`${head}Expect: 100-continue\r\nContent-Length: 4\r\n\r\n`);
    await connection.seen("HTTP/1.1 100 Continue");
    connection.write("body");
    assert.match((await connection.over).text, /HTTP\/1\.1 200 OK/);
    assert.equal(Buffer.from(last()?.body ?? []).toString(), "body");
  });

  it("refuses a request that states its length twice or beside chunks", async () => {
    const before = listener.received.length;
    for (const lines of [
      "Content-Length: 1\r\nContent-Length: 2",
      "Content-Length: 1\r\nTransfer-Encoding: chunked",
      "Transfer-Encoding: gzip",
    ]) {
      const connection = await connect(listener.url);
      connection.write(`${head}${lines}\r\n\r\n0\r\n\r\n`);
      assert.match((await connection.over).text, /^HTTP\/1\.1 400 /);
    }
    assert.equal(listener.received.length, before);
  });
});
