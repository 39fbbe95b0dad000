import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { canary } from "../support/canaries.ts";
import { hooksmith } from "../support/commandLine.ts";
import { now } from "../support/context.ts";
import { fileOf } from "../support/folder.ts";

const trigger = `- trigger:
    name: Größe
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:SECRET}"
          basestring-format: "{header:X-Time}.{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Time
          drift-tolerance: 60
      - rate-limit: { period: 60, quota: 1 }
    actions:
      - web-response-json: { run: "{run_id}" }
`;

const secret = canary();
const time = String(now / 1000);
const body = '{"größe":"🦈"}';
const signature = sign(body);
const headers = [
  ["X-Time", time],
  ["X-Signature", signature],
] as const;

function sign(bytes: string | Uint8Array): string {
  return createHmac("sha256", secret).update(`${time}.`).update(bytes).digest("hex");
}

/** A HAR file, as browsers and proxies write it, with a request received at a time. */
function har(request: object, startedDateTime = new Date(now).toISOString()): string {
  return JSON.stringify({ log: { version: "1.2", entries: [{ startedDateTime, request }] } });
}

const named = headers.map(([name, value]) => ({ name, value }));
const harRequest = { method: "POST", url: "http://a/", headers: named };

/** Verifies a request file at the time `now`, unless other arguments say otherwise. */
function verify(name: string, content: string | Uint8Array, ...args: readonly string[]) {
  const path = fileOf("a.trigger.yaml", trigger);
  return hooksmith(["verify", path, "--request", fileOf(name, content), ...args], {
    environment: { SECRET: secret },
    now,
  });
}

const latin1 = Buffer.from([0xe9, 0xff, 0x00]);

describe("verify", () => {
  const accepted: Readonly<Record<string, readonly [name: string, content: string | Uint8Array]>> =
    {
      "JSON with a list of headers": [
        "a.json",
        JSON.stringify({ method: "POST", url: "/", headers, body }),
      ],
      "JSON with an object of headers": [
        "a.json",
        JSON.stringify({ headers: Object.fromEntries(headers), body }),
      ],
      "JSON after a byte order mark": ["a.json", `\ufeff${JSON.stringify({ headers, body })}`],
      "JSON as send prints it": [
        "a.json",
        JSON.stringify({ request: { headers, body }, response: {} }),
      ],
      "JSON with the bytes of the body": [
        "a.json",
        JSON.stringify({
          headers: [headers[0], ["X-Signature", sign(latin1)]],
          bodyBase64: latin1.toString("base64"),
        }),
      ],
      "JSON in a file of another name": ["a.txt", JSON.stringify({ headers, body })],
      HAR: ["a.har", har({ ...harRequest, postData: { mimeType: "a/b", text: body } })],
      "HAR with the bytes of the body": [
        "a.HAR",
        har({
          ...harRequest,
          headers: [named[0], { name: "x-signature", value: sign(latin1) }],
          postData: { text: latin1.toString("base64"), encoding: "base64" },
        }),
      ],
      "HAR with pseudo headers of HTTP/2": [
        "a.har",
        har({
          ...harRequest,
          headers: [{ name: ":authority", value: "a" }, ...named],
          postData: { text: body },
        }),
      ],
      "an .http file": [
        "a.http",
        `### A comment\n# another\n@host = a\n\nPOST http://a/ HTTP/1.1\n${headers.map((header) => header.join(": ")).join("\n")}\n\n${body}\n\n### The next\n\nGET http://b/\n`,
      ],
      "an .http file with CRLF": [
        "a.http",
        `POST /\r\nX-Time:${time}\r\n// aside\r\nX-Signature:   ${signature} \r\n\r\n${body}\r\n`,
      ],
      "a .rest file without a body": [
        "a.rest",
        `POST /\nX-Time: ${time}\nX-Signature: ${sign("")}\n`,
      ],
    };
  for (const [title, [name, content]] of Object.entries(accepted)) {
    it(`accepts ${title}`, async () => {
      const { code, stdout, stderr } = await verify(name, content);
      assert.deepEqual([code, stderr], [0, ""], stdout);
      assert.match(stdout, /^accepted {2}200 {2}Größe\n/);
    });
  }

  it("prints the verdict as JSON, and nothing else", async () => {
    const { code, stdout, stderr } = await verify(
      "a.json",
      JSON.stringify({ headers, body }),
      "--json",
    );
    assert.deepEqual([code, stderr], [0, ""]);
    assert.deepEqual(JSON.parse(stdout), {
      verdict: "accepted",
      status: 200,
      conditions: [
        { type: "web-authentication", outcome: "passed" },
        { type: "web-timestamp", outcome: "passed" },
        { type: "rate-limit", outcome: "passed" },
      ],
      notes: [],
      response: {
        contentType: "application/json",
        body: '{"run":"00000000-0000-4000-8000-000000000001"}',
      },
    });
  });

  it("prints a refusal as JSON, with exit code 1", async () => {
    const request = { headers: [["X-Time", "1"]], body };
    const { code, stdout } = await verify("a.json", JSON.stringify(request), "--json");
    assert.equal(code, 1);
    assert.deepEqual(JSON.parse(stdout), {
      verdict: "refused",
      status: 400,
      conditions: [
        {
          type: "web-authentication",
          outcome: "failed",
          reason: "value-missing",
          message: "The request has no header X-Signature.",
        },
        {
          type: "web-timestamp",
          outcome: "failed",
          reason: "timestamp-out-of-tolerance",
          message: "The timestamp is 19676 days old; the tolerance is 60 s.",
        },
        { type: "rate-limit", outcome: "passed" },
      ],
      notes: [],
      response: {
        contentType: "text/plain",
        body: "web-authentication: value-missing\nweb-timestamp: timestamp-out-of-tolerance\n",
      },
    });
  });

  it("prints a refusal for people", async () => {
    const { code, stdout } = await verify("a.json", JSON.stringify({ headers, body: "other" }));
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^refused {2}400 {2}Größe\n {2}✗ web-authentication {2}signature-mismatch\n {6}The signature .*\n {2}✓ web-timestamp {7}.*\n {2}✓ rate-limit/,
    );
  });

  it("refuses another method than POST with 405", async () => {
    const request = JSON.stringify({ method: "GET", headers, body });
    const { code, stdout } = await verify("a.json", request, "--json");
    const verdict = JSON.parse(stdout) as { status: number; conditions: unknown };
    assert.deepEqual([code, verdict.status, verdict.conditions], [1, 405, []]);
  });

  it("lists the notes of all conditions once", async () => {
    const text = `- trigger:\n    name: A\n    conditions:\n${["a", "b"]
      .map(
        (key) =>
          `      - web-authentication: { auth-type: static, secret-key: "{env:SECRET}", token-lookup-namespace: json-body, token-lookup-key: ${key} }\n`,
      )
      .join("")}`;
    const request = { headers: { "Content-Type": "text/plain" }, body: '{"a":"1","b":"2"}' };
    const { stdout } = await hooksmith(
      [
        ...["verify", fileOf("a.trigger.yaml", text), "--json"],
        ...["--request", fileOf("a.json", JSON.stringify(request))],
      ],
      { environment: { SECRET: secret } },
    );
    assert.deepEqual((JSON.parse(stdout) as { notes: unknown }).notes, [
      "The body was read as JSON although the request states another content type.",
    ]);
  });

  it("judges at the time of --at, else of the receipt, else now", async () => {
    const old = new Date(now - 3_600_000).toISOString();
    const request = { ...harRequest, postData: { text: body } };
    assert.equal((await verify("a.har", har(request, old))).code, 1);
    assert.equal((await verify("a.har", har(request, "no time"))).code, 0);
    for (const at of [time, "+0s", "-60s", new Date(now + 60_000).toISOString()]) {
      assert.equal((await verify("a.har", har(request, old), "--at", at)).code, 0, at);
      assert.equal((await verify("a.json", JSON.stringify({ headers, body }), "--at", at)).code, 0);
    }
    for (const at of ["+61s", "1700000061", "-1d"]) {
      const { code, stdout } = await verify("a.har", har(request), "--at", at);
      assert.equal(code, 1);
      assert.match(stdout, /timestamp-out-of-tolerance/);
    }
  });

  it("looks at the header text of a JSON file as UTF-8, or as bytes when it fits into bytes", async () => {
    const text = `- trigger: { name: A, conditions: [{ web-authentication: { auth-type: static, secret-key: "{env:SECRET}", token-lookup-namespace: http-header, token-lookup-key: X } }] }\n`;
    const path = fileOf("a.trigger.yaml", text);
    const codeFor = async (value: string, environmentSecret: string) => {
      const request = fileOf("a.json", JSON.stringify({ headers: { X: value } }));
      const environment = { SECRET: environmentSecret };
      return (await hooksmith(["verify", path, "--request", request], { environment })).code;
    };
    assert.equal(await codeFor("🦈ä", "🦈ä"), 0);
    assert.equal(await codeFor(Buffer.from("ä").toString("latin1"), "ä"), 0);
  });

  it("never waits for a rate limit of its own: each run begins anew", async () => {
    for (let count = 0; count < 3; count += 1) {
      assert.equal((await verify("a.json", JSON.stringify({ headers, body }))).code, 0);
    }
  });
});
