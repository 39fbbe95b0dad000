import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { slugOf } from "../../src/core/trigger/address.ts";
import { CaptureStore } from "../../src/node/captures/captureStore.ts";
import { canary, noted } from "../support/canaries.ts";
import { hooksmith } from "../support/commandLine.ts";
import { folderOf } from "../support/folder.ts";
import { addressOf, type Program, startProgram } from "../support/program.ts";

const triggers = `- trigger:
    name: Static one
    conditions:
      - web-authentication:
          auth-type: static
          secret-key: "{env:TOKEN}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Token
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Time
          drift-tolerance: 300
- trigger:
    name: Signed
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:KEY}"
          basestring-format: "{header:X-Time}.{body}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
      - web-timestamp:
          timestamp-lookup-namespace: http-header
          timestamp-lookup-key: X-Time
          drift-tolerance: 300
- trigger:
    name: Expiring
    conditions:
      - web-authentication:
          auth-type: jwt
          secret-key: "{env:KEY}"
          token-lookup-namespace: http-header
          token-lookup-key: Authorization
          value-prefix: "Bearer "
`;

const names = ["Static one", "Signed", "Expiring"];
const environment = { TOKEN: canary(), KEY: canary() };
const week = 7 * 24 * 60 * 60 * 1000;

describe("captures", () => {
  const folder = folderOf({ "a.trigger.yaml": triggers });
  const file = join(folder, "a.trigger.yaml");
  const db = join(folder, "captures.db");
  let listener: Program;
  let url: string;

  const captures = (command: string, ...args: readonly string[]) =>
    hooksmith(["captures", command, "--captures", db, ...args], { environment });
  const json = async (command: string, ...args: readonly string[]) => {
    const { stdout, stderr } = await captures(command, ...args, "--json");
    assert.equal(stderr, "");
    return JSON.parse(stdout) as {
      captures: readonly { id: string; outcome: string; replayOf?: object; reasons: string[] }[];
      more: boolean;
      replays: readonly { id: string; after: object }[];
      changed: number;
      leftOut: readonly { id: string; why: string }[];
    };
  };

  before("receives a good request for each trigger and a bad one", async () => {
    listener = startProgram(["listen", file, "--port", "0", "--captures", db], environment);
    url = await addressOf(listener);
    for (const name of names) {
      const sent = await hooksmith(["send", file, "--trigger", name, "--to", url], { environment });
      assert.equal(sent.code, 0, sent.stderr);
    }
    const late = ["--trigger", "Signed", "--to", url, "--at", "-10m", "--body", "late"];
    assert.equal((await hooksmith(["send", file, ...late], { environment })).code, 1);
  });

  after(async () => {
    listener.signal("SIGTERM");
    await listener.ended;
    for (const suffix of ["", "-wal"]) {
      try {
        noted(readFileSync(db + suffix, "latin1"));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      }
    }
  });

  it("are listed, the newest first, for people", async () => {
    const { code, stdout } = await captures("list", "--limit", "2");
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^[0-9a-f]{8} {2}[\d-]{10} [\d:]{8} {2}refused {3}Signed {4}POST \/api\/v0\/launch\/signed\/ {2}4 B {2}timestamp-out-of-tolerance\n.* {2}accepted {2}Expiring .*\nThere are more: --limit shows them\.\n$/,
    );
  });

  it("are listed by a filter, for programs", async () => {
    const all = await json("list");
    assert.deepEqual(
      all.captures.map(({ outcome }) => outcome),
      ["refused", "accepted", "accepted", "accepted"],
    );
    assert.equal((await json("list", "--trigger", "Static one")).captures.length, 1);
    assert.equal((await json("list", "--outcome", "refused")).captures.length, 1);
    assert.equal((await json("list", "--reason", "timestamp-out-of-tolerance")).captures.length, 1);
    assert.equal((await json("list", "--text", "LATE")).captures.length, 1);
    assert.equal((await json("list", "--pinned")).captures.length, 0);
  });

  it("are shown with trace, request and answer, and with references for secrets", async () => {
    const [, , , one] = (await json("list")).captures;
    const { stdout } = await captures("show", one?.id.slice(-8) ?? "");
    assert.match(stdout, /accepted {2}200 {2}Static one {2}run /);
    assert.match(stdout, /✓ web-authentication/);
    assert.match(stdout, /X-Token: \{env:TOKEN\}/);
    assert.match(stdout, /answered\n {2}ok/);
    const shown = JSON.parse((await captures("show", one?.id ?? "", "--json")).stdout) as {
      conditions: readonly object[];
      request: { headers: readonly string[][] };
    };
    assert.equal(shown.conditions.length, 2);
    assert.ok(shown.request.headers.some(([name]) => name === "X-Token"));
  });

  for (const name of names) {
    const chosen = ["--trigger", slugOf(name), "--outcome", "accepted"];

    it(`of “${name}” are judged as at their receipt, as at another time, and signed anew for it`, async () => {
      const same = await captures("replay", ...chosen, "--judge");
      assert.match(same.stdout, /accepted\nNo verdict changes among 1 capture\.\n$/);
      assert.equal(same.code, 0);
      const later = String(Math.floor((Date.now() + week) / 1000));
      const old = await captures("replay", ...chosen, "--judge", "--at", later);
      assert.match(
        old.stdout,
        /accepted → refused {2}(?:timestamp-out-of-tolerance|jwt-expired)\n/,
      );
      assert.equal(old.code, 1);
      const anew = await captures("replay", ...chosen, "--judge", "--sign", "--at", later);
      assert.equal(anew.code, 0, anew.stdout);
    });

    it(`of “${name}” are sent again as they were, signed anew, and know where they come from`, async () => {
      const [{ id } = { id: "" }] = (await json("list", ...chosen)).captures;
      for (const how of [[], ["--sign"]]) {
        const { code, stdout } = await captures("replay", id, "--to", url, ...how);
        assert.equal(code, 0, stdout);
        assert.match(stdout, /No verdict changes/);
        const [newest] = (await json("list", "--limit", "1")).captures;
        const kind = how.length === 0 ? "as-received" : "signed-anew";
        assert.deepEqual(newest?.replayOf, { id, how: kind });
      }
    });
  }

  it("that are refused stay refused when they are sent again, and are accepted signed anew", async () => {
    const chosen = ["--reason", "timestamp-out-of-tolerance", "--text", "late", "--to", url];
    const again = await captures("replay", ...chosen);
    assert.equal(again.code, 1);
    assert.match(again.stdout, /refused {2}timestamp-out-of-tolerance\nNo verdict changes/);
    const anew = await json("replay", ...chosen, "--sign");
    assert.deepEqual(
      anew.replays.map(({ after }) => after),
      anew.replays.map(() => ({ verdict: "accepted", reasons: [] })),
    );
    assert.equal(anew.changed, anew.replays.length);
  });

  it("are sent to the path of another address, when it has one", async () => {
    const [{ id } = { id: "" }] = (await json("list", "--trigger", "static-one")).captures;
    const path = "/api/v0/launch/signed/";
    await captures("replay", id, "--to", `${url}${path}`);
    const [newest] = (await json("list", "--limit", "1")).captures;
    assert.match(
      (await captures("show", newest?.id ?? "")).stdout,
      /POST \/api\/v0\/launch\/signed\//,
    );
  });

  it("say how to follow what they launched elsewhere", async () => {
    const text = `- trigger:
    name: Hosted one
    launch-url: https://hosted.invalid/api/v0/launch/0191b3c4-0000-4000-8000-000000000001/
    conditions:
      - web-authentication:
          auth-type: hmac
          secret-key: "{env:KEY}"
          token-lookup-namespace: http-header
          token-lookup-key: X-Signature
    actions: [web-response-text: "launched {run_id}"]
`;
    const path = join(folderOf({ "hosted.trigger.yaml": text }), "hosted.trigger.yaml");
    const kept = ["--captures", join(folder, "hosted.db")];
    const here = startProgram(["listen", path, "--port", "0", ...kept], environment);
    const there = startProgram(["listen", path, "--port", "0"], environment);
    await hooksmith(["send", path, "--to", await addressOf(here)], { environment });
    const target = `${await addressOf(there)}/api/v0/launch/hosted-one/`;
    const args = ["captures", "replay", "--all", "--sign", ...kept, "--to", target];
    const { stdout } = await hooksmith(args, { environment });
    const [, command = ""] = /^ {2}hooksmith (runs follow .+)$/m.exec(stdout) ?? [];
    assert.match(command, /^runs follow \S+ \S+ --trigger hosted-one --to \S+$/);
    const [, , runId = ""] = command.split(" ");
    const followed = await hooksmith(command.split(" "), { environment });
    assert.equal(followed.stdout, `${runId}  completed\n`, followed.stderr);
    const { replays } = JSON.parse((await hooksmith([...args, "--json"], { environment })).stdout);
    assert.match(replays[0].runId, /^[\w-]{36}$/);
    for (const listening of [here, there]) {
      listening.signal("SIGINT");
      await listening.ended;
    }
  });

  it("are sent edited, with their secrets filled in", async () => {
    const [one] = (await json("list", "--trigger", "static-one")).captures;
    const id = one?.id ?? "";
    const path = join(folder, "edited.http");
    await captures("export", id, "--output", path, "--with-credentials");
    const text = readFileSync(path, "utf8").replace("\n\n{}\n", "\n\n{ edited }\n");
    writeFileSync(path, text.replace(/^X-Time: \d+$/m, `X-Time: ${Math.floor(Date.now() / 1000)}`));
    const sent = await captures("replay", id, "--request", path, "--to", url);
    assert.equal(sent.code, 0, sent.stdout);
    const [newest] = (await json("list", "--limit", "1")).captures;
    assert.deepEqual(newest?.replayOf, { id, how: "edited" });
    assert.match(
      (await captures("show", newest?.id ?? "")).stdout,
      /X-Token: \{env:TOKEN\}[\s\S]*\{ edited \}/,
    );
  });

  it("are exported with their credentials masked, and it is said", async () => {
    for (const name of ["a.har", "a.http"]) {
      const path = join(folder, name);
      const { code, stdout, stderr } = await captures(
        "export",
        "--outcome",
        "accepted",
        "--output",
        path,
      );
      assert.equal(code, 0);
      assert.equal(stdout, "");
      assert.match(stderr, /^\d+ credentials are masked\. --with-credentials exports them\.\n$/);
      const text = noted(readFileSync(path, "utf8"));
      assert.match(text, /\d+ credentials are masked\./);
      assert.match(text, /Bearer eyJ[\w-]+\.[\w-]+\.\[masked\]/);
      assert.doesNotMatch(text, /eyJ[\w-]+\.[\w-]+\.[\w-]+|[0-9a-f]{64}/);
    }
  });

  it("that no trigger judged are exported without what triggers would look up", async () => {
    const own = folderOf({
      "odd.trigger.yaml": triggers.replace("X-Token", "X-Odd").replaceAll("Static one", "Odd"),
      "in.http": 'POST http://127.0.0.1/\nX-Odd: fresh-token\n\n{"a":{"x-odd":"fresh-token"}}\n',
    });
    const at = (name: string) => join(own, name);
    const database = ["--captures", at("odd.db")];
    await hooksmith(["captures", "import", at("in.http"), ...database]);
    const exported = ["captures", "export", "--format", "http", ...database];
    assert.match((await hooksmith(exported)).stdout, /fresh-token/);
    const { stdout } = await hooksmith([...exported, "--triggers", own]);
    assert.match(stdout, /X-Odd: \[masked\]\n\n\{"a":\{"x-odd":"\[masked\]"\}\}/);
    const odd = startProgram(["listen", own, "--port", "0", ...database], environment);
    const address = `${await addressOf(odd)}/api/v0/launch/odd/`;
    assert.equal((await fetch(address, { headers: { "X-Odd": "fresh-token" } })).status, 405);
    odd.signal("SIGTERM");
    await odd.ended;
    assert.doesNotMatch((await hooksmith(exported)).stdout, /fresh-token/);
  });

  it("are exported past files that cannot be read and that nobody named, which is said", async () => {
    const own = folderOf({
      "in.http": "POST http://127.0.0.1/\nX-Token: fresh-token\n\n{}\n",
      "a.trigger.yaml": Buffer.from([0xff, 0xfe]),
    });
    const capturesThere = async (...args: string[]) => {
      const program = startProgram(["captures", ...args], environment, own);
      return { code: await program.ended, stdout: program.stdout, stderr: program.stderr };
    };
    await capturesThere("import", "in.http");
    const { code, stdout, stderr } = await capturesThere("export", "--format", "http");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /X-Token: \[masked\]/);
    assert.match(stderr, /^Left out {2}The trigger file a\.trigger\.yaml is not UTF-8\.$/m);
    const named = await capturesThere("export", "--format", "http", "--triggers", ".");
    assert.equal(named.code, 2);
    assert.equal(named.stdout, "");
  });

  it("are imported elsewhere as they were, once", async () => {
    const path = join(folder, "all.har");
    await captures("export", "--output", path, "--with-credentials");
    noted(readFileSync(path, "utf8"));
    const other = join(folder, "other.db");
    const take = () => hooksmith(["captures", "import", path, "--captures", other]);
    const count = (await json("list")).captures.length;
    assert.equal((await take()).stdout, `${count} requests imported.\n`);
    assert.equal((await take()).stdout, `0 requests imported. ${count} were there already.\n`);
    const back = await hooksmith(
      ["captures", "replay", "--all", "--captures", other, "--triggers", file, "--judge"],
      { environment },
    );
    assert.match(back.stdout, /No verdict changes among/);
  });

  it("of other tools are imported without the secrets of the triggers that they are for", async () => {
    const path = join(folder, "hook.http");
    writeFileSync(
      path,
      `POST http://127.0.0.1/api/v0/launch/static-one/\nX-Token: ${environment.TOKEN}\n\n{}\n`,
    );
    const other = join(folder, "tools.db");
    const taken = await hooksmith(
      ["captures", "import", path, "--captures", other, "--triggers", file],
      { environment },
    );
    assert.equal(taken.stdout, "1 request imported.\n");
    noted(readFileSync(other, "latin1"));
    const judged = await hooksmith(
      ["captures", "replay", "--all", "--sign", "--judge", "--captures", other, "--triggers", file],
      { environment },
    );
    assert.match(judged.stdout, /unjudged → accepted\n1 of 1 capture changes: 1 accepted now\.\n/);
  });

  it("of other tools that ask after a run are no launches", async () => {
    const path = join(folder, "question.http");
    writeFileSync(path, "GET http://127.0.0.1/api/v0/launch/static-one/run/?run_id=1\n");
    const other = join(folder, "questions.db");
    await hooksmith(["captures", "import", path, "--captures", other]);
    const { stderr } = await hooksmith(
      ["captures", "replay", "--all", "--judge", "--captures", other, "--triggers", file],
      { environment },
    );
    assert.match(stderr, /There is no trigger for the capture/);
  });

  it("are cleared after a yes, and pinned ones only when they are asked for", async () => {
    const other = join(folder, "cleared.db");
    const path = join(folder, "all.har");
    await hooksmith(["captures", "import", path, "--captures", other]);
    const store = CaptureStore.open(other);
    const [first] = store.list({}, 1).captures;
    store.pin(first?.id ?? "", true);
    const clear = (...args: string[]) =>
      hooksmith(["captures", "clear", "--captures", other, ...args]);
    const asked = await clear("--trigger", "signed");
    assert.equal(asked.code, 2);
    assert.match(asked.stderr, /This would forget \d+ captures for good: say so with --yes\./);
    assert.match((await clear("--yes")).stdout, /^\d+ captures forgotten\.\n$/);
    assert.equal(store.count(), 1);
    assert.equal((await clear("--pinned", "--yes")).stdout, "1 capture forgotten.\n");
    assert.equal(store.count(), 0);
    store.close();
  });

  for (const [what, args, message] of [
    ["without a word", [], /Give one of list, show, export, import, replay, clear\./],
    ["with another word", ["drop"], /captures does list, .* not “drop”\./],
    [
      "without captures",
      ["list", "--captures", "/nowhere/x.db"],
      /There are no captures in \/nowhere\/x\.db\./,
    ],
    [
      "with an unknown id",
      ["show", "00000000", "--captures", db],
      /There is no capture “00000000”/,
    ],
    [
      "with an unknown reason",
      ["list", "--reason", "x", "--captures", db],
      /--reason takes value-missing/,
    ],
    ["without a choice", ["replay", "--captures", db], /Which captures\?/],
    [
      "with a time that no listener takes",
      ["replay", "--all", "--at", "-1m", "--captures", db],
      /--at needs --judge or --sign/,
    ],
    [
      "to elsewhere without a yes",
      ["replay", "--all", "--to", "https://a.example", "--captures", db],
      /would leave this machine for a\.example: say so with --yes/,
    ],
    [
      "with nothing to export",
      ["export", "--text", "nowhere at all", "--captures", db],
      /No capture is chosen/,
    ],
    [
      "where nothing listens",
      ["replay", "--all", "--to", "http://127.0.0.1:1", "--captures", db],
      /Nothing listens at/,
    ],
    [
      "with no request to import",
      ["import", file, "--captures", db],
      /There is no request to import/,
    ],
  ] as const) {
    it(`say what is wrong ${what}`, async () => {
      const { code, stdout, stderr } = await hooksmith(["captures", ...args], { environment });
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, message);
    });
  }

  it("whose trigger is gone are left out and counted, and the others are replayed", async () => {
    const some = join(folder, "some.trigger.yaml");
    writeFileSync(some, triggers.slice(triggers.indexOf("- trigger:\n    name: Signed")));
    const chosen = ["--outcome", "accepted", "--triggers", some];
    for (const args of [["--judge"], ["--judge", "--sign"], ["--sign", "--to", url]]) {
      const { code, stdout, stderr } = await captures("replay", ...chosen, ...args);
      assert.equal(code, 1);
      assert.match(stdout, /No verdict changes among \d+ captures\. (\d+) left out\.\n$/);
      const [, count] = /(\d+) left out/.exec(stdout) ?? [];
      const reasons = stderr.match(
        /^Left out {2}[0-9a-f]{8} {2}There is no trigger “Static one”.+\. Give the file .+ --triggers\.$/gm,
      );
      assert.equal(reasons?.length, Number(count));
      const { replays, leftOut } = await json("replay", ...chosen, ...args);
      assert.ok(replays.length > 0);
      assert.equal(
        new Set([...replays, ...leftOut].map(({ id }) => id)).size,
        replays.length + leftOut.length,
      );
      assert.ok(leftOut.length >= Number(count));
    }
  });

  it("are all told by the first when the trigger of each is gone", async () => {
    const moved = join(folder, "empty.trigger.yaml");
    writeFileSync(moved, "- trigger: { name: Else }\n");
    const { code, stderr } = await captures("replay", "--all", "--judge", "--triggers", moved);
    assert.equal(code, 2);
    assert.match(stderr, /There is no trigger “[^”]+” without an error in .*empty\.trigger\.yaml/);
  });
});
