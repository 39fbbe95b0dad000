import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { canary } from "../support/canaries.ts";
import { problemsOf } from "../support/checkJson.ts";
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
    assert.deepEqual(log.runs[0]?.tool.driver.rules, [
      { id: "missing-key" },
      { id: "unknown-key" },
    ]);
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
    const [hint, ...others] = await problemsOf(
      '- trigger: { name: A, conditions: [{ web-authentication: { auth-type: jwt, secret-key: "{env:A}", token-lookup-namespace: http-header, token-lookup-key: A } }, { rate-limit: { period: 1, quota: 1 } }] }\n',
    );
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

describe("check, beside a valohai.yaml", () => {
  it("finds steps that it does not declare", async () => {
    const folder = folderOf({
      "valohai.yaml": "- step: { name: Entry, image: a, command: b }\n",
      "a.trigger.yaml": `- trigger:
    name: A
    conditions: [rate-limit: { period: 60, quota: 1 }]
    actions: [run-execution: { step: Entri }]
`,
    });
    const { code, stdout } = await hooksmith(["check", folder]);
    assert.equal(code, 1);
    assert.match(stdout, /unknown-step/);
  });
});
