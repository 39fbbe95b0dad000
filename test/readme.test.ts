import assert from "node:assert/strict";
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { slugOf } from "../src/core/trigger/address.ts";
import { canary, noted, planted } from "./support/canaries.ts";
import { hooksmith } from "./support/commandLine.ts";
import { folderOf } from "./support/folder.ts";
import { interpreters, itWith } from "./support/interpreters.ts";
import { listening } from "./support/listening.ts";
import { mainFile } from "./support/program.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The text under a heading, as far as the next one of its level. */
function sectionOf(heading: string): string {
  const section = readme.split(/^## /m).find((text) => text.startsWith(heading));
  return section ?? assert.fail(`there is no section “${heading}”`);
}

/** The contents of the fenced blocks of a language. */
function blocksOf(section: string, language: string): readonly string[] {
  const blocks = section.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"));
  return [...blocks].map(([, content = ""]) => content);
}

/** The source of the program in the place of “npx hooksmith”, and at a port that is free. */
const npx = `#!/bin/sh
test "$1" = hooksmith && shift || exit 99
case "$1" in
  listen) exec "$NODE" "$MAIN" "$@" --port 0 ;;
  send | snippet) exec "$NODE" "$MAIN" "$@" --to "http://127.0.0.1:$PORT" ;;
  *) exec "$NODE" "$MAIN" "$@" ;;
esac
`;

const timeless = (text: string) => text.replaceAll(/^\d\d:\d\d:\d\d/gm, "12:00:00");

describe("the README’s five minutes", () => {
  const section = sectionOf("Five minutes");
  const [yaml = ""] = blocksOf(section, "yaml");
  const lines = blocksOf(section, "sh").flatMap((block) => block.trimEnd().split("\n"));
  const [answer = "", told = ""] = blocksOf(section, "text");
  const folder = folderOf({ "bin/npx": npx, "work/first.trigger.yaml": yaml });
  const environment = {
    PATH: `${join(folder, "bin")}:${process.env.PATH}`,
    HOME: folder,
    NODE: process.execPath,
    MAIN: mainFile,
    PORT: "7357",
  };
  const cwd = join(folder, "work");
  let listener: ChildProcess | undefined;
  let listened = "";

  /** Runs a line of the README to its end. */
  const run = (line: string): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const command = line.replaceAll("7357", environment.PORT);
      execFile("sh", ["-c", command], { cwd, env: environment }, (error, stdout, stderr) => {
        const code = error === null ? 0 : Number(error.code ?? -1);
        resolve({ code, stdout: noted(stdout), stderr: noted(stderr) });
      });
    });

  const listen = async (line: string): Promise<void> => {
    listener = spawn("sh", ["-c", `exec ${line}`], { cwd, env: environment });
    listener.stdout?.setEncoding("utf8").on("data", (text: string) => {
      listened += text;
    });
    while (!listened.includes("/launch/")) {
      await Promise.race([once(listener.stdout ?? listener, "data"), once(listener, "exit")]);
      assert.equal(listener.exitCode, null, "the listener has ended");
    }
    environment.PORT = /127\.0\.0\.1:(\d+)/.exec(listened)?.[1] ?? "";
  };

  before(() => chmodSync(join(folder, "bin/npx"), 0o755));

  after(async () => {
    if (listener === undefined || listener.exitCode !== null) return;
    listener.kill("SIGINT");
    await once(listener, "exit");
  });

  itWith(interpreters.shell, "run as they are written, and print what is shown", async () => {
    const outputs = new Map<string, { code: number; stdout: string; stderr: string }>();
    for (const line of lines) {
      if (line.includes("hooksmith listen")) await listen(line);
      else outputs.set(line, await run(line));
      if (line.includes("> .env")) {
        planted(readFileSync(join(cwd, ".env"), "utf8").trim().replace("WEBHOOK_TOKEN=", ""));
      }
    }
    const outputOf = (part: string, without = "\0") => {
      const [, output] =
        [...outputs].find(([line]) => line.includes(part) && !line.includes(without)) ?? [];
      return output ?? assert.fail(`there is no line with ${part}`);
    };
    const codes = [...outputs].map(([line, { code }]) => [line, code]);
    assert.deepEqual(
      codes.filter(([, code]) => code !== 0),
      [[lines.find((line) => line.includes("--at -10m")), 1]],
    );
    assert.equal(
      outputOf("hooksmith check").stdout,
      "1 trigger in 1 file: no errors or warnings\n",
    );
    assert.equal(outputOf("curl").stdout, answer);
    assert.ok(timeless(noted(listened)).includes(timeless(told)), listened);
    assert.match(outputOf("hooksmith send", "--at").stdout, /^accepted {2}200 /);
    assert.match(
      outputOf("--at -10m").stdout,
      /^refused {2}400 [\s\S]*timestamp-out-of-tolerance\n$/,
    );
    assert.match(outputOf("hooksmith snippet").stdout, /^import /m);
    assert.deepEqual(
      [...outputs.values()].filter(({ stderr }) => /error/i.test(stderr)),
      [],
    );
  });
});

describe("the README’s commands", () => {
  const section = sectionOf("Commands");
  const named = [...section.matchAll(/^\| `(\w+) /gm)].map(([, name = ""]) => name);

  it("are those of the program, in its order", async () => {
    const { stdout } = await hooksmith([]);
    const known = [...stdout.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name);
    assert.deepEqual(named, known);
  });

  for (const name of named) {
    it(`${name}: every option in its help is accepted`, async () => {
      const { code, stdout } = await hooksmith([name, "--help"]);
      assert.equal(code, 0);
      const options = [...stdout.matchAll(/(--[a-z-]+)( [^\]\s]+)?/g)];
      assert.ok(options.length > 0);
      for (const [, option = "", value] of options) {
        // No command starts with such a file, so that only the arguments are read.
        const args = [name, "/nowhere.yaml", option, ...(value === undefined ? [] : ["x"])];
        const { code: usage, stderr } = await hooksmith(args);
        assert.equal(usage, 2);
        assert.doesNotMatch(stderr, /Unknown option|does not take an argument|argument missing/);
      }
    });
  }

  it("have all options that the page names", async () => {
    const helps = await Promise.all(named.map((name) => hooksmith([name, "--help"])));
    const known = helps.map(({ stdout }) => stdout).join("");
    const options = [...section.matchAll(/`(--[a-z-]+)/g)].map(([, option = ""]) => option);
    assert.ok(options.length > 5);
    assert.deepEqual(
      options.filter((option) => option !== "--help" && !known.includes(option)),
      [],
    );
  });
});

describe("the examples", () => {
  const folder = fileURLToPath(new URL("../media/examples/", import.meta.url));
  const names = readdirSync(folder).filter((name) => name.endsWith(".trigger.yaml"));
  const secrets = { WEBHOOK_TOKEN: canary(), LABELING_TOKEN: canary() };

  it("are there, and name all their secrets in .env.example", () => {
    assert.ok(names.length > 5);
    const used = names.flatMap((name) =>
      [...readFileSync(join(folder, name), "utf8").matchAll(/\{env:(\w+)\}/g)].map(
        ([, env]) => env,
      ),
    );
    const example = readFileSync(join(folder, ".env.example"), "utf8");
    const listed = [...example.matchAll(/^(\w+)=$/gm)].map(([, env]) => env);
    assert.deepEqual(new Set(used), new Set(listed));
  });

  for (const name of names) {
    const path = join(folder, name);

    it(`${name} has no problem but advice, and its triggers accept what send signs`, async () => {
      const checked = await hooksmith(["check", path, "--json"]);
      assert.equal(checked.code, 0, checked.stdout);
      const listener = await listening(readFileSync(path, "utf8"), { secrets });
      const served = listener.triggers.served.map(({ trigger }) => trigger.name);
      const [file] = (JSON.parse(checked.stdout) as { files: { triggers: { name: string }[] }[] })
        .files;
      assert.deepEqual(
        served,
        file?.triggers.map((trigger) => trigger.name),
      );
      for (const trigger of served) {
        const args = ["send", path, "--trigger", slugOf(trigger), "--to", listener.url];
        const { code, stdout, stderr } = await hooksmith(args, { environment: secrets });
        assert.deepEqual([code, stderr], [0, ""], stdout);
      }
      await listener.close();
    });
  }

  it("have names of their own, so that all can be served together", async () => {
    const { code, stdout } = await hooksmith(["check", folder]);
    assert.equal(code, 0, stdout);
  });
});
