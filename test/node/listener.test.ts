import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { UserError } from "../../src/node/userError.ts";
import { canary } from "../support/canaries.ts";
import { type Listening, listening } from "../support/listening.ts";
import { connect, exchange } from "../support/socket.ts";

const uuid = "0191a2b3-c4d5-4e6f-8a9b-0c1d2e3f4a5b";

const text = `- trigger:
    name: Test
    launch-url: https://app.valohai.com/api/v0/launch/${uuid}/
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:SECRET}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
- trigger:
    name: Größe Nr. 1
    actions:
      - web-response-json: { run: "{run_id}" }
- trigger:
    name: Limited
    conditions:
      - rate-limit: { period: 3600, quota: 7 }
`;

function launch(slug: string): string {
  return `/api/v0/launch/${slug}`;
}

describe("startListener", () => {
  const secret = canary();
  const body = '{"hello":"shark"}';
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const signed = { body, headers: [["X-Signature", signature]] as const };
  let listener: Listening;

  beforeEach(async () => {
    listener = await listening(text, { secrets: { SECRET: secret } });
  });

  afterEach(() => listener.close());

  it("answers 200 and “ok” to a webhook that meets the conditions", async () => {
    const answer = await exchange(listener.url, signed);
    assert.equal(answer.status, 200);
    assert.equal(answer.body, "ok");
    assert.equal(answer.headers.get("content-type"), "text/plain");
    assert.equal(listener.received[0]?.verdict.verdict, "accepted");
  });

  it("answers 400 to one that does not, and names the condition and the reason, no more", async () => {
    const answer = await exchange(listener.url, { ...signed, body: `${body} ` });
    assert.equal(answer.status, 400);
    assert.equal(answer.body, "web-authentication: signature-mismatch\n");
    assert.equal(answer.headers.get("content-type"), "text/plain");
    assert.equal(listener.received[0]?.verdict.verdict, "refused");
  });

  it("gives the answer of a response action", async () => {
    const answer = await exchange(listener.url, { target: launch("gr%C3%B6%C3%9Fe-nr-1/") });
    const verdict = listener.received[0]?.verdict;
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "application/json");
    assert.ok(verdict?.verdict === "accepted");
    assert.deepEqual(JSON.parse(answer.body), { run: verdict.runId });
  });

  for (const target of [
    launch("test/"),
    launch("test"),
    launch("TEST/"),
    launch("test/?query=1"),
    launch("test?query=1"),
    launch(`${uuid}/`),
    launch(uuid.toUpperCase()),
    `http://127.0.0.1:7357${launch("test/")}`,
  ]) {
    it(`finds the trigger at ${target}`, async () => {
      assert.equal((await exchange(listener.url, { ...signed, target })).status, 200);
    });
  }

  for (const target of [
    "/",
    "*",
    launch(""),
    launch("other/"),
    launch("test/more/"),
    launch("test/run/more"),
    launch("test//"),
    launch("%ff/"),
    launch("%zz/"),
    launch("__proto__/"),
    "/api/v0/launchtest/",
    `//evil.example${launch("test/")}`,
  ]) {
    it(`answers 404 at ${target}`, async () => {
      const answer = await exchange(listener.url, { ...signed, target });
      assert.equal(answer.status, 404);
      assert.deepEqual(listener.received, []);
      assert.deepEqual(
        listener.turnedAway.map(({ status, method }) => ({ status, method })),
        [{ status: 404, method: "POST" }],
      );
    });
  }

  for (const method of ["GET", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "TRACE"]) {
    it(`answers 405 to ${method} and says that POST is allowed`, async () => {
      const answer = await exchange(listener.url, { ...signed, method });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get("allow"), "POST");
      assert.equal(answer.body, method === "HEAD" ? "" : `Only POST launches, not ${method}.\n`);
    });
  }

  it("answers several requests over one connection, each by itself", async () => {
    const connection = await connect(listener.url);
    const head = `POST ${launch("limited")} HTTP/1.1\r\nHost: localhost\r\n`;
    connection.write(`${head}Content-Length: 0\r\n\r\n${head}Content-Length: 1\r\n\r\nx`);
    connection.write(`${head}Connection: close\r\nContent-Length: 0\r\n\r\n`);
    const { text: answers } = await connection.over;
    assert.equal(answers.match(/HTTP\/1\.1 200 OK/g)?.length, 3);
  });

  it("answers 400 to what is not HTTP", async () => {
    const connection = await connect(listener.url);
    connection.write("GARBAGE\r\n\r\n");
    const { text: answer } = await connection.over;
    assert.match(answer, /^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  it("lets as many concurrent requests through as the quota says, and no more", async () => {
    const requests = Array.from({ length: 50 }, () =>
      exchange(listener.url, { target: launch("limited/") }),
    );
    const answers = await Promise.all(requests);
    assert.equal(answers.filter(({ status }) => status === 200).length, 7);
    const refused = answers.filter(({ status }) => status === 400);
    assert.equal(refused.length, 43);
    assert.ok(refused.every(({ body }) => body === "rate-limit: rate-limit-exceeded\n"));
  });

  it("counts only launches: what is refused for another reason uses up no quota", async () => {
    const get = { method: "GET", target: launch("limited/") };
    for (let count = 0; count < 10; count += 1) await exchange(listener.url, get);
    const answer = await exchange(listener.url, { target: launch("limited/") });
    assert.equal(answer.status, 200);
  });

  it("says at which port it cannot listen, and what to do", async () => {
    const port = Number(new URL(listener.url).port);
    await assert.rejects(listening(text, { port }), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.message, `Port ${port} is in use.`);
      assert.equal(error.remedy, "Choose another with --port, or stop what listens there.");
      return true;
    });
  });

  it("listens on the loopback address only", () => {
    assert.match(listener.url, /^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

describe("startListener, with what is called for a request", () => {
  const target = launch("größe-nr-1/").replace("ö", "%C3%B6").replace("ß", "%C3%9F");

  it("waits for onRequest before the answer leaves", async () => {
    const { promise: kept, resolve: release } = Promise.withResolvers<void>();
    const listener = await listening(text, { onRequest: () => kept });
    let answered = false;
    const answer = exchange(listener.url, { target }).then(({ status }) => {
      answered = true;
      return status;
    });
    // Another request is answered meanwhile, so the first one has had its chance.
    assert.equal((await exchange(listener.url, { target: "/" })).status, 404);
    assert.equal(answered, false);
    release();
    assert.equal(await answer, 200);
  });

  it("answers 500 without details when onRequest fails, tells onBug and goes on", async () => {
    const bug = new Error("disk full: /home/someone/captures.db");
    const failures = [bug];
    const listener = await listening(text, {
      onRequest: () => {
        const [failure] = failures.splice(0);
        if (failure !== undefined) throw failure;
      },
    });
    const answer = await exchange(listener.url, { target });
    assert.equal(answer.status, 500);
    assert.equal(answer.body, "Internal error.\n");
    assert.deepEqual(listener.bugs, [bug]);
    assert.equal((await exchange(listener.url, { target })).status, 200);
  });

  it("tells the time, the id and the verdict that it was given", async () => {
    const ids = ["run", "3f2a1b0c-9d8e-4f70-8a6b-5c4d3e2f1a0b"];
    const listener = await listening(text, {
      now: () => 1_700_000_000_000,
      newId: () => ids.shift() ?? "more",
    });
    await exchange(listener.url, { target });
    const [received] = listener.received;
    assert.equal(received?.receivedAt, 1_700_000_000_000);
    // The id sorts by time.
    assert.equal(received.id, "018bcfe5-6800-7f70-8a6b-5c4d3e2f1a0b");
    assert.ok(received.verdict.verdict === "accepted");
    assert.equal(received.verdict.runId, "run");
    assert.equal(received.served.trigger.name, "Größe Nr. 1");
  });

  it("is told of no bug when the sender hangs up in the middle of a body", async () => {
    const listener = await listening(text);
    const connection = await connect(listener.url);
    connection.write(`POST ${target} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf`);
    // The answer to a later request shows that the first one was seen.
    assert.equal((await exchange(listener.url, { target })).status, 200);
    connection.end();
    await connection.over;
    assert.equal((await exchange(listener.url, { target })).status, 200);
    assert.deepEqual(listener.bugs, []);
    assert.equal(listener.received.length, 2);
  });
});
