import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** The folders of the core in reading order: each may import those before it. */
const coreOrder = [
  "message",
  "trigger",
  "secrets",
  "request",
  "conditions",
  "actions",
  "engine",
  "language",
  "form",
  "captures",
  // Plans need the project that `language` reads.
  "runs",
  "inspector",
  "snippets",
];

/** What each part of the program may import of the others. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: ["core"],
  node: ["core", "node"],
  cli: ["core", "node", "cli"],
  extension: ["core", "node", "extension"],
  webview: ["core", "webview"],
};

/** The only files that may import a package, or a module of Node within the core. */
const packageUsers: Readonly<Record<string, RegExp>> = {
  yaml: /^src\/core\/language\/parseYaml\.ts$/,
  jose: /^src\/core\/conditions\/jwt\.ts$/,
  lit: /^src\/webview\//,
  "@vscode-elements/elements": /^src\/webview\//,
  vscode: /^src\/extension\//,
  "node:crypto": /^src\/core\/conditions\/(?:hmac|keys|staticToken)\.ts$/,
};

/** What the core must be given rather than take. */
const ambient =
  /\b(?:Date\.now|new Date\(\)|performance\.|Math\.random|process\.|console\.|setTimeout|setInterval|setImmediate|fetch\(|globalThis)/;

/** A variable or a changeable collection of a whole module. */
const kept =
  /^(?:export )?(?:(?:let|var)\b|const \w+(?:: (?!Readonly|readonly)[^=]*)? =\s*(?:new (?:Weak)?(?:Map|Set)\b|\[\]|\{\}))/m;

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = globSync("src/**/*.ts").map(normalize).toSorted();
const sources = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
const imports = files.flatMap((file) => importsOf(file));
const inside = imports.filter(({ to }) => to.startsWith("src/"));
const outside = imports.filter(
  ({ to }) => !to.startsWith("src/") && !to.startsWith("package.json"),
);

describe("the architecture", () => {
  it("lets a part of the program import only what it may", () => {
    const wrong = inside.filter(({ from, to }) => !mayImport[partOf(from)]?.includes(partOf(to)));
    assert.deepEqual(wrong, []);
  });

  it("lets a folder of the core import only folders above it", () => {
    const rank = (file: string) => coreOrder.indexOf(file.split("/")[2] ?? "");
    const ofCore = inside.filter(
      ({ from, to }) => partOf(from) === "core" && partOf(to) === "core",
    );
    assert.deepEqual(
      ofCore.filter(({ from, to }) => rank(from) < 0 || rank(to) > rank(from)),
      [],
    );
  });

  it("keeps the language free of everything that a browser lacks", () => {
    const reached = reach(files.filter((file) => /^src\/core\/(?:language|form)\//.test(file)));
    const allowed = /^src\/core\/(?:message|trigger|secrets\/keyShape|language|form)/;
    assert.deepEqual(
      reached.filter((file) => !allowed.test(file)),
      [],
    );
    const text = reached.filter((file) => /\bBuffer\b/.test(sources.get(file) ?? ""));
    assert.deepEqual(text, []);
  });

  it("lets each package into one place", () => {
    const wrong = outside.filter(({ from, to }) => {
      if (to.startsWith("node:") && partOf(from) !== "core") return false;
      return !packageUsers[packageOf(to)]?.test(from);
    });
    assert.deepEqual(wrong, []);
  });

  it("has no import cycles", () => {
    const cyclic = files.filter((file) => reach(targetsOf(file)).includes(file));
    assert.deepEqual(cyclic, []);
  });

  it("gives the core no clock, chance, environment, output or timer", () => {
    const wrong = files.filter(
      (file) => partOf(file) === "core" && ambient.test(codeOf(sources.get(file) ?? "")),
    );
    assert.deepEqual(wrong, []);
  });

  it("keeps nothing in the modules of the core from one call to the next", () => {
    const wrong = files.filter(
      (file) => partOf(file) === "core" && kept.test(sources.get(file) ?? ""),
    );
    assert.deepEqual(wrong, []);
  });

  it("shows messages through one door, where what they quote makes no links", () => {
    const wrong = files.filter(
      (file) =>
        file !== "src/extension/messages.ts" &&
        /\bshow(?:Information|Warning|Error)Message\b/.test(sources.get(file) ?? ""),
    );
    assert.deepEqual(wrong, []);
  });

  it("has no default exports, barrels or drawers for everything", () => {
    const wrong = files.filter(
      (file) =>
        /^export default/m.test(sources.get(file) ?? "") ||
        /\/(?:index|utils?|common|helpers?|misc)\.ts$/.test(file),
    );
    assert.deepEqual(wrong, []);
  });

  it("has no file beyond 250 lines", () => {
    const long = files.filter((file) => (sources.get(file) ?? "").split("\n").length > 251);
    assert.deepEqual(long, []);
  });

  it("says of every export what it promises", () => {
    const bare = files.flatMap((file) =>
      [
        ...(sources.get(file) ?? "").matchAll(
          /^(?<before>.*)\nexport (?:async )?(?:function|class) (?<name>\w+)/gm,
        ),
      ]
        .filter((match) => !/\*\/\s*$/.test(match.groups?.before ?? ""))
        .map((match) => `${file}: ${match.groups?.name}`),
    );
    assert.deepEqual(bare, []);
  });
});

function importsOf(file: string): readonly Import[] {
  const text = sources.get(file) ?? "";
  const specifiers = text.matchAll(
    /(?:^|\n)(?:import|export)\b[^;]*?from "([^"]+)"|import\("([^"]+)"\)|\nimport "([^"]+)"/g,
  );
  return [...specifiers].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? "";
    const to = specifier.startsWith(".") ? join(dirname(file), specifier) : specifier;
    return { from: file, to };
  });
}

function targetsOf(file: string): readonly string[] {
  return inside.filter(({ from }) => from === file).map(({ to }) => to);
}

function reach(starts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const waiting = [...starts];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    waiting.push(...targetsOf(file));
  }
  return [...seen];
}

/** The package of a module: `lit` of `lit/html.js`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

function partOf(file: string): string {
  return file.split("/")[1] ?? "";
}

/** A source without its comments and texts, which may speak of anything. */
function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/gm, "");
}
