import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { hooksmith } from "./support/commandLine.ts";
import { folderOf } from "./support/folder.ts";
import { addressOf, startProgram } from "./support/program.ts";

const each = 300;
const senders = 4;

/** Sends requests, some at a time, and gives the paths of those that were answered with a verdict. */
async function sendAll(url: string, name: string): Promise<readonly string[]> {
  const paths = Array.from({ length: each }, (_, n) => `/api/v0/launch/test/?from=${name}&n=${n}`);
  const waiting = [...paths];
  const send = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const answer = await fetch(url + path, { method: "POST", body: path });
      assert.equal(answer.status, 200);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  return paths;
}

describe("two listeners with one database", () => {
  it("keep all that each answered at once, and both see all of it", async () => {
    const folder = folderOf({ "a.trigger.yaml": "- trigger: { name: Test }\n" });
    const database = join(folder, "captures.db");
    const file = join(folder, "a.trigger.yaml");
    const programs = ["one", "other"].map(() =>
      startProgram(["listen", file, "--port", "0", "--captures", database]),
    );
    const urls = await Promise.all(programs.map(addressOf));
    const list = async () => {
      const { stdout } = await hooksmith([
        "captures",
        "list",
        "--captures",
        database,
        "--limit",
        "10000",
        "--json",
      ]);
      return (JSON.parse(stdout) as { captures: readonly { url: string; id: string }[] }).captures;
    };
    const [[one = [], other = []], between] = await Promise.all([
      Promise.all(urls.map((url, index) => sendAll(url, String(index)))),
      list(),
    ]);
    const sent = [...one, ...other].toSorted();
    const listed = await list();
    assert.deepEqual(listed.map(({ url }) => url).toSorted(), sent);
    assert.equal(new Set(listed.map(({ id }) => id)).size, sent.length);
    const all = new Set(sent);
    assert.deepEqual(
      between.filter(({ url }) => !all.has(url)),
      [],
    );
    for (const program of programs) {
      program.signal("SIGTERM");
      assert.equal(await program.ended, 0);
      assert.doesNotMatch(program.stdout + program.stderr, /not captured|Internal error/);
      assert.equal((await list()).length, sent.length);
    }
    const opened = new DatabaseSync(database, { readOnly: true });
    assert.deepEqual(
      { ...opened.prepare("PRAGMA integrity_check").get() },
      { integrity_check: "ok" },
    );
    opened.close();
  });
});
