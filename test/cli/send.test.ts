import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { Header } from "../../src/core/request/request.ts";
import { canary } from "../support/canaries.ts";
import { hooksmith, type Ran } from "../support/commandLine.ts";
import { fileOf } from "../support/folder.ts";
import { type Listening, listening } from "../support/listening.ts";

const hmac = `- trigger:
    name: Signed
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:SECRET}"
          basestring-format: "v0:{header:X-Time}:{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
          value-prefix: "v0="
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Time
          drift-tolerance: 60
    actions:
      - web-response-text: launched {run_id}
`;

const open = "- trigger: { name: Open }\n";

/** The JSON that `send` prints. */
interface Sent {
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly Header[];
    readonly body?: string;
    readonly bodyBase64?: string;
  };
  readonly response?: {
    readonly status: number;
    readonly headers: readonly Header[];
    readonly body: string;
  };
}

function sentIn({ stdout }: Ran): Sent {
  return JSON.parse(stdout) as Sent;
}

function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([candidate]) => candidate.toLowerCase() === name.toLowerCase())?.[1];
}

describe("send", () => {
  const secret = canary();
  const environment = { SECRET: secret };
  const path = fileOf("signed.trigger.yaml", hmac);
  const openPath = fileOf("open.trigger.yaml", open);
  let listener: Listening;

  before(async () => {
    listener = await listening(hmac + open, { secrets: { SECRET: secret } });
  });

  const send = (...args: readonly string[]) =>
    hooksmith(["send", path, "--to", listener.url, ...args], { environment });
  const last = () => {
    const received = listener.received.at(-1);
    assert.ok(received !== undefined);
    return received;
  };

  it("sends a webhook that the listener accepts, and says so", async () => {
    const { code, stdout, stderr } = await send("--body", '{"a":"ä"}');
    assert.deepEqual([code, stderr], [0, ""]);
    const { verdict, request } = last();
    assert.ok(verdict.verdict === "accepted");
    assert.equal(
      stdout,
      `accepted  200  ${listener.url}/api/v0/launch/signed/\nlaunched ${verdict.runId}\n`,
    );
    assert.equal(Buffer.from(request.body).toString(), '{"a":"ä"}');
    assert.equal(headerOf(request.headers, "content-type"), "application/json");
  });

  it("prints request and answer as JSON, and nothing else", async () => {
    const ran = await send("--body", "{}", "--json");
    assert.deepEqual([ran.code, ran.stderr], [0, ""]);
    const { verdict } = last();
    assert.ok(verdict.verdict === "accepted");
    const { request, response } = sentIn(ran);
    const time = headerOf(request.headers, "X-Time") ?? "";
    const digest = createHmac("sha256", secret).update(`v0:${time}:{}`).digest("hex");
    assert.deepEqual(request, {
      method: "POST",
      url: `${listener.url}/api/v0/launch/signed/`,
      headers: [
        ["Host", new URL(listener.url).host],
        ["User-Agent", "Hooksmith"],
        ["Accept", "*/*"],
        ["Content-Type", "application/json"],
        ["X-Time", time],
        ["X-Signature", `v0=${digest}`],
        ["Content-Length", "2"],
      ],
      body: "{}",
    });
    assert.deepEqual(Object.keys(response ?? {}), ["status", "headers", "body"]);
    assert.equal(response?.status, 200);
    assert.equal(response.body, `launched ${verdict.runId}`);
    assert.equal(headerOf(response.headers, "Content-Type"), "text/plain");
    assert.deepEqual(request.headers, last().request.headers.slice(0, request.headers.length));
  });

  for (const at of ["-10m", "+10m", "1700000000", "2020-01-01T00:00:00Z"]) {
    it(`is refused with --at ${at}, by the timestamp alone`, async () => {
      const { code, stdout, stderr } = await send("--at", at);
      assert.deepEqual([code, stderr], [1, ""]);
      assert.match(stdout, /^refused {2}400 {2}http/);
      assert.ok(stdout.endsWith("/\nweb-timestamp: timestamp-out-of-tolerance\n"), stdout);
    });
  }

  it("is refused with another secret", async () => {
    const args = ["send", path, "--to", listener.url];
    const { code, stdout } = await hooksmith(args, { environment: { SECRET: canary() } });
    assert.equal(code, 1);
    assert.ok(stdout.endsWith("\nweb-authentication: signature-mismatch\n"));
  });

  it("takes the secret of the env file before that of the environment", async () => {
    const args = [
      "send",
      path,
      "--to",
      listener.url,
      "--env-file",
      fileOf(".env", `SECRET=${secret}`),
    ];
    const { code } = await hooksmith(args, { environment: { SECRET: canary() } });
    assert.equal(code, 0);
  });

  it("names the secret that is not set", async () => {
    for (const env of [{}, { SECRET: "" }]) {
      const { code, stdout, stderr } = await hooksmith(["send", path], { environment: env });
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(
        stderr,
        /^error {2}The webhook cannot be signed\.\n {7}The secret SECRET is not set/,
      );
    }
  });

  it("says that nothing listens there", async () => {
    const gone = await listening(open);
    await gone.close();
    const { code, stdout, stderr } = await hooksmith(["send", openPath, "--to", gone.url]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.equal(
      stderr,
      `error  Nothing listens at ${gone.url}.\n       Start the listener there, or give another address.\n`,
    );
  });

  it("only shows the request with --dry-run", async () => {
    const received = listener.received.length;
    const json = await send("--dry-run", "--json", "--body", "{}");
    assert.deepEqual(Object.keys(sentIn(json)), ["request"]);
    const { code, stdout, stderr } = await send("--dry-run", "--body", '{\n"a": 1}');
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^POST http:\/\/127\.0\.0\.1:\d+\/api\/v0\/launch\/signed\/\nHost: /);
    assert.match(stdout, /\nContent-Length: 9\n\n\{\n"a": 1\}\n$/);
    assert.equal(listener.received.length, received);
  });

  it("shows no control characters of an answer", async () => {
    const text = '- trigger: { name: Loud, actions: [web-response-text: "a\\e[31mb\\r\\nc\\a"] }\n';
    const loud = await listening(text);
    const args = ["send", fileOf("loud.trigger.yaml", text), "--to", loud.url];
    const { stdout } = await hooksmith(args);
    assert.ok(stdout.endsWith("\na?[31mb\nc?\n"), JSON.stringify(stdout));
  });
});
