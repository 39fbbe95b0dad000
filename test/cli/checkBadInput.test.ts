import assert from "node:assert/strict";
import { problemsOf } from "../support/checkJson.ts";
import { hooksmith } from "../support/commandLine.ts";
import { fileOf } from "../support/folder.ts";

const good = `- trigger:
    name: Größe Nr. 1
    conditions:
      - rate-limit: { period: 60, quota: 1 }
`;
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
    [
      "anchors",
      good.replace("period: 60", "period: &a 60").replace("quota: 1", "quota: *a"),
      undefined,
    ],
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
    [
      "a key that is there twice",
      good.replace("    name:", "    name: A\n    name:"),
      "duplicate-key",
    ],
    ["two documents", `${good}---\n${good}`, "several-documents"],
    ["a mapping instead of a list", "trigger:\n  name: A\n", "not-a-list"],
    ["a text instead of a list", "hello", "not-a-list"],
    ["control characters", "- trigger: { name: \u0000\u001b[31m }\n", "any"],
    [
      "JSON",
      '[{"trigger": {"name": "A", "conditions": [{"rate-limit": {"period": 1, "quota": 1}}]}}]',
      undefined,
    ],
    ["a YAML tag of a program", "- trigger: !!python/object/apply:os.system ['true']\n", "any"],
  ];
  for (const [title, text, code] of cases) {
    it(`reads ${title}${code === undefined ? "" : ", and says what is wrong"}`, async () => {
      const problems = await problemsOf(text);
      const errors = problems.filter(({ severity }) => severity === "error");
      if (code === undefined) assert.deepEqual(errors, []);
      else assert.ok(errors.length > 0);
      if (code !== undefined && code !== "any") {
        assert.ok(
          errors.some((error) => error.code === code),
          JSON.stringify(errors.slice(0, 3)),
        );
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
    for (const args of [
      ["check", path],
      ["listen", path],
      ["send", path],
      ["send", path, "--trigger", "x"],
    ]) {
      const { stdout, stderr } = await hooksmith(args);
      assert.doesNotMatch(stdout + stderr, /[^\P{Cc}\n]/u);
    }
  });
});
