import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { canary } from "../support/canaries.ts";
import { hooksmith } from "../support/commandLine.ts";
import { fileOf, folderOf } from "../support/folder.ts";

const good = `- trigger:
    name: Größe Nr. 1
    conditions:
      - rate-limit: { period: 60, quota: 1 }
`;
const bad = `- trigger:
    name: Bad
    conditions:
      - rate-limit: { period: 60 }
      - web-timestamps: {}
`;

const folder = folderOf({ "b/bad.trigger.yaml": bad, "good.trigger.yaml": good });
const badPath = join(folder, "b/bad.trigger.yaml");
const goodPath = join(folder, "good.trigger.yaml");

const needsQuota = {
  code: "missing-key",
  severity: "error",
  message: "`rate-limit` needs `quota`: add it.",
};

interface JsonProblem {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** The problems of one text, as JSON. */
async function problemsOf(text: string | Uint8Array): Promise<readonly JsonProblem[]> {
  const { code, stdout, stderr } = await hooksmith([
    ...["check", fileOf("a.trigger.yaml", text), "--format", "json"],
  ]);
  const [file] = (JSON.parse(stdout) as { files: { problems: JsonProblem[] }[] }).files;
  const problems = file?.problems ?? [];
  const serious = problems.some(({ severity }) => /error|warning/.test(severity));
  assert.deepEqual([code, stderr], [serious ? 1 : 0, ""]);
  return problems;
}

describe("check", () => {
  it("prints the files with their triggers and problems as JSON, and nothing else", async () => {
    const { code, stdout, stderr } = await hooksmith(["check", folder, "--format", "json"]);
    assert.deepEqual([code, stderr], [1, ""]);
    const document = JSON.parse(stdout) as { files: readonly { problems: readonly object[] }[] };
    assert.deepEqual(document, {
      files: [
        {
          path: badPath,
          triggers: [{ name: "Bad", slug: "bad" }],
          problems: [
            {
              ...needsQuota,
              range: { start: { line: 3, character: 8 }, end: { line: 3, character: 18 } },
            },
            {
              code: "unknown-key",
              severity: "error",
              message:
                "`web-timestamps` means nothing in conditions. Did you mean `web-timestamp`?",
              range: { start: { line: 4, character: 8 }, end: { line: 4, character: 22 } },
            },
          ],
        },
        {
          path: goodPath,
          triggers: [{ name: "Größe Nr. 1", slug: "größe-nr-1" }],
          problems: [],
        },
      ],
    });
  });

  it("takes --json for --format json", async () => {
    const json = await hooksmith(["check", folder, "--json"]);
    assert.deepEqual(json, await hooksmith(["check", folder, "--format", "json"]));
  });

  it("prints problems for people, with lines and columns from 1 and a closing count", async () => {
    const { code, stdout, stderr } = await hooksmith(["check", badPath, goodPath]);
    assert.deepEqual([code, stderr], [1, ""]);
    assert.equal(
      stdout,
      [
        badPath,
        "  4:9     error        `rate-limit` needs `quota`: add it.  missing-key",
        "  5:9     error        `web-timestamps` means nothing in conditions. Did you mean `web-timestamp`?  unknown-key",
        "2 triggers in 2 files: 2 errors",
        "",
      ].join("\n"),
    );
    assert.deepEqual(await hooksmith(["check", goodPath]), {
      code: 0,
      stdout: "1 trigger in 1 file: no errors or warnings\n",
      stderr: "",
    });
  });

  it("prints problems in the form of GitHub's workflow commands", async () => {
    const path = fileOf("a,b: 100%.trigger.yaml", bad);
    const { code, stdout } = await hooksmith(["check", path, "--format", "github"]);
    assert.equal(code, 1);
    const file = path.replace("a,b: 100%", "a%2Cb%3A 100%25");
    assert.equal(
      stdout.split("\n")[0],
      `::error file=${file},line=4,endLine=4,col=9,endColumn=19,title=missing-key::${needsQuota.message}`,
    );
    assert.equal(stdout.trimEnd().split("\n").length, 2);
    const none = await hooksmith(["check", goodPath, "--format", "github"]);
    assert.deepEqual(none, { code: 0, stdout: "", stderr: "" });
  });

  it("prints problems as SARIF 2.1.0", async () => {
    const { code, stdout } = await hooksmith(["check", folder, "--format", "sarif"]);
    assert.equal(code, 1);
    const log = JSON.parse(stdout) as {
      version: string;
      runs: { tool: { driver: { rules: unknown } }; results: unknown[] }[];
    };
    assert.equal(log.version, "2.1.0");
    assert.deepEqual(log.runs[0]?.tool.driver.rules, [{ id: "missing-key" }, { id: "unknown-key" }]);
    assert.deepEqual(log.runs[0]?.results[0], {
      ruleId: "missing-key",
      level: "error",
      message: { text: needsQuota.message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: pathToFileURL(badPath).href },
            region: { startLine: 4, startColumn: 9, endLine: 4, endColumn: 19 },
          },
        },
      ],
    });
  });

  it("says that two files share a name", async () => {
    const both = folderOf({ "a.trigger.yaml": good, "b.trigger.yaml": good });
    const { code, stdout } = await hooksmith(["check", both]);
    assert.equal(code, 1);
    assert.match(stdout, /Another trigger is named `Größe Nr\. 1` too/);
  });

  it("finds fault with advice alone only in words: exit code 0", async () => {
    const [hint, ...others] = await problemsOf("- trigger: { name: A, conditions: [{ web-authentication: { auth-type: jwt, secret-key: \"{env:A}\", token-lookup-namespace: http-header, token-lookup-key: A } }, { rate-limit: { period: 1, quota: 1 } }] }\n");
    assert.equal(hint?.severity, "hint");
    assert.deepEqual(others, []);
  });

  it("warns of secrets that are not set only when it is given an env file", async () => {
    const secret = canary();
    const text = `- trigger: { name: A, conditions: [{ web-authentication: { auth-type: static, secret-key: "{env:A}{env:B}", token-lookup-namespace: http-header, token-lookup-key: A } }] }\n`;
    const path = fileOf("a.trigger.yaml", text);
    const environment = { A: secret };
    assert.equal((await hooksmith(["check", path], { environment })).code, 0);
    for (const [content, missing] of [
      [`B=${secret}`, []],
      ["C=1", ["B"]],
      ["B=", ["B"]],
    ] as const) {
      const args = ["check", path, "--env-file", fileOf(".env", content)];
      const { stdout } = await hooksmith(args, { environment });
      const named = [...stdout.matchAll(/No secret `(\w+)` is set/g)].map(([, name]) => name);
      assert.deepEqual(named, missing);
    }
  });

  it("warns of a secret in the file without showing it", async () => {
    const secret = canary();
    const text = `- trigger: { name: A, conditions: [{ web-authentication: { auth-type: static, secret-key: ${secret}, token-lookup-namespace: http-header, token-lookup-key: A } }] }\n`;
    const path = fileOf("a.trigger.yaml", text);
    for (const format of ["text", "json", "github", "sarif"]) {
      const { code, stdout } = await hooksmith(["check", path, "--format", format]);
      assert.equal(code, 1);
      assert.match(stdout, /literal-secret/);
    }
  });

  it("shows no secret of a file that is broken around it", async () => {
    const secret = canary();
    for (const text of [
      `- trigger:\n    name: A\n    conditions:\n      - web-authentication:\n          secret-key: [${secret}\n`,
      `- trigger:\n    conditions:\n      - web-authentication:\n          secret-key: { ${secret}: 1 }\n`,
      `- trigger:\n    conditions:\n      - web-authentication:\n          secret-key: "${secret}\n`,
      `- trigger:\n    conditions:\n      - web-authentication:\n          secret-key: *${secret}\n`,
      `- trigger:\n    conditions:\n      - web-authentication:\n          secret-key ${secret}\n`,
      `- trigger:\n    conditions:\n      - web-authentication:\n          secret-key: {env:${secret}}\n`,
      `- trigger:\n    conditions:\n      - web-authentication:\n          secret-key: !${secret} x\n`,
      `- trigger:\n    conditions:\n      - web-authentication: { secret-key: ${secret}, secret-key: ${secret} }\n`,
    ]) {
      const path = fileOf("a.trigger.yaml", text);
      assert.equal((await hooksmith(["check", path])).code, 1, text);
      assert.equal((await hooksmith(["listen", path])).code, 2);
      assert.equal((await hooksmith(["send", path])).code, 2);
    }
  });
});

describe("check, on bad input", () => {
  const cases: readonly (readonly [
    title: string,
    text: string | Uint8Array,
    code: string | undefined,
  ])[] = [
    ["an empty file", "", undefined],
    ["a file of comments", "# a\n# b\n", undefined],
    ["a file of tabs", "\t\t\n\t\n", undefined],
    ["a lone byte order mark", "\ufeff", undefined],
    ["a trigger after a byte order mark", `\ufeff${good}`, undefined],
    ["CRLF line ends", good.replaceAll("\n", "\r\n"), undefined],
    ["no line end at the end", good.trimEnd(), undefined],
    ["5 MB of brackets", "[".repeat(5_000_000), "yaml-too-deep"],
    ["5 MB of braces", "{".repeat(5_000_000), "yaml-too-deep"],
    ["5 MB of dashes", "- ".repeat(2_500_000), "yaml-too-deep"],
    ["5 MB in one line", `- trigger: { name: ${"x".repeat(5_000_000)} }`, "yaml-too-long"],
    ["anchors", good.replace("period: 60", "period: &a 60").replace("quota: 1", "quota: *a"), undefined],
    [
      "a billion laughs",
      `- trigger:\n    name: &a [x,x,x,x,x,x,x,x,x,x]\n${["b", "c", "d", "e", "f", "g", "h", "i"]
        .map((name, index) => {
          const before = "abcdefgh"[index] ?? "";
          return `    ${name}: &${name} [${Array(10).fill(`*${before}`).join(",")}]\n`;
        })
        .join("")}`,
      "yaml-too-many-aliases",
    ],
    ["an anchor that holds itself", "- trigger: &a { name: A, conditions: *a }\n", "yaml-syntax"],
    ["a key that is there twice", good.replace("    name:", "    name: A\n    name:"), "duplicate-key"],
    ["two documents", `${good}---\n${good}`, "several-documents"],
    ["a mapping instead of a list", "trigger:\n  name: A\n", "not-a-list"],
    ["a text instead of a list", "hello", "not-a-list"],
    ["control characters", "- trigger: { name: \u0000\u001b[31m }\n", "any"],
    ["JSON", '[{"trigger": {"name": "A", "conditions": [{"rate-limit": {"period": 1, "quota": 1}}]}}]', undefined],
    ["a YAML tag of a program", "- trigger: !!python/object/apply:os.system ['true']\n", "any"],
  ];
  for (const [title, text, code] of cases) {
    it(`reads ${title}${code === undefined ? "" : ", and says what is wrong"}`, async () => {
      const problems = await problemsOf(text);
      const errors = problems.filter(({ severity }) => severity === "error");
      if (code === undefined) assert.deepEqual(errors, []);
      else assert.ok(errors.length > 0);
      if (code !== undefined && code !== "any") {
        assert.ok(errors.some((error) => error.code === code), JSON.stringify(errors.slice(0, 3)));
      }
      const said = await hooksmith(["check", fileOf("a.trigger.yaml", text)]);
      assert.doesNotMatch(said.stdout + said.stderr, /\n {4}at |bug in Hooksmith/);
      assert.ok(said.stdout.length < 20_000);
    });
  }

  it("counts characters as editors do, without a byte order mark", async () => {
    const [problem] = await problemsOf("\ufeff- trigger: { nam: 🦈 }\n");
    assert.deepEqual(problem?.range.start, { line: 0, character: 2 });
  });

  it("writes no control characters of a file to the terminal", async () => {
    const text = '- trigger: { name: "\\e[31m\\a", "\\e[2J": 1, conditions: ["\\e[2J": 1] }\n';
    const path = fileOf("a.trigger.yaml", text);
    for (const args of [["check", path], ["listen", path], ["send", path], ["send", path, "--trigger", "x"]]) {
      const { stdout, stderr } = await hooksmith(args);
      assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]/u);
    }
  });
});
