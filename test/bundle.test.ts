import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sizeAtStart } from "./support/bundleSize.ts";
import { noted } from "./support/canaries.ts";
import { itWith } from "./support/interpreters.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundle = join(root, "dist", "cli.cjs");

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the bundle with a Node, away from the sources. */
function run(node: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(node, [bundle, ...args], { cwd: "/", env: {} }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? -1);
      resolve({ code, stdout: noted(stdout), stderr: noted(stderr) });
    });
  });
}

/** A Node on the path that is older than the program wants. */
function oldNode() {
  const candidates = (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .map((folder) => join(folder, "node"));
  const command = candidates.find((candidate) => {
    const { stdout } = spawnSync(candidate, ["--version"], { encoding: "utf8" });
    const [, major, minor] = /^v(\d+)\.(\d+)\./.exec(stdout ?? "") ?? [];
    return major !== undefined && Number(major) + Number(minor) / 1000 < 22.013;
  });
  return command === undefined
    ? ({ outcome: "missing", what: "a Node older than 22.13 on the path" } as const)
    : ({ outcome: "found", command, extension: "" } as const);
}

describe("the bundle", () => {
  before("needs the build", () => {
    assert.ok(existsSync(bundle), "dist/cli.cjs is not there: run “npm run build” first.");
  });

  it("says its version", async () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      version: string;
    };
    assert.deepEqual(await run(process.execPath, "--version"), {
      code: 0,
      stdout: `hooksmith ${version}\n`,
      stderr: "",
    });
  });

  it("checks an example and signs a request for it", async () => {
    const example = join(root, "media/examples/static-token.trigger.yaml");
    assert.deepEqual(await run(process.execPath, "check", example), {
      code: 0,
      stdout: "1 trigger in 1 file: no errors or warnings\n",
      stderr: "",
    });
    const { code, stderr } = await run(process.execPath, "send", example);
    assert.equal(code, 2);
    assert.match(stderr, /The secret WEBHOOK_TOKEN is not set/);
  });

  it("is under 500 KB", () => {
    assert.ok(statSync(bundle).size < 500_000);
  });

  it("begins with the line that starts it with node", () => {
    assert.ok(readFileSync(bundle, "utf8").startsWith("#!/usr/bin/env node\n"));
  });

  it("holds no path of the machine that built it", () => {
    const text = readFileSync(bundle, "utf8");
    for (const path of [root, root.slice(0, -1), homedir()]) assert.ok(!text.includes(`${path}/`));
  });

  const old = oldNode();

  itWith(old, "says that it needs Node 22.13 to an older one", async () => {
    assert.ok(old.outcome === "found");
    for (const args of [[], ["--version"], ["check", "x"]]) {
      const { code, stdout, stderr } = await run(old.command, ...args);
      assert.deepEqual([code, stdout], [2, ""]);
      assert.match(stderr, /^hooksmith needs Node 22\.13 or newer; this is v\d+\.\d+\.\d+\.\n$/);
    }
  });
});

describe("the extension's bundles", () => {
  it("need no Node in the browser", () => {
    const required = [...bundleText("web/extension.cjs").matchAll(/\brequire\("([^"]+)"\)/g)];
    assert.deepEqual([...new Set(required.map(([, name]) => name))], ["vscode"]);
  });

  it("answer every command of the manifest in the browser too, each once", () => {
    const registered = commandsInBrowser();
    const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
      contributes: { commands: readonly { command: string }[] };
    };
    assert.equal(new Set(registered).size, registered.length);
    for (const { command } of contributes.commands)
      assert.ok(registered.includes(command), command);
  });

  it("are each under 500 KB, without what is loaded only when it is wanted", () => {
    assert.ok(sizeAtStart("dist/node/extension.js") < 500 * 1024);
    assert.ok(bundleText("web/extension.cjs").length < 500 * 1024);
  });
});

/** The commands that the extension registers in a browser; the editor around it answers anything. */
function commandsInBrowser(): readonly string[] {
  const registered: string[] = [];
  const anything: unknown = new Proxy(class {}, {
    get: (_, name) => (name === Symbol.iterator ? () => [].values() : anything),
    apply: () => anything,
    construct: () => anything as object,
  });
  const rest = new Proxy({}, { get: () => anything });
  const registerCommand = (name: string) => registered.push(name);
  const vscode = Object.assign(Object.create(rest), { commands: { registerCommand } });
  const exports: { activate?: (context: unknown) => void } = {};
  const load = new Function("exports", "module", "require", bundleText("web/extension.cjs"));
  const module = { exports };
  load(exports, module, () => vscode);
  module.exports.activate?.(Object.assign(Object.create(rest), { subscriptions: [] }));
  return registered;
}

function bundleText(name: string): string {
  return readFileSync(join("dist", name), "utf8");
}
