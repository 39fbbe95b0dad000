import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { WebhookRequest } from "../../src/core/request/request.ts";
import { sendRequest } from "../../src/node/sendRequest.ts";
import { UserError } from "../../src/node/userError.ts";

/** A server that gives one answer as it is; `received` are the bytes that came. */
async function answering(answer: string, endsWith = "end") {
  let received = "";
  const server = createServer((socket: Socket) => {
    socket.setEncoding("latin1");
    socket.on("error", () => undefined);
    socket.on("data", (chunk: string) => {
      received += chunk;
      if (received.endsWith(endsWith)) socket.end(Buffer.from(answer, "latin1"));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  servers.push(server);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, received: () => received };
}

const servers: ReturnType<typeof createServer>[] = [];

function request(url: string, changes: Partial<WebhookRequest> = {}): WebhookRequest {
  const headers = [["Content-Length", "3"]] as const;
  return { method: "POST", url, headers, body: Buffer.from("end"), ...changes };
}

/** What a person is told of a request that cannot be sent. */
async function complaint(url: string): Promise<string> {
  const error: unknown = await sendRequest(request(url)).then(
    () => undefined,
    (problem: unknown) => problem,
  );
  assert.ok(error instanceof UserError, String(error));
  return `${error.message} ${error.remedy}`;
}

const ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

describe("sendRequest", () => {
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.close();
      await once(server, "close");
    }
  });

  it("sends the header lines and the body exactly as they are", async () => {
    const { url, received } = await answering(ok);
    const headers = [
      ["x-Second", "1"],
      ["Host", "tunnel.example.com"],
      ["X-FIRST", "a  b"],
      ["x-second", "\xc3\xa9\xff"],
      ["Content-Length", "6"],
      ["Connection", "close"],
    ] as const;
    const body = Buffer.from([0xff, 0x00, 0x0a, ...Buffer.from("end")]);
    await sendRequest(request(`${url}/a%20b?c=d&c=%7E`, { headers, body }));
    const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    assert.equal(received(), `POST /a%20b?c=d&c=%7E HTTP/1.1\r\n${lines}\r\n\xff\0\nend`);
  });

  for (const [what, changes] of [
    ["a method that is no token", { method: "GET / HTTP/1.1\r\nX: y\r\n\r\nPOST" }],
    ["no method", { method: "" }],
    ["a blank in the target", { target: "/a HTTP/1.1" }],
    ["a line break in the target", { target: "/a\r\nX: y" }],
    ["a header name that ends early", { headers: [["X: y\r\nZ", "1"]] }],
    ["a blank before the colon", { headers: [["Content-Length ", "3"]] }],
    ["no header name", { headers: [["", "1"]] }],
    ["a second request in a header value", { headers: [["X", "1\r\n\r\nPOST /b HTTP/1.1"]] }],
    ["a lone line feed in a header value", { headers: [["X", "1\nY: 2"]] }],
    ["a NUL in a header value", { headers: [["X", "1\0"]] }],
    ["a character that its last byte makes a line feed", { headers: [["X", "1\u010aY: 2"]] }],
  ] as const) {
    it(`sends nothing of a request with ${what}, and says why`, async () => {
      const { url, received } = await answering(ok);
      const { target = "/", ...others } = { target: undefined, ...changes };
      await assert.rejects(
        sendRequest(request(url + target, others)),
        (error) => error instanceof UserError && /^The .* cannot be sent: /.test(error.message),
      );
      assert.equal((await sendRequest(request(`${url}/`))).status, 200);
      assert.equal(received(), "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nend");
    });
  }

  it("adds no header line of its own", async () => {
    const { url, received } = await answering(ok);
    await sendRequest(request(`${url}/`));
    assert.equal(received(), "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nend");
  });

  it("sends a target as it is, and a body in the one chunk that its header names", async () => {
    const { url, received } = await answering(ok, "\r\n\r\n0\r\n\r\n");
    const headers = [["Transfer-Encoding", "chunked"]] as const;
    await sendRequest(
      request(`${url}/a/../b//c?\xe4=%zz&'"{}`, { headers, body: Buffer.from("\r\n") }),
    );
    assert.equal(
      received(),
      "POST /a/../b//c?\xe4=%zz&'\"{} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n\r\n\r\n0\r\n\r\n",
    );
  });

  it("does not wait for a body that an answer cannot have, nor for the end of the connection", async () => {
    const head = await answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    const answer = await sendRequest(request(`${head.url}/`, { method: "HEAD" }));
    assert.equal(answer.body.length, 0);
    const early = await answering(`HTTP/1.1 100 Continue\r\n\r\n${ok}`);
    const { status, sender } = await sendRequest(request(`${early.url}/`));
    assert.equal(status, 200);
    assert.match(sender, /^127\.0\.0\.1:\d+$/);
  });

  it("gives status, header lines and bytes of the answer", async () => {
    const head = "HTTP/1.1 418 No\r\nSet-Cookie: a\r\nset-cookie: b\r\nX: \xe9\r\n\r\n";
    const { url } = await answering(`${head}\xff\0body`);
    const answer = await sendRequest(request(`${url}/`));
    assert.equal(answer.status, 418);
    assert.deepEqual(answer.headers, [
      ["Set-Cookie", "a"],
      ["set-cookie", "b"],
      ["X", "\xe9"],
    ]);
    assert.equal(answer.body.toString("latin1"), "\xff\0body");
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`does not follow a redirect with ${status}`, async () => {
      const other = await answering(ok);
      const head = `HTTP/1.1 ${status} Moved\r\nLocation: ${other.url}/\r\nContent-Length: 0\r\n\r\n`;
      const { url } = await answering(head);
      assert.equal((await sendRequest(request(`${url}/`))).status, status);
      assert.equal(other.received(), "");
    });
  }

  it("says that nothing listens there", async () => {
    const { url } = await answering(ok);
    servers.splice(0).forEach((server) => void server.close());
    assert.equal(
      await complaint(`${url}/path`),
      `Nothing listens at ${url}. Start the listener there, or give another address.`,
    );
  });

  it("says that the connection broke off", async () => {
    const { url } = await answering("");
    assert.equal(await complaint(url), `${url} broke off the connection. Look at its log.`);
  });

  it("says that the connection broke off in the middle of an answer", async () => {
    const { url } = await answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
    assert.equal(await complaint(url), `${url} broke off the connection. Look at its log.`);
  });

  it("says that what answers does not speak HTTP", async () => {
    const { url } = await answering("SSH-2.0-OpenSSH\r\n");
    assert.match(await complaint(url), /^Sending to http:\/\/127\.0\.0\.1:\d+ failed: Parse Error/);
  });

  it("says that what answers does not speak TLS", async () => {
    const { url } = await answering("HTTP/1.1 400 Bad Request\r\n\r\n", "");
    const secure = url.replace("http:", "https:");
    assert.match(await complaint(secure), /^Sending to https:.* failed: /);
  });
});
