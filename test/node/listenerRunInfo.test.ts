import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { canary } from "../support/canaries.ts";
import { type Listening, listening } from "../support/listening.ts";
import { exchange, type Wire } from "../support/socket.ts";

const launch = "/api/v0/launch/guarded/";

const text = `- trigger:
    name: Guarded
    conditions:
      - web-authentication:
          auth-type: static
          secret-key: "{env:TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
      - rate-limit: { period: 3600, quota: 2 }
    actions:
      - web-response-text: "{run_id}"
      - run-execution: { step: Entry }
      - run-pipeline: { pipeline: Train }
- trigger:
    name: Stamped
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:TOKEN}"
          basestring-format: "{header:X-Time}.{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Time
          drift-tolerance: 60
`;

describe("the listener, asked for run info", () => {
  const token = canary();
  const headers = [["Authorization", token]] as const;
  let listener: Listening;
  let runId: string;

  beforeEach(async () => {
    listener = await listening(text, { secrets: { TOKEN: token } });
    runId = (await exchange(listener.url, { target: launch, headers })).body;
  });

  afterEach(() => listener.close());

  const ask = (request: Wire) =>
    exchange(listener.url, { target: `${launch}run/`, headers, ...request });

  /** Each way to ask for a run. */
  const ways: Readonly<Record<string, (id: string) => Wire>> = {
    "GET with a query": (id) => ({ method: "GET", target: `${launch}run/?run_id=${id}` }),
    "GET without the trailing slash": (id) => ({
      method: "GET",
      target: `${launch}run?run_id=${id}`,
    }),
    "POST of a form": (id) => ({
      headers: [...headers, ["Content-Type", "application/x-www-form-urlencoded"]],
      body: `run_id=${id}`,
    }),
    "POST of JSON": (id) => ({
      headers: [...headers, ["Content-Type", "application/json; charset=utf-8"]],
      body: JSON.stringify({ run_id: id }),
    }),
  };

  for (const [way, requestFor] of Object.entries(ways)) {
    it(`tells what a run launched, by ${way}`, async () => {
      const { status, headers: answered, body } = await ask(requestFor(runId));
      assert.equal(status, 200);
      assert.equal(answered.get("content-type"), "application/json");
      const verdict = listener.received[0]?.verdict;
      assert.ok(verdict?.verdict === "accepted");
      assert.deepEqual(JSON.parse(body), {
        status: "completed",
        result: [
          { action: "run_execution", execution_step: "Entry", execution_id: verdict.runs[0]?.id },
          { action: "run_pipeline", pipeline_name: "Train", pipeline_id: verdict.runs[1]?.id },
        ],
      });
    });

    it(`answers 404 for an unknown run, by ${way}`, async () => {
      const { status, body } = await ask(requestFor("0191a2b3-c4d5-4e6f-8a9b-0c1d2e3f4a5b"));
      assert.equal(status, 404);
      assert.equal(body, "No such run.\n");
    });
  }

  it("answers 400 when no run is named, or two are", async () => {
    const missing = await ask({ method: "GET" });
    assert.equal(missing.status, 400);
    assert.equal(missing.body, "run_id: value-missing\n");
    const query = `?run_id=${runId}&run_id=${runId}`;
    const ambiguous = await ask({ method: "GET", target: `${launch}run/${query}` });
    assert.equal(ambiguous.status, 400);
    assert.equal(ambiguous.body, "run_id: value-ambiguous\n");
  });

  it("answers 400 to who does not meet the conditions", async () => {
    const target = `${launch}run/?run_id=${runId}`;
    const { status, body } = await ask({ method: "GET", target, headers: [] });
    assert.equal(status, 400);
    assert.equal(body, "web-authentication: value-missing\n");
  });

  it("judges the signature and the timestamp of a request for run info", async () => {
    const time = Math.floor(Date.now() / 1000);
    const signed = (at: number) => {
      const signature = createHmac("sha256", token).update(`${at}.`).digest("hex");
      const lines = [
        ["X-Time", String(at)],
        ["X-Signature", signature],
      ] as const;
      const target = "/api/v0/launch/stamped/run/?run_id=none";
      return exchange(listener.url, { method: "GET", target, headers: lines });
    };
    assert.equal((await signed(time)).status, 404);
    const stale = await signed(time - 600);
    assert.equal(stale.status, 400);
    assert.equal(stale.body, "web-timestamp: timestamp-out-of-tolerance\n");
  });

  it("is neither limited nor counted by rate limits", async () => {
    const target = `${launch}run/?run_id=${runId}`;
    for (let count = 0; count < 5; count += 1) {
      assert.equal((await ask({ method: "GET", target })).status, 200);
    }
    assert.equal((await exchange(listener.url, { target: launch, headers })).status, 200);
    assert.equal((await exchange(listener.url, { target: launch, headers })).status, 400);
    assert.equal((await ask({ method: "GET", target })).status, 200);
  });

  it("is no launch: nothing is received", async () => {
    await ask({ method: "GET", target: `${launch}run/?run_id=${runId}` });
    assert.equal(listener.received.length, 1);
  });

  for (const method of ["PUT", "DELETE", "HEAD"]) {
    it(`answers 405 to ${method} and says which methods are allowed`, async () => {
      const answer = await ask({ method });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get("allow"), "GET, POST");
    });
  }
});
