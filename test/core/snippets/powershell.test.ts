import assert from "node:assert/strict";
import { checkFiles } from "../../../src/core/language/check.ts";
import type { BasestringPart, Recipe, SecretPart } from "../../../src/core/snippets/recipe.ts";
import { recipeFor } from "../../../src/core/snippets/recipeFor.ts";
import { type Snippet, snippetFor } from "../../../src/core/snippets/snippet.ts";
import { type PowershellProgram, powershellReader, unknown } from "../../support/powershell.ts";
import { type SnippetCase, snippetCases } from "../../support/snippetCases.ts";

/** The cases that PowerShell cannot meet, by their titles, and why. */
const impossible: readonly (readonly [title: RegExp, why: RegExp])[] = [
  [/SHA-224/, /sha224/],
  [/of EdDSA/, /EdDSA/],
  [/over another token/, /only ASCII in headers, and X-Token holds more/],
];

/** No PowerShell comes from Debian or npm, so that its code is read, by a grammar, and not run. */
describe("PowerShell snippets", () => {
  let read: (program: string) => PowershellProgram;

  before(async () => {
    read = await powershellReader();
  });

  for (const each of snippetCases) {
    const why = impossible.find(([title]) => title.test(each.title))?.[1];
    if (why !== undefined) {
      it(`say why they cannot send ${each.title}`, () => {
        const snippet = written(each).snippet;
        assert(snippet.outcome === "impossible");
        assert.match(snippet.why, why);
      });
      continue;
    }

    it(`hold every text that they need to send ${each.title}`, () => {
      const { recipe, code } = codeFor(each);
      const program = read(code);
      assert.deepEqual(program.errors, []);
      assert.match(code, /^\p{ASCII}*$/u, "Windows PowerShell could read it otherwise.");
      assert.deepEqual(program.assignedTo("Uri"), [textOf(recipe.url)]);
      const body = recipe.body.kind === "text" ? textOf(recipe.body.parts) : unknown;
      assert.deepEqual(program.assignedTo("$body"), [body]);
      for (const { name, content } of recipe.headers) {
        const key = /^content-type$/i.test(name) ? "ContentType" : name;
        const parameter = /^user-agent$/i.test(name) ? "UserAgent" : key;
        const text = content.part === "text" ? content.text : unknown;
        assert.deepEqual(program.assignedTo(parameter), [text]);
      }
      for (const { name, source } of recipe.values) {
        if ("basestring" in source && recipe.body.kind === "text") {
          assert(program.argumentsOf("$hmac.ComputeHash").includes(textOf(source.basestring)));
        }
        const prefix = "prefix" in source ? source.prefix : "";
        if (prefix !== "") assert(program.assignedTo(`$${name}`)[0]?.startsWith(prefix));
      }
      for (const value of Object.values(each.environment).filter(({ length }) => length > 8)) {
        assert(!code.includes(value), "A secret is in the code.");
      }
      for (const { environmentName } of recipe.variables) {
        assert(code.includes(`throw 'Set the environment variable ${environmentName}.'`));
      }
    });
  }

  it("ask for PowerShell 7 only where a private key signs", () => {
    const asking = snippetCases.filter((each) => {
      const { snippet } = written(each);
      return snippet.outcome === "written" && snippet.code.startsWith("#Requires -Version 7.1\n");
    });
    assert.deepEqual(
      asking.map(({ title }) => title),
      ["RS256", "PS384", "ES256", "ES512"].map((name) => `a JWT of ${name} in a header`),
    );
  });
});

function codeFor(each: SnippetCase): { recipe: Recipe; code: string } {
  const { recipe, snippet } = written(each);
  assert(recipe !== undefined && snippet.outcome === "written");
  return { recipe, code: snippet.code };
}

function written(each: SnippetCase): { recipe: Recipe | undefined; snippet: Snippet } {
  const text = `- trigger: ${JSON.stringify({ name: "case", conditions: each.conditions })}\n`;
  const [file] = checkFiles([{ path: "a.trigger.yaml", text }], {});
  const trigger = file?.triggers[0]?.trigger ?? assert.fail(JSON.stringify(file?.problems));
  const message = {
    url: `http://127.0.0.1:7357/api/v0/launch/case/?${each.query}`,
    body: Buffer.from(each.body),
    contentType: each.contentType,
  };
  const found = recipeFor(trigger, message);
  return {
    recipe: found.outcome === "found" ? found.recipe : undefined,
    snippet: snippetFor("powershell", trigger, message),
  };
}

function textOf(parts: readonly (BasestringPart | SecretPart)[]): string {
  return parts.map((part) => (part.part === "text" ? part.text : unknown)).join("");
}
