import assert from "node:assert/strict";
import fc from "fast-check";
import { listening } from "../support/listening.ts";
import { type Connection, connect, exchange, wire } from "../support/socket.ts";

const text = "- trigger: { name: Test }\n";
const head = "POST /api/v0/launch/test/ HTTP/1.1\r\nHost: localhost\r\n";
const half = `${head}Content-Length: 8\r\n\r\nhalf`;

describe("a listener that is closed", () => {
  it("answers the request that has begun, and refuses new ones", async () => {
    const listener = await listening(text);
    const connection = await connect(listener.url);
    connection.write(half);
    // The answer to a later request shows that the first one has begun.
    await exchange(listener.url);
    const closed = listener.close();
    await assert.rejects(connect(listener.url), { code: "ECONNREFUSED" });
    connection.write("half");
    const { text: answer } = await connection.over;
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n/);
    await closed;
    assert.equal(Buffer.from(listener.received[1]?.request.body ?? []).toString(), "halfhalf");
  });

  it("waits neither for connections that are kept open nor for those that have sent nothing", async () => {
    const listener = await listening(text);
    const silent = await connect(listener.url);
    const kept = await connect(listener.url);
    kept.write(`${head}Content-Length: 0\r\n\r\n`);
    await kept.seen("\r\n\r\nok");
    const answering = await connect(listener.url);
    answering.write(half);
    await exchange(listener.url);
    const closed = listener.close();
    answering.write("half");
    await closed;
    await Promise.all([silent.over, kept.over]);
    assert.match((await answering.over).text, /^HTTP\/1\.1 200 OK\r\n/);
  });

  it("ends a kept connection after what was sent over it before it was closed", async () => {
    const listener = await listening(text);
    const connection = await connect(listener.url);
    connection.write(half);
    await exchange(listener.url);
    const closed = listener.close();
    connection.write(`half${head.replace("/test/", "/other/")}Content-Length: 0\r\n\r\n`);
    const { text: answers, error } = await connection.over;
    await closed;
    assert.equal(error, undefined);
    assert.deepEqual(answers.match(/HTTP\/1\.1 \d+/g), ["HTTP/1.1 200", "HTTP/1.1 404"]);
    assert.match(answers, /404 Not Found\r\n(?:.+\r\n)*connection: close\r\n/i);
    assert.deepEqual(listener.bugs, []);
  });
});

describe("a listener with slow or hostile senders", () => {
  it("closes connections whose headers stay half sent within 12 s, and serves others meanwhile", async () => {
    const listener = await listening(text);
    const started = performance.now();
    const beginnings = ["", "POST", head, `${head}X-Half: `];
    const slow = await Promise.all(beginnings.map(() => connect(listener.url)));
    for (const [index, beginning] of beginnings.entries()) slow[index]?.write(beginning);
    // One of them keeps sending, a byte at a time.
    const drip = await connect(listener.url);
    drip.write(head);
    const dripping = setInterval(() => drip.write("X"), 500);
    const others = setInterval(() => void exchange(listener.url), 1000);
    await Promise.all([...slow, drip].map(({ over }) => over));
    clearInterval(dripping);
    clearInterval(others);
    const seconds = (performance.now() - started) / 1000;
    assert.ok(seconds < 12, `they were closed after ${seconds.toFixed(1)} s`);
    assert.equal(listener.turnedAway.length, 0);
    assert.ok(listener.received.length > 0);
    assert.ok(listener.received.every(({ verdict }) => verdict.verdict === "accepted"));
  });

  it("goes on after any bytes", async () => {
    const listener = await listening(text);
    const anyBeginning = fc.constantFrom(
      "",
      head,
      `${head}Transfer-Encoding: chunked\r\n\r\n`,
      half,
    );
    const anyRequest = fc.tuple(anyBeginning, fc.uint8Array({ maxLength: 500 }));
    await fc.assert(
      fc.asyncProperty(anyRequest, async ([beginning, bytes]) => {
        const connection = await connect(listener.url);
        connection.write(beginning);
        connection.write(bytes);
        connection.end();
        await connection.over;
        assert.equal((await exchange(listener.url)).status, 200);
      }),
      { numRuns: 60 },
    );
    assert.deepEqual(listener.bugs, []);
  });

  it("goes on after requests in which any byte was changed", async () => {
    const listener = await listening(text);
    const good = wire({ body: '{"a":1}', headers: [["Content-Type", "application/json"]] });
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, byte) => {
        const changed = Buffer.from(good);
        changed[at] = byte;
        const connection = await connect(listener.url);
        connection.write(changed);
        setImmediate(() => connection.end());
        await connection.over;
        assert.equal((await exchange(listener.url)).status, 200);
      }),
      { numRuns: 60 },
    );
    assert.deepEqual(listener.bugs, []);
  });

  it("holds no more than 512 connections at a time, and serves those that it holds", async () => {
    const listener = await listening(text);
    const connections: Connection[] = [];
    for (let count = 0; count < 520; count += 1) connections.push(await connect(listener.url));
    await Promise.any(connections.slice(500).map(({ over }) => over));
    const [first, ...others] = connections;
    first?.write(wire({}));
    assert.match((await first?.over)?.text ?? "", /^HTTP\/1\.1 200 OK\r\n/);
    for (const connection of others) connection.end();
    await Promise.all(others.map(({ over }) => over));
  });
});
