import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canary } from "../support/canaries.ts";
import { fileOf, folderOf } from "../support/folder.ts";
import { addressOf, eventsOf, startProgram } from "../support/program.ts";
import { exchange, type Wire } from "../support/socket.ts";

const signed = (name: string) => `- trigger:
    name: ${name}
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:SECRET}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
`;

const wrong = "- trigger: { name: Wrong, conditions: [rate-limit: { period: 60 }] }\n";

const open = (response: string) =>
  `- trigger: { name: Open, actions: [web-response-text: ${response}] }\n`;

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

describe("listen --json", () => {
  const secret = canary();
  const signature = createHmac("sha256", secret).update("{}").digest("hex");
  const request: Wire = {
    target: "/api/v0/launch/first-one/",
    headers: [["X-Signature", signature]],
    body: "{}",
  };

  it("tells of its start, of each request and of its end, and of nothing else", async () => {
    const path = fileOf("a.trigger.yaml", signed("First one") + wrong);
    const environment = { SECRET: secret };
    const program = startProgram(["listen", path, "--json", "--port", "0"], environment);
    const url = await addressOf(program);
    await exchange(url, request);
    await exchange(url, { ...request, headers: [] });
    await exchange(url, { ...request, target: "/elsewhere" });
    await exchange(url, { ...request, method: "GET" });
    await eventsOf(program, 5);
    program.signal("SIGINT");
    assert.equal(await program.ended, 0);
    assert.equal(program.stderr, "");
    const [listening, accepted, refused, turnedAway, method, ...rest] = program.events;
    assert.deepEqual(listening, {
      event: "listening",
      url,
      triggers: [{ name: "First one", url: `${url}/api/v0/launch/first-one/` }],
      notServed: ["Wrong"],
    });
    const { id, runId, ...others } = accepted ?? {};
    assert.match(String(id), uuid);
    assert.match(String(runId), uuid);
    assert.deepEqual(others, {
      event: "request",
      trigger: "First one",
      verdict: "accepted",
      status: 200,
      conditions: [{ type: "web-authentication", outcome: "passed" }],
    });
    assert.deepEqual(refused, {
      event: "request",
      id: refused?.id,
      trigger: "First one",
      verdict: "refused",
      status: 400,
      conditions: [
        {
          type: "web-authentication",
          outcome: "failed",
          reason: "value-missing",
          message: "The request has no header X-Signature.",
        },
      ],
    });
    assert.deepEqual(turnedAway, {
      event: "turned-away",
      status: 404,
      method: "POST",
      path: "/elsewhere",
      why: "No trigger answers here.",
    });
    assert.deepEqual([method?.status, method?.conditions], [405, []]);
    assert.deepEqual(rest, [{ event: "closed" }]);
  });

  it("follows a change of the files, and keeps the rules of a file that breaks", async () => {
    const folder = folderOf({ "a.trigger.yaml": open("one"), "b.trigger.yaml": signed("B") });
    const path = join(folder, "a.trigger.yaml");
    const program = startProgram(["listen", folder, "--json", "--port", "0"]);
    const url = await addressOf(program);
    const answer = async () => (await exchange(url, { target: "/api/v0/launch/open/" })).body;
    assert.equal(await answer(), "one");
    await eventsOf(program, 2);

    writeFileSync(path, open("two"));
    const reloaded = (await eventsOf(program, 3))[2];
    const triggers = [
      { name: "Open", url: `${url}/api/v0/launch/open/` },
      { name: "B", url: `${url}/api/v0/launch/b/` },
    ];
    assert.deepEqual(reloaded, { event: "reloaded", triggers, notServed: [], kept: [] });
    assert.equal(await answer(), "two");
    await eventsOf(program, 4);

    // An editor's way to save.
    writeFileSync(join(folder, "saved"), `${open("three")}- trigger: [`);
    renameSync(join(folder, "saved"), path);
    assert.deepEqual((await eventsOf(program, 5))[4], {
      event: "reloaded",
      triggers,
      notServed: [],
      kept: [path],
    });
    assert.equal(await answer(), "two");
    program.signal("SIGTERM");
    assert.equal(await program.ended, 0);
  });

  it("takes a changed secret of the env file, and keeps what it has while the file is gone", async () => {
    const folder = folderOf({ "a.trigger.yaml": signed("First one"), ".env": "SECRET=other\n" });
    const envFile = join(folder, ".env");
    const program = startProgram([
      ...["listen", join(folder, "a.trigger.yaml"), "--json", "--port", "0"],
      ...["--env-file", envFile],
    ]);
    const url = await addressOf(program);
    assert.equal((await exchange(url, request)).status, 400);
    await eventsOf(program, 2);
    writeFileSync(envFile, `SECRET=${secret}\n`);
    assert.equal((await eventsOf(program, 3))[2]?.event, "reloaded");
    assert.equal((await exchange(url, request)).status, 200);
    await eventsOf(program, 4);
    renameSync(envFile, `${envFile}.gone`);
    assert.deepEqual((await eventsOf(program, 5))[4], {
      event: "not-reloaded",
      message: `There is no env file ${envFile}.`,
    });
    assert.equal((await exchange(url, request)).status, 200);
    program.signal("SIGINT");
    assert.equal(await program.ended, 0);
  });
});
