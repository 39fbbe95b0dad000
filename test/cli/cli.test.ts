import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hooksmith } from "../support/commandLine.ts";
import { fileOf, folderOf } from "../support/folder.ts";

const trigger = "- trigger: { name: Test, conditions: [rate-limit: { period: 60, quota: 1 }] }\n";
const two = trigger + trigger.replace("Test", "Other one");
const commands = ["check", "listen", "send", "verify", "snippet", "captures", "runs", "keys"];
const path = fileOf("a.trigger.yaml", trigger);
/** What stands first behind a command, where it is not the path of a trigger file. */
const firstWords: Readonly<Record<string, string>> = { captures: "list", runs: "list" };

describe("run", () => {
  it("prints the version that package.json states", async () => {
    const manifest = JSON.parse(
      readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
    ) as { version: string };
    for (const word of ["--version", "-v"]) {
      assert.deepEqual(await hooksmith([word]), {
        code: 0,
        stdout: `hooksmith ${manifest.version}\n`,
        stderr: "",
      });
    }
  });

  it("prints its help, which names every command, and nothing else", async () => {
    const { stdout } = await hooksmith([]);
    assert.deepEqual(
      stdout.match(/^ {2}(\w+)/gm)?.map((line) => line.trim()),
      commands,
    );
    for (const word of ["help", "--help", "-h"]) {
      assert.deepEqual(await hooksmith([word]), { code: 0, stdout, stderr: "" });
    }
  });

  for (const command of commands) {
    it(`prints the help of ${command}, whatever else is given`, async () => {
      for (const args of [["--help"], ["-h"], ["nowhere.yaml", "--bogus", "--help"]]) {
        const { code, stdout, stderr } = await hooksmith([command, ...args]);
        assert.deepEqual([code, stderr], [0, ""]);
        assert.ok(stdout.startsWith(`hooksmith ${command} `));
      }
    });

    it(`refuses an option that ${command} does not know, and shows how it is used`, async () => {
      const { code, stdout, stderr } = await hooksmith([
        command,
        firstWords[command] ?? path,
        "--bogus",
      ]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /^error {2}Unknown option '--bogus'\n\nhooksmith /);
      assert.ok(stderr.includes(`\nhooksmith ${command} `));
    });
  }

  it("knows no command by another name, such as that of an inherited property", async () => {
    for (const word of ["bogus", "toString", "__proto__", "--bogus"]) {
      const { code, stdout, stderr } = await hooksmith([word]);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.ok(stderr.startsWith(`There is no command “${word}”.\n\nhooksmith COMMAND …\n`));
    }
  });

  const usage: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [["check"], /^error {2}Which file\? Give a trigger file or a folder\.\n/],
    [["listen"], /^error {2}Which file\?/],
    [["send"], /^error {2}Which file\?/],
    [["verify"], /^error {2}Which file\?/],
    [["snippet"], /^error {2}Which file\?/],
    [["send", path, path], /^error {2}Give one file, not several\.\n/],
    [["verify", path, path], /^error {2}Give one file, not several\.\n/],
    [["check", path, "--format", "xml"], /--format takes text, json, github, sarif, not “xml”\./],
    [["check", path, "--format"], /Option '--format <value>' argument missing/],
    [["check", path, "--json=yes"], /does not take an argument/],
    [["listen", path, "--port", "x"], /--port takes a whole number from 0 to 65535, not “x”\./],
    [["listen", path, "--port", "65536"], /--port takes a whole number/],
    [["listen", path, "--port", "-1"], /--port takes a whole number/],
    [["listen", path, "--port", "1e3"], /--port takes a whole number/],
    [["listen", path, "--port", ""], /--port takes a whole number/],
    [["listen", path, "--body-limit", "104857601"], /--body-limit takes a whole number from 0 to/],
    [["listen", path, "--run", "later"], /--run takes plan, local, relay, not “later”\./],
    [["send", path, "--at", "yesterday"], /--at takes UNIX seconds, an ISO time or an offset/],
    [["send", path, "--at", "2026-13-01"], /--at takes UNIX seconds/],
    [["send", path, "--at", ""], /--at takes UNIX seconds/],
    [["send", path, "--header", "no colon"], /--header takes 'Name: value', not “no colon”\./],
    [["send", path, "--header", "a b: c"], /--header takes 'Name: value'/],
    [["send", path, "--header", "a: b\r\nc: d"], /--header takes 'Name: value'/],
    [["send", path, "--query", "novalue"], /--query takes name=value, not “novalue”\./],
    [["send", path, "--query", "=value"], /--query takes name=value/],
    [["send", path, "--to", "127.0.0.1:7357"], /--to takes an http or https URL, not “127/],
    [["send", path, "--to", "ftp://a/"], /--to takes an http or https URL, not “ftp:\/\/a\/”\./],
    [["send", path, "--trigger", "None"], /There is no trigger “None” in .*\. There is: Test\.\n/],
    [["verify", path], /Give the stored request with --request\./],
    [["snippet", path], /--language takes curl, python/],
    [["snippet", path, "--language", "cobol"], /--language takes curl, python.*, not “cobol”\./],
    [["keys"], /--algorithm takes RS256, .*EdDSA\.\n/],
    [["keys", "a.yaml", "--algorithm", "RS256"], /keys takes no file\./],
  ];
  for (const [args, message] of usage) {
    const shown = args.map((arg) => (arg === path ? "FILE" : JSON.stringify(arg))).join(" ");
    it(`is told how to use it by: ${shown}`, async () => {
      const { code, stdout, stderr } = await hooksmith(args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.ok(stderr.includes(`\n\nhooksmith ${args[0]} `));
    });
  }

  const folder = folderOf({
    "latin1.trigger.yaml": Buffer.from("- trigger: { name: Gr\xf6\xdfe }\n", "latin1"),
    "two.trigger.yaml": two,
    "wrong.trigger.yaml": "- trigger: { name: Test, conditions: [bogus: 1] }\n",
    "deep.trigger.yaml": "[".repeat(1000),
    "empty.trigger.yaml": "# nothing\n",
    "folder/other.yaml": trigger,
  });
  const within = (name: string) => join(folder, name);
  const surroundings: readonly (readonly [
    name: string,
    commands: readonly string[],
    message: RegExp,
  ])[] = [
    [
      "none.yaml",
      commands.slice(0, 5),
      /^error {2}There is no trigger file .*\n {7}Check the path\.\n$/,
    ],
    [
      "latin1.trigger.yaml",
      commands.slice(0, 5),
      /is not UTF-8\.\n {7}Save it with the encoding UTF-8\./,
    ],
    [
      "folder",
      ["check"],
      /^error {2}There is no trigger file in .*folder\.\n {7}Trigger files end in/,
    ],
    [
      "folder",
      ["listen", "send", "verify", "snippet"],
      /^error {2}There is no trigger in .*folder\.\n/,
    ],
    ["empty.trigger.yaml", ["listen", "send", "verify", "snippet"], /There is no trigger in/],
    [
      "wrong.trigger.yaml",
      ["listen"],
      /can be served: each has an error\.\n {7}Run “hooksmith check/,
    ],
    [
      "wrong.trigger.yaml",
      ["send", "verify", "snippet"],
      /The trigger “Test” has an error\.\n {7}Run “hooksmith check/,
    ],
    [
      "deep.trigger.yaml",
      ["listen"],
      /can be served: each has an error\.\n {7}Run “hooksmith check/,
    ],
    ["deep.trigger.yaml", ["send", "verify", "snippet"], /can be read\.\n {7}Run “hooksmith check/],
    [
      "two.trigger.yaml",
      ["send", "verify", "snippet"],
      /Which trigger\? Give --trigger with one of: Test, Other one\./,
    ],
  ];
  for (const [name, among, message] of surroundings) {
    for (const command of among) {
      it(`says what is wrong with ${name} when it shall ${command}`, async () => {
        const options = { snippet: ["--language", "curl"], verify: ["--request", within(name)] };
        const more = options[command as keyof typeof options] ?? [];
        const { code, stdout, stderr } = await hooksmith([command, within(name), ...more]);
        assert.deepEqual([code, stdout], [2, ""]);
        assert.match(stderr, message);
        assert.doesNotMatch(stderr, /\n {4}at |bug in Hooksmith/);
      });
    }
  }

  it("finds a trigger by its name or its slug", async () => {
    for (const name of ["Other one", "other-one", "OTHER ONE"]) {
      const { code, stdout } = await hooksmith([
        ...["send", within("two.trigger.yaml"), "--trigger", name, "--dry-run"],
      ]);
      assert.equal(code, 0);
      assert.match(stdout, /^POST http:\/\/127\.0\.0\.1:7357\/api\/v0\/launch\/other-one\/\n/);
    }
  });
});
