import assert from "node:assert/strict";
import { execSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { planRuns } from "../../../src/core/actions/plannedRun.ts";
import { checkFiles } from "../../../src/core/language/check.ts";
import type { Header, WebhookRequest } from "../../../src/core/request/request.ts";
import { planOf } from "../../../src/core/runs/plan.ts";
import { launchStateOf, type RunRecord } from "../../../src/core/runs/runRecord.ts";
import { Secret } from "../../../src/core/secrets/secret.ts";
import type { Trigger } from "../../../src/core/trigger/trigger.ts";
import { askRunInfo } from "../../../src/node/runs/hostedRunInfo.ts";
import { RelayRuns, type RelayRunsOptions } from "../../../src/node/runs/relayRuns.ts";
import { RunStore } from "../../../src/node/runs/runStore.ts";
import { post } from "../../support/context.ts";
import { folderOf } from "../../support/folder.ts";
import { interpreters, itWith } from "../../support/interpreters.ts";
import { listening } from "../../support/listening.ts";

const uuid = "0191b3c4-0000-4000-8000-000000000001";
const token = "correct-horse-battery-staple";

const yamlOf = (origin: string, answer = '{ run: "{run_id}" }') => `- trigger:
    name: Test
    launch-url: ${origin}/api/v0/launch/${uuid}/
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:WEBHOOK_TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
    actions:
      - web-response-json: ${answer}
      - run-execution: { step: S }
`;

function triggerOf(origin: string, answer?: string): Trigger {
  const [file] = checkFiles([{ path: "a", text: yamlOf(origin, answer) }], {});
  return file?.triggers[0]?.trigger ?? assert.fail("no trigger");
}

/** A request that the trigger accepts. */
function signed(
  body: string | Uint8Array = "{}",
  changes: Partial<WebhookRequest> = {},
): WebhookRequest {
  const signature = createHmac("sha256", token).update(body).digest("hex");
  const { headers = [], ...others } = changes;
  return post(body, { ...others, headers: [...headers, ["Authorization", signature]] });
}

/** What sends requests of a trigger on, each to be waited for until its run has ended. */
function relaying(definition: Trigger, changes: Partial<RelayRunsOptions> = {}) {
  const store = new RunStore(join(folderOf({}), "runs"));
  const ends = new Map<string, PromiseWithResolvers<RunRecord>>();
  const fail = (error: unknown) => {
    for (const { reject } of ends.values()) reject(error);
  };
  const runs = new RelayRuns({
    ...{ store, now: Date.now, newId: () => crypto.randomUUID() },
    ...{ pollInterval: 1, timeout: 60, answerTimeout: 30, ownUrl: () => "http://127.0.0.1:1" },
    watcher: {
      onChange: (record) => {
        if (record.endedAt !== undefined) ends.get(record.id)?.resolve(record);
      },
      onOutput: () => undefined,
      onProblem: fail,
      onBug: fail,
    },
    ...changes,
  });
  const plans = planRuns(definition, () => "e").map((run) => planOf(run, undefined));
  const secrets = (name: string) => (name === "WEBHOOK_TOKEN" ? new Secret(token) : undefined);
  const about = { trigger: "Test", slug: "test", plans, definition, secrets };
  const relay = async (request: WebhookRequest, runId = "run"): Promise<RunRecord> => {
    const ended = Promise.withResolvers<RunRecord>();
    ends.set(runId, ended);
    runs.launch({ ...about, runId, request, privateKey: undefined });
    const record = await ended.promise;
    assert.deepEqual(runs.stateOf("test", runId), launchStateOf(record));
    return record;
  };
  return { runs, relay };
}

/** Sends a request on and waits until its run has ended. */
function relayed(
  definition: Trigger,
  request = signed(),
  changes: Partial<RelayRunsOptions> = {},
): Promise<RunRecord> {
  return relaying(definition, changes).relay(request);
}

const servers = new Set<{ close(): void; closeAllConnections(): void }>();

/** The origin of a server of nothing but Node. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.add(server);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

after("closes the servers", () => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

interface AnyRequest {
  readonly headers: readonly Header[];
  readonly query: string;
  readonly body: Uint8Array;
}

/** As many requests go on at once. */
const together = 20;

describe("RelayRuns", () => {
  it("sends a request on to another listener and follows its run", async () => {
    const hosted = await listening(yamlOf("https://app.example"), {
      secrets: { WEBHOOK_TOKEN: token },
    });
    const { relay } = await relayed(triggerOf(hosted.url), signed("a=1", { url: "/x?q=1" }));
    const [heard] = hosted.received;
    assert.equal(heard?.request.url, `/api/v0/launch/${uuid}/?q=1`);
    assert.equal(heard.verdict.verdict, "accepted");
    assert.equal(relay?.answer?.status, 200);
    assert.equal(relay.hostedRunId, heard.verdict.runId);
    assert.equal(relay.info?.status, "completed");
    assert.equal(relay.finding, undefined);
  });

  it("delivers the same bytes 10,000 times, whatever HTTP allows", async () => {
    const hosted = await listening(yamlOf("https://app.example"), {
      secrets: { WEBHOOK_TOKEN: token },
    });
    const definition = triggerOf(hosted.url, "{ static: text }");
    const name = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/);
    const value = fc.stringMatching(
      /^(?:[!-~\x80-\xff](?:[\t -~\x80-\xff]{0,30}[!-~\x80-\xff])?)?$/,
    );
    const special =
      /^(?:host|connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|authorization|expect|origin)$/i;
    const header = fc.tuple(name, value).filter(([candidate]) => !special.test(candidate));
    const anyRequest = fc.record({
      headers: fc.array(header, { maxLength: 20 }),
      query: fc.stringMatching(/^[!$-~]{0,40}$/),
      body: fc.uint8Array({ maxLength: 500 }),
    });
    const { relay } = relaying(definition);
    const { host } = new URL(hosted.url);
    const perHop: readonly Header[] = [
      ["Connection", "keep-alive, X-Gone"],
      ["X-Gone", "1"],
      ["Transfer-Encoding", "chunked"],
      ["Host", "here.example"],
    ];
    let count = 0;
    const check = async ({ headers, query, body }: AnyRequest, index: number) => {
      const search = query === "" ? "" : `?${query}`;
      count += 1;
      const number: Header = ["X-Number", String(count)];
      const gone = /^(?:x-gone|x-number)$/i;
      const kept = [...headers.filter(([candidate]) => !gone.test(candidate)), number];
      const url = `/api/v0/launch/test/${search}`;
      const request = signed(body, { url, headers: [...kept, ...perHop] });
      assert.equal((await relay(request, `run-${index}`)).relay?.answer?.status, 200);
      const isThis = ([name, value]: Header) => name === number[0] && value === number[1];
      const heard = hosted.received.findLast((other) =>
        other.request.headers.some(isThis),
      )?.request;
      assert.deepEqual(
        heard?.headers.filter(([other]) => other !== "Connection"),
        [
          ...kept,
          ["Host", host],
          ...request.headers.slice(-1),
          ["Content-Length", String(body.length)],
        ],
      );
      assert.equal(heard.url, `/api/v0/launch/${uuid}/${search}`);
      assert.deepEqual(new Uint8Array(heard.body), new Uint8Array(body));
    };
    const several = fc.array(anyRequest, { minLength: together, maxLength: together });
    await fc.assert(
      fc.asyncProperty(several, async (requests) => {
        await Promise.all(requests.map(check));
      }),
      { numRuns: 10_000 / together },
    );
    assert.equal(count, 10_000);
  });

  itWith(interpreters.python, "agrees with a service that shares no code with it", async () => {
    const program = join(import.meta.dirname, "../../fixtures/hosted_service.py");
    const python = interpreters.python.outcome === "found" ? interpreters.python.command : "";
    const child = spawn(python, [program], {
      env: { PATH: process.env.PATH, WEBHOOK_TOKEN: token },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
      const next = async () => JSON.parse(String((await lines.next()).value));
      const { port } = await next();
      const definition = triggerOf(`http://127.0.0.1:${port}`);
      const body = Uint8Array.from({ length: 256 }, (_, index) => index);
      const headers = [
        ["X-Twice", "a"],
        ["x-twice", "b"],
      ] as const;
      const accepted = await relayed(definition, signed(body, { url: "/?a=%20b'", headers }));
      const heard = await next();
      assert.equal(heard.target, `/api/v0/launch/${uuid}/?a=%20b'`);
      assert.equal(heard.body, Buffer.from(body).toString("hex"));
      assert.deepEqual(heard.headers.slice(1, 3), headers);
      assert.equal(accepted.relay?.info?.status, "completed");
      assert.deepEqual(accepted.relay.info.result, [
        { action: "run_execution", execution_step: "S", execution_id: "e" },
      ]);
      const refused = await relayed(definition, post("{}", { headers: [["Authorization", "x"]] }));
      assert.equal(refused.relay?.answer?.status, 400);
      assert.equal(launchStateOf(refused).status, "error");
    } finally {
      child.kill("SIGKILL");
    }
  });

  it("says where to look when the hosted service refuses what was accepted here", async () => {
    const hosted = await listening(yamlOf("https://app.example"), {
      secrets: { WEBHOOK_TOKEN: "other" },
    });
    const { relay } = await relayed(triggerOf(hosted.url));
    assert.equal(relay?.finding?.message, "Accepted here, but the hosted service answered 400.");
    assert.equal(
      relay.finding.lookAt[0],
      "The project environment variable WEBHOOK_TOKEN: has it the same value as here?",
    );
    assert.ok(relay.finding.lookAt.some((hint) => hint.includes("basestring")));
  });

  it("does not follow a redirect, and takes a failure for no verdict", async () => {
    let isFollowed = false;
    const elsewhere = await serve((_, outgoing) => {
      isFollowed = true;
      outgoing.end();
    });
    const moved = await serve((_, outgoing) =>
      outgoing.writeHead(302, { Location: elsewhere }).end(),
    );
    const redirect = await relayed(triggerOf(moved));
    assert.match(redirect.relay?.finding?.lookAt[0] ?? "", /redirects are not followed/);
    assert.equal(isFollowed, false);
    const broken = await serve((_, outgoing) => outgoing.writeHead(502).end());
    assert.match(
      (await relayed(triggerOf(broken))).relay?.finding?.message ?? "",
      /failed \(502\)/,
    );
  });

  it("keeps no secret that the target echoes", async () => {
    const origin = await serve((request, response) => {
      if (request.url?.endsWith("/run/")) {
        response.end(JSON.stringify({ status: "completed", result: [{ echo: token }] }));
      } else response.end(JSON.stringify({ run: "r-1", echo: token }));
    });
    const { relay } = await relayed(triggerOf(origin));
    assert.equal(relay?.answer?.body, '{"run":"r-1","echo":"{env:WEBHOOK_TOKEN}"}');
    assert.deepEqual(relay.info?.result, [{ echo: "{env:WEBHOOK_TOKEN}" }]);
  });

  it("quotes no secret of a refused question, and asks no address that is not encrypted", async () => {
    const origin = await serve((_, response) => response.writeHead(400).end(`no ${token}`));
    const secrets = () => new Secret(token);
    const context = { now: 0, secrets, privateKey: undefined, newId: () => "id" };
    await assert.rejects(
      askRunInfo(triggerOf(origin), `${origin}/`, "r-1", context),
      /: no \{env:WEBHOOK_TOKEN\}$/,
    );
    await assert.rejects(
      askRunInfo(triggerOf(origin), "http://hosted.invalid/", "r-1", context),
      /^UserError: http:\/\/hosted\.invalid is not encrypted\.$/,
    );
  });

  it("says that it cannot follow an answer without a run id", async () => {
    const hosted = await listening(yamlOf("https://app.example"), {
      secrets: { WEBHOOK_TOKEN: token },
    });
    const record = await relayed(triggerOf(hosted.url, "{ static: text }"));
    assert.match(record.relay?.why ?? "", /holds no run id/);
    assert.equal(launchStateOf(record).status, "completed");
  });

  it("says that the target is down, slow, or broken off", async () => {
    const down = await relayed(triggerOf("http://127.0.0.1:9"));
    assert.match(down.relay?.why ?? "", /^Nothing listens at http:\/\/127\.0\.0\.1:9\./);
    assert.equal(launchStateOf(down).status, "error");
    const silent = await serve(() => undefined);
    const slow = await relayed(triggerOf(silent), signed(), { answerTimeout: 1 });
    assert.equal(slow.relay?.why, "Nothing came within 1 s. Ask again later.");
    const { runs, relay } = relaying(triggerOf(silent));
    const broken = relay(signed());
    void runs.close();
    const closed = await broken;
    assert.match(closed.relay?.why ?? "", /^It was no longer followed\./);
  });

  itWith(interpreters.shell, "checks the certificate, whatever the environment says", async () => {
    const folder = folderOf({});
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const make = `openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -keyout '${key}' -out '${cert}'`;
    execSync(make, { stdio: "ignore" });
    const server = createSecureServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      (_, outgoing) => outgoing.end("ok"),
    );
    servers.add(server);
    await once(server.listen(0, "127.0.0.1"), "listening");
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
    try {
      const { port } = server.address() as AddressInfo;
      const { relay } = await relayed(triggerOf(`https://127.0.0.1:${port}`));
      assert.match(relay?.why ?? "", /failed: self-signed certificate/);
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  it("sends nothing readable over a network, nor to itself", async () => {
    const plain = await relayed(triggerOf("http://app.example"));
    assert.match(plain.relay?.why ?? "", /^http:\/\/app\.example is not encrypted\./);
    const own = await relayed(triggerOf("http://localhost:1"));
    assert.match(own.relay?.why ?? "", /is this listener itself/);
    const { launchUrl: _, ...without } = triggerOf("http://localhost:1");
    const none = await relayed({ ...without, launchUrl: undefined });
    assert.match(none.relay?.why ?? "", /^The trigger “Test” has no launch-url\./);
  });
});
