import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { commands } from "../src/extension/ids.ts";

/** The commands that only show or edit what is there already; they also work without trust. */
const harmless = [
  "explainProblem",
  "fixAll",
  "goToNamesake",
  "newTrigger",
  "openAsForm",
  "openAsText",
  "openFormToTheSide",
  "openPlace",
  "showLog",
];

/** Where `registerTrusted` is, and where no command does more than to say where it works. */
const ownWays = /\/(?:trust|webExtension)\.ts$/;

describe("the commands of the extension", () => {
  const sources = globSync("src/extension/**/*.ts")
    .filter((file) => !ownWays.test(file))
    .map((file) => readFileSync(file, "utf8"));

  it("refuse without trust, but for those that neither listen, send nor touch a secret", () => {
    assert.deepEqual(sources.flatMap(registeredWithoutTrust).toSorted(), harmless);
  });

  it("are otherwise registered where trust is asked for", () => {
    const trusted = sources.filter((source) => source.includes("registerTrusted("));
    const named = new Set(trusted.flatMap((source) => namesIn(source, /\bcommands\.(\w+)/g)));
    assert.deepEqual(
      Object.keys(commands).filter((name) => !named.has(name) && !harmless.includes(name)),
      [],
    );
  });
});

/** The commands that a source registers with the editor itself, directly or by a function of its own. */
function registeredWithoutTrust(source: string): readonly string[] {
  const direct = namesIn(source, /\.register(?:TextEditor)?Command\(\s*([\w.]+)/g);
  return direct.flatMap((argument) => {
    const name = /^commands\.(\w+)$/.exec(argument)?.[1];
    if (name !== undefined) return [name];
    const [by] = namesIn(
      source,
      new RegExp(
        `\\bconst (\\w+) = \\(${argument}: string[^;{]*=>\\s*vscode\\.commands\\.registerCommand`,
        "g",
      ),
    );
    assert.ok(by, `cannot tell which commands ${argument} stands for`);
    return namesIn(source, new RegExp(`\\b${by}\\(commands\\.(\\w+)`, "g"));
  });
}

function namesIn(source: string, pattern: RegExp): readonly string[] {
  return [...source.matchAll(pattern)].map(([, name = ""]) => name);
}
