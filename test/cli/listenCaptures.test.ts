import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withCapturesPath } from "../../src/cli/captures/database.ts";
import { storeOf } from "../support/captures.ts";
import { hooksmith } from "../support/commandLine.ts";
import { fileOf, folderOf } from "../support/folder.ts";
import { addressOf, startProgram } from "../support/program.ts";
import { exchange } from "../support/socket.ts";

const open = "- trigger: { name: Test }\n";

describe("listen --captures", () => {
  it("keeps what is received in the database that it names", async () => {
    const folder = folderOf({ "a.trigger.yaml": open });
    const path = join(folder, "kept.db");
    const program = startProgram([
      "listen",
      join(folder, "a.trigger.yaml"),
      "--port",
      "0",
      "--captures",
      path,
    ]);
    await exchange(await addressOf(program), { body: "one" });
    program.signal("SIGTERM");
    assert.equal(await program.ended, 0);
    assert.equal(storeOf(path).count(), 1);
  });

  it("keeps what no trigger was asked about, of which not all can be replayed", async () => {
    const folder = folderOf({ "a.trigger.yaml": open });
    const file = join(folder, "a.trigger.yaml");
    const path = join(folder, "kept.db");
    const program = startProgram([
      "listen",
      file,
      "--port",
      "0",
      "--captures",
      path,
      "--body-limit",
      "9",
    ]);
    const url = await addressOf(program);
    await exchange(url, { target: "/hook", body: "short" });
    await exchange(url, { body: "much too long" });
    await exchange(url, { body: "good" });
    program.signal("SIGTERM");
    assert.equal(await program.ended, 0);
    const captures = (...args: readonly string[]) =>
      hooksmith(["captures", ...args, "--captures", path]);
    const { stdout } = await captures("list");
    assert.match(
      stdout,
      /accepted .*\n.* refused .* 413\n.* refused .* POST \/hook {2}5 B {2}404\n$/,
    );
    const [, long = ""] = stdout.split("\n").map((line) => line.slice(0, 8));
    assert.match((await captures("show", long)).stdout, /The body is larger than 9 bytes\./);
    const all = await captures("replay", "--all", "--judge", "--triggers", file);
    assert.equal(all.code, 1);
    assert.match(all.stdout, /No verdict changes among 1 capture\. 2 left out\.\n$/);
    assert.match(all.stderr, /There is no trigger for the capture .*\n.* was not kept: .* 413\./);
  });

  it("has a folder of its own, which no repository takes, when it names none", async () => {
    const folder = folderOf({ "a.trigger.yaml": open });
    const program = startProgram(
      ["listen", "--captures", "a.trigger.yaml", "--port", "0"],
      {},
      folder,
    );
    await exchange(await addressOf(program), { body: "one" });
    program.signal("SIGTERM");
    assert.equal(await program.ended, 0);
    assert.equal(storeOf(join(folder, ".hooksmith", "captures.db")).count(), 1);
    assert.equal(readFileSync(join(folder, ".hooksmith", ".gitignore"), "utf8"), "*\n");
  });

  it("keeps its folder out of repositories also when something else has made it", async () => {
    const folder = folderOf({ "a.trigger.yaml": open, ".hooksmith/runs/a": "" });
    const program = startProgram(
      ["listen", "--captures", "a.trigger.yaml", "--port", "0"],
      {},
      folder,
    );
    await addressOf(program);
    program.signal("SIGTERM");
    assert.equal(await program.ended, 0);
    assert.equal(readFileSync(join(folder, ".hooksmith", ".gitignore"), "utf8"), "*\n");
  });

  it("says so when its folder cannot be made", async () => {
    const folder = folderOf({ "a.trigger.yaml": open, ".hooksmith": "a file" });
    const program = startProgram(["listen", "--captures", "a.trigger.yaml"], {}, folder);
    assert.equal(await program.ended, 2);
    assert.match(program.stderr, /The folder \.hooksmith for captures cannot be made \(EEXIST\)/);
  });

  it("keeps nothing with “none” or without the option", async () => {
    for (const args of [[], ["--captures", "none"]]) {
      const folder = folderOf({ "a.trigger.yaml": open });
      const program = startProgram(
        ["listen", "a.trigger.yaml", "--port", "0", ...args],
        {},
        folder,
      );
      await exchange(await addressOf(program), {});
      program.signal("SIGTERM");
      assert.equal(await program.ended, 0);
      assert.ok(!existsSync(join(folder, ".hooksmith")));
    }
  });

  it("does not begin when captures cannot be kept", async () => {
    const path = fileOf("a.trigger.yaml", open);
    const text = fileOf("captures.db", "no database".repeat(100));
    const { code, stderr } = await hooksmith(["listen", path, "--port", "0", "--captures", text]);
    assert.equal(code, 2);
    assert.equal(
      stderr,
      `error  ${text} is damaged or no database.\n       Move it away, or give another path for the captures.\n`,
    );
  });

  it("takes only what can be a database for the value of the option", () => {
    const taken = (...args: string[]) =>
      withCapturesPath(["listen", ...args])
        .slice(1)
        .join(" ");
    const usual = `--captures=${join(".hooksmith", "captures.db")}`;
    assert.equal(taken("--captures"), usual);
    assert.equal(taken("--captures", "--json"), `${usual} --json`);
    assert.equal(taken("--captures", "triggers"), `${usual} triggers`);
    assert.equal(taken("--captures", "none"), "--captures none");
    assert.equal(taken("--captures", "a/b.db", "x"), "--captures a/b.db x");
    assert.equal(taken("--captures=anything"), "--captures=anything");
  });
});
