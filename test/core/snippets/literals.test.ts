import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { goLiteral, goText } from "../../../src/core/snippets/goText.ts";
import { javascriptLiteral, javascriptText } from "../../../src/core/snippets/javascriptText.ts";
import {
  powershellLines,
  powershellLiteral,
  powershellText,
} from "../../../src/core/snippets/powershellText.ts";
import { pythonLiteral, pythonText } from "../../../src/core/snippets/pythonText.ts";
import { expansion, text } from "../../../src/core/snippets/shellCode.ts";
import { shellWord } from "../../../src/core/snippets/shellText.ts";
import { buildGo } from "../../support/goPrograms.ts";
import { interpreters, itWith, runProgram } from "../../support/interpreters.ts";
import { powershellReader, unknown } from "../../support/powershell.ts";

const characters = [..."'\"`\\$(){}%!#\n\t\r@- x1:é😀\u2028\u202e\ufeff\0\x07\x85"];
const pieces = [...characters, '"""', "'''", "\\n", `$\{`, "$(id)", "{{", "\r\n"];
const anyText = fc
  .array(fc.constantFrom(...pieces), { maxLength: 12 })
  .map((chosen) => chosen.join(""));
const texts = fc.sample(anyText, { numRuns: 400, seed: 7 });
const value = "v'\"$1";

describe("literals", () => {
  it("in JavaScript mean the text that was given", () => {
    for (const given of texts) {
      assert.equal(runInNewContext(javascriptLiteral(given)), given);
      const joined = javascriptText(partsAround(given), () => "value");
      assert.equal(runInNewContext(joined, { value }), given + value + given);
    }
  });

  itWith(interpreters.python, "in Python mean the text that was given", async () => {
    const literals = texts.map(pythonLiteral);
    const joined = texts.map((given) => pythonText(partsAround(given), () => "value"));
    const program = `import json\nvalue = ${pythonLiteral(value)}\nprint(json.dumps([${[...literals, ...joined].join(",\n")}]))\n`;
    const { output } = await runProgram(interpreters.python, program, {});
    assert.deepEqual(JSON.parse(output), [
      ...texts,
      ...texts.map((given) => given + value + given),
    ]);
  });

  itWith(interpreters.shell, "in a shell mean the text that was given", async () => {
    const possible = texts.filter((given) => !given.includes("\0"));
    const words = possible.map((given) => shellWord([text(given)]));
    const joined = possible.map((given) =>
      shellWord([text(given), expansion("$value"), text(given)]),
    );
    const program = `value=${shellWord([text(value)])}\nprintf '%s\\0' ${[...words, ...joined].join(" \\\n")}\n`;
    const { output } = await runProgram(interpreters.shell, program, {});
    assert.deepEqual(output.split("\0").slice(0, -1), [
      ...possible,
      ...possible.map((given) => given + value + given),
    ]);
  });

  itWith(interpreters.go, "in Go mean the text that was given", async () => {
    const literals = texts.map(goLiteral);
    const joined = texts.map((given) => goText(partsAround(given), () => "value"));
    const program = `package main

import (
	"encoding/json"
	"os"
)

func main() {
	value := ${goLiteral(value)}
	json.NewEncoder(os.Stdout).Encode([]string{
${[...literals, ...joined].map((expression) => `\t\t${expression},`).join("\n")}
	})
}
`;
    const programs = await buildGo([program]);
    const { output } = await programs.run(program, {});
    assert.deepEqual(JSON.parse(output), [
      ...texts,
      ...texts.map((given) => given + value + given),
    ]);
    assert.deepEqual(programs.notAsGofmt, []);
  });

  it("in PowerShell mean the text that was given", async () => {
    const read = await powershellReader();
    const around = (given: string) => [
      { piece: "text", text: given } as const,
      { piece: "expression", code: "$value" } as const,
      { piece: "text", text: given } as const,
    ];
    const expressions = texts.flatMap((given) => [
      powershellLiteral(given),
      powershellText(around(given)),
      powershellLines(around(given)),
      powershellLines([{ piece: "text", text: given }]),
    ]);
    const program = read(expressions.map((expression) => `$x = ${expression}\n`).join(""));
    assert.deepEqual(program.errors, []);
    assert.deepEqual(
      program.assignedTo("$x"),
      texts.flatMap((given) => [given, given + unknown + given, given + unknown + given, given]),
    );
  });

  it("show no control character but tabs and line feeds in JavaScript, Python and Go", () => {
    for (const given of texts) {
      for (const literal of [javascriptLiteral, pythonLiteral, goLiteral].map((of) => of(given))) {
        assert.doesNotMatch(literal, /[^\P{Cc}\t\n]|[\u2028\u202e\ufeff]/u);
      }
    }
  });

  it("stand on one line unless the text has several", () => {
    assert.equal(javascriptLiteral("it's\n"), `"it's\\n"`);
    assert.equal(pythonLiteral('{"a": 1}'), `'{"a": 1}'`);
    assert.equal(pythonLiteral("a\nb"), '"""a\nb"""');
    assert.equal(javascriptLiteral("a\nb"), "`a\nb`");
    assert.equal(goLiteral("it's\n"), `"it's\\n"`);
    assert.equal(goLiteral('{"a": 1}'), '`{"a": 1}`');
    assert.equal(goLiteral("a\nb"), "`a\nb`");
  });
});

function partsAround(given: string) {
  const literal = { part: "text", text: given } as const;
  return [literal, { part: "body" } as const, literal];
}
