import assert from "node:assert/strict";
import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Header } from "../../src/core/request/request.ts";
import { canary, planted } from "../support/canaries.ts";
import { hooksmith, type Ran } from "../support/commandLine.ts";
import { fileOf, folderOf } from "../support/folder.ts";
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

function valueOf(headers: readonly Header[], name: string): string | undefined {
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
  const sendOpen = (...args: readonly string[]) =>
    hooksmith(["send", openPath, "--to", listener.url, ...args]);
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
    assert.equal(valueOf(request.headers, "content-type"), "application/json");
  });

  it("prints request and answer as JSON, and nothing else", async () => {
    const ran = await send("--body", "{}", "--json");
    assert.deepEqual([ran.code, ran.stderr], [0, ""]);
    const { verdict } = last();
    assert.ok(verdict.verdict === "accepted");
    const { request, response } = sentIn(ran);
    const time = valueOf(request.headers, "X-Time") ?? "";
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
    assert.equal(valueOf(response.headers, "Content-Type"), "text/plain");
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
    const args = ["send", path, "--to", listener.url, "--env-file", fileOf(".env", `SECRET=${secret}`)];
    const { code } = await hooksmith(args, { environment: { SECRET: canary() } });
    assert.equal(code, 0);
  });

  it("names the secret that is not set", async () => {
    for (const env of [{}, { SECRET: "" }]) {
      const { code, stdout, stderr } = await hooksmith(["send", path], { environment: env });
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /^error {2}The webhook cannot be signed\.\n {7}The secret SECRET is not set/);
    }
  });

  it("says that nothing listens there", async () => {
    const gone = await listening(open);
    await gone.close();
    const { code, stdout, stderr } = await hooksmith(["send", openPath, "--to", gone.url]);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.equal(
      stderr,
      `error  Nothing listens at ${gone.url}.\n       Start the listener with “hooksmith listen”, or give another address with --to.\n`,
    );
  });

  it("goes to the path that --to gives, and to the trigger's path when it gives none", async () => {
    for (const [to, target] of [
      [`${listener.url}/`, "/api/v0/launch/open/"],
      [`${listener.url}/api/v0/launch/open`, "/api/v0/launch/open"],
      [`${listener.url}/?a=b`, "/api/v0/launch/open/?a=b"],
      [`${listener.url}/api/v0/launch/open/?a=%20b#c`, "/api/v0/launch/open/?a=%20b"],
    ] as const) {
      const { code } = await hooksmith(["send", openPath, "--to", to]);
      assert.equal(code, 0);
      assert.equal(last().request.url, target);
    }
    assert.equal((await sendOpen("--to", `${listener.url}/elsewhere`)).code, 1);
  });

  it("adds query parameters in order, and encodes them", async () => {
    assert.equal((await sendOpen("--query", "a=1", "--query", "ä b=c=d&e", "--query", "a=")).code, 0);
    assert.equal(last().request.url, "/api/v0/launch/open/?a=1&%C3%A4+b=c%3Dd%26e&a=");
  });

  it("adds headers in order, in the stead of its own, and keeps their case, text and blanks", async () => {
    const headers = ["x-b: 1", "X-A:2", "Accept: text/html", "X-Text:  größe  1 ", "X-Empty:"];
    const ran = await sendOpen(...headers.flatMap((header) => ["--header", header]), "--json");
    assert.equal(ran.code, 0);
    const received = last().request.headers;
    assert.deepEqual(received.slice(3, 8), [
      ["x-b", "1"],
      ["X-A", "2"],
      ["Accept", "text/html"],
      ["X-Text", Buffer.from("größe  1").toString("latin1")],
      ["X-Empty", ""],
    ]);
    assert.equal(received.filter(([name]) => name === "Accept").length, 1);
  });

  it("cannot sign over a header that is given twice, and says so", async () => {
    const { code, stderr } = await send("--header", "X-Time: 1", "--header", "x-time: 2");
    assert.equal(code, 0, stderr);
    const id = hmac.replace("{header:X-Time}", "{header:X-Id}");
    const args = ["send", fileOf("a.trigger.yaml", id), "--to", listener.url];
    const twice = await hooksmith([...args, "--header", "X-Id: 1", "--header", "x-id: 2"], {
      environment,
    });
    assert.equal(twice.code, 2);
    assert.match(twice.stderr, /needs the header X-Id, and the request has it more than once/i);
  });

  it("makes a value ambiguous by a duplicate header, for the trigger that looks it up", async () => {
    const lookup = `- trigger: { name: Twice, conditions: [{ web-timestamp: { timestamp-lookup-namespace: http-header, timestamp-lookup-key: X-Time, drift-tolerance: 60 } }] }\n`;
    const twice = await listening(lookup);
    const to = `${twice.url}/api/v0/launch/twice/`;
    const header = `X-Time: ${Math.floor(Date.now() / 1000)}`;
    const args = ["send", openPath, "--to", to, "--header", header, "--header", header];
    const { code, stdout } = await hooksmith(args);
    assert.equal(code, 1);
    assert.ok(stdout.endsWith("\nweb-timestamp: value-ambiguous\n"));
  });

  it("sends the bytes of a file, whatever they are", async () => {
    const body = Buffer.concat([Buffer.from([0xff, 0x00]), randomBytes(3000)]);
    const ran = await send("--body", `@${fileOf("body.bin", body)}`, "--json");
    assert.equal(ran.code, 0);
    assert.deepEqual(Buffer.from(last().request.body), body);
    const { request } = sentIn(ran);
    assert.equal(request.bodyBase64, body.toString("base64"));
    assert.equal("body" in request, false);
    assert.equal(valueOf(request.headers, "Content-Type"), "application/octet-stream");
  });

  it("says that the body file is not there", async () => {
    const { code, stderr } = await send("--body", "@nowhere.json");
    assert.equal(code, 2);
    assert.match(stderr, /^error {2}There is no body file nowhere\.json\.\n/);
  });

  it("states the content type that it is given, or that the body has", async () => {
    for (const [args, type] of [
      [["--body", "{}"], "application/json"],
      [["--body", "[1]"], "application/json"],
      [["--body", "a=1&b="], "application/x-www-form-urlencoded"],
      [["--body", "hello"], "text/plain"],
      [["--body", ""], "text/plain"],
      [["--body", "{}", "--content-type", "text/csv"], "text/csv"],
      [["--body", "{}", "--header", "content-type: a/b"], "a/b"],
    ] as const) {
      assert.equal((await sendOpen(...args)).code, 0);
      assert.equal(valueOf(last().request.headers, "content-type"), type, args.join(" "));
    }
  });

  it("sends the payload of the trigger's first test when it is given no body", async () => {
    const text = `${open.replace(" }", ", tests: [{ name: a, request: { json: { b: [1, ä] } }, expect: accepted }] }")}`;
    const ran = await hooksmith(["send", fileOf("a.trigger.yaml", text), "--dry-run", "--json"]);
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(sentIn(ran).request.body, '{"b":[1,"ä"]}');
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

describe("send, with keys that keys makes", () => {
  for (const algorithm of ["RS256", "PS512", "ES256", "ES512", "EdDSA"]) {
    it(`signs ${algorithm} tokens that the listener accepts`, async () => {
      const pair = JSON.parse(
        (await hooksmith(["keys", "--algorithm", algorithm, "--json"])).stdout,
      ) as { privateKey: string; publicKey: string };
      const text = `- trigger: { name: Keys, conditions: [{ web-authentication: { auth-type: jwt, algorithm: ${algorithm}, secret-key: "{env:PUBLIC_KEY}", token-lookup-namespace: http-header, token-lookup-key: Authorization, value-prefix: "Bearer " } }] }\n`;
      const folder = folderOf({ "keys.trigger.yaml": text, "private.pem": pair.privateKey });
      planted(pair.privateKey);
      const listener = await listening(text, { secrets: { PUBLIC_KEY: pair.publicKey } });
      const args = ["send", join(folder, "keys.trigger.yaml"), "--to", listener.url];
      const key = ["--private-key", join(folder, "private.pem")];
      const { code, stdout, stderr } = await hooksmith([...args, ...key]);
      assert.deepEqual([code, stderr], [0, ""], stdout);
      const without = await hooksmith(args);
      assert.equal(without.code, 2);
      assert.match(without.stderr, /give its PEM file with --private-key/);
      const wrong = await hooksmith([...args, "--private-key", join(folder, "keys.trigger.yaml")]);
      assert.equal(wrong.code, 2);
      assert.match(wrong.stderr, /The private key does not serve\. The private key cannot be read/);
      const nowhere = await hooksmith([...args, "--private-key", "nowhere.pem"]);
      assert.match(nowhere.stderr, /There is no private key nowhere\.pem/);
    });
  }
});
