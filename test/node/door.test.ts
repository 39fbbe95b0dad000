import assert from "node:assert/strict";
import type { Header } from "../../src/core/request/request.ts";
import { type Listening, listening } from "../support/listening.ts";
import { exchange, type Wire } from "../support/socket.ts";

const text = '- trigger: { name: Test, actions: [web-response-text: "launched"] }\n';

describe("strangerAtTheDoor", () => {
  let listener: Listening;
  let open: Listening;

  before(async () => {
    listener = await listening(text);
    open = await listening(text, {
      visitors: { hosts: ["Tunnel.example.com"], origins: ["https://app.example.com"] },
    });
  });

  const hosts: readonly (readonly [host: string, allowed: boolean])[] = [
    ["127.0.0.1", true],
    ["127.0.0.1:7357", true],
    ["LOCALHOST:1", true],
    ["localhost", true],
    ["[::1]:7357", true],
    ["[::1]", true],
    ["", false],
    ["127.0.0.1.evil.example", false],
    ["evil.example", false],
    ["evil.example:7357", false],
    ["localhost.evil.example", false],
    ["notlocalhost", false],
    ["127.0.0.1@evil.example", false],
    ["127.0.0.1:80:80", false],
    ["0.0.0.0", false],
    ["127.0.0.2", false],
    ["tunnel.example.com", false],
  ];
  for (const [host, allowed] of hosts) {
    it(`${allowed ? "lets" : "refuses"} the host “${host}”${allowed ? " in" : ""}`, async () => {
      const answer = await exchange(listener.url, { headers: [["Host", host]] });
      assert.equal(answer.status, allowed ? 200 : 403);
      if (!allowed) assert.match(answer.body, /^The host .* is not this listener's\./);
    });
  }

  it("refuses a request without a host, as HTTP/1.0 allows", async () => {
    const answer = await exchange(listener.url, { version: "1.0", headers: [["host", ""]] });
    assert.equal(answer.status, 403);
    assert.match(answer.body, /\(none\)/);
  });

  it("refuses a foreign host at any address and with any method, and keeps no request", async () => {
    const before = listener.received.length;
    for (const changes of [{ target: "/" }, { method: "GET" }, { method: "OPTIONS" }]) {
      const answer = await exchange(listener.url, {
        headers: [["Host", "evil.example"]],
        ...changes,
      });
      assert.equal(answer.status, 403);
    }
    assert.equal(listener.received.length, before);
  });

  const pages: readonly (readonly Header[])[] = [
    [["Origin", "https://evil.example"]],
    [["Origin", "null"]],
    [["Origin", ""]],
    [["Origin", "http://127.0.0.1:7357"]],
    [
      ["Origin", "https://evil.example"],
      ["Sec-Fetch-Site", "cross-site"],
      ["Content-Type", "text/plain"],
    ],
    [
      ["Origin", "https://evil.example"],
      ["Content-Type", "application/x-www-form-urlencoded"],
    ],
  ];
  for (const headers of pages) {
    it(`refuses a page with ${headers.map((header) => header.join(": ")).join(", ")}`, async () => {
      const answer = await exchange(listener.url, { headers });
      assert.equal(answer.status, 403);
      assert.match(answer.body, /^Requests of browser pages are refused/);
    });
  }

  it("lets in a host and an origin that are allowed, and no others", async () => {
    const statusOf = async (headers: readonly Header[]) =>
      (await exchange(open.url, { headers })).status;
    assert.equal(await statusOf([["Host", "tunnel.example.com:443"]]), 200);
    assert.equal(await statusOf([["Host", "TUNNEL.example.com"]]), 200);
    assert.equal(await statusOf([["Host", "a.tunnel.example.com"]]), 403);
    assert.equal(await statusOf([["Origin", "https://app.example.com"]]), 200);
    assert.equal(await statusOf([["Origin", "https://app.example.com.evil.example"]]), 403);
    assert.equal(await statusOf([["Origin", "http://app.example.com"]]), 403);
  });

  it("never answers with a CORS header", async () => {
    const origin: Header = ["Origin", "https://app.example.com"];
    const preflight: Header = ["Access-Control-Request-Method", "POST"];
    const requests: readonly Wire[] = [
      { headers: [origin] },
      { method: "OPTIONS", headers: [origin, preflight] },
      { method: "GET", headers: [origin] },
      { target: "/", headers: [origin] },
    ];
    for (const { url } of [listener, open]) {
      for (const request of requests) {
        const { headers } = await exchange(url, request);
        assert.deepEqual(
          [...headers.keys()].filter((name) => name.startsWith("access-control")),
          [],
        );
      }
    }
  });

  it("shows no control characters of a host that it refuses", async () => {
    const { body } = await exchange(listener.url, { headers: [["Host", "evil\xe9.example"]] });
    assert.match(body, /^The host “evil\?\.example” is/);
    assert.ok(listener.turnedAway.every(({ why }) => /^[\n -~“”…]*$/.test(why)));
  });
});
