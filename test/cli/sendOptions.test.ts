import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import type { ReceivedRequest } from "../../src/node/listener.ts";
import { canary } from "../support/canaries.ts";
import { hooksmith } from "../support/commandLine.ts";
import { fileOf } from "../support/folder.ts";
import { type Listening, listening } from "../support/listening.ts";

const open = "- trigger: { name: Open }\n";

const hmac = `- trigger:
    name: Signed
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:SECRET}"
          basestring-format: "v0:{header:X-Time}:{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Time
          drift-tolerance: 60
`;

describe("send, with options", () => {
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
  const last = (): ReceivedRequest => listener.received.at(-1) ?? assert.fail("nothing came");
  const contentType = () =>
    last().request.headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];

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
    assert.equal(
      (await sendOpen("--query", "a=1", "--query", "ä b=c=d&e", "--query", "a=")).code,
      0,
    );
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
    const { request } = JSON.parse(ran.stdout) as { request: Readonly<Record<string, unknown>> };
    assert.equal(request.bodyBase64, body.toString("base64"));
    assert.equal("body" in request, false);
    assert.equal(contentType(), "application/octet-stream");
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
      assert.equal(contentType(), type, args.join(" "));
    }
  });

  it("sends the payload of the trigger's first test when it is given no body", async () => {
    const text = `${open.replace(" }", ", tests: [{ name: a, request: { json: { b: [1, ä] } }, expect: accepted }] }")}`;
    const ran = await hooksmith(["send", fileOf("a.trigger.yaml", text), "--dry-run", "--json"]);
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(
      (JSON.parse(ran.stdout) as { request: { body: unknown } }).request.body,
      '{"b":[1,"ä"]}',
    );
  });
});
