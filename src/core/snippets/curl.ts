import type { LanguageResult } from "./language.ts";
import { isPrintable } from "./literals.ts";
import { type Recipe, type RecipeBody, stepsOf, type Value, type Variable } from "./recipe.ts";
import { expansion, localName, piecesOf, type ShellCode, text } from "./shellCode.ts";
import { shellWord } from "./shellText.ts";
import { writeShellValue } from "./shellValues.ts";
import type { SnippetProblem } from "./snippetProblem.ts";

/** With more characters a body may be too long for an argument (128 KiB on Linux). */
const longestArgument = 30_000;

/** The recipe as a POSIX shell script with curl, and openssl for signatures. */
export function writeCurl(given: Recipe): LanguageResult {
  const recipe = { ...given, body: shellBody(given.body) };
  const problem = problemOf(recipe);
  if (problem !== undefined) return { outcome: "impossible", problem };
  const code: ShellCode = {
    functions: new Set(),
    lines: [],
    body: recipe.body,
    environmentNames: new Set(recipe.variables.map(({ environmentName }) => environmentName)),
  };
  for (const step of stepsOf(recipe)) {
    if (step === "body") writeBody(code);
    else writeShellValue(step, code);
  }
  writeCall(recipe, code);
  const head = [...recipe.variables.flatMap(checkOf), ...code.functions];
  const lines = ["#!/bin/sh", ...head, ...(head.length > 0 ? [""] : []), ...code.lines];
  return { outcome: "written", code: `${lines.join("\n")}\n` };
}

/** A body that a shell variable cannot hold, or that an editor would change, becomes bytes. */
function shellBody(body: RecipeBody): RecipeBody {
  if (body.kind === "bytes") return body;
  const [only, ...others] = body.parts;
  return others.length === 0 && only?.part === "text" && !isPrintable(only.text)
    ? { kind: "bytes", bytes: Buffer.from(only.text) }
    : body;
}

function problemOf({ variables, values, body }: Recipe): SnippetProblem | undefined {
  const unreadable = variables.find(
    ({ environmentName }) => !/^[A-Za-z_]\w*$/.test(environmentName),
  );
  if (unreadable !== undefined) {
    return { problem: "variable-not-in-language", name: unreadable.environmentName };
  }
  const bodyParts = body.kind === "text" ? body.parts : [];
  const parts = [
    ...bodyParts,
    ...values.flatMap(({ source }) => ("basestring" in source ? source.basestring : [])),
  ];
  if (parts.some((part) => part.part === "text" && part.text.includes("\0"))) {
    return { problem: "text-not-in-language" };
  }
  return values.map(algorithmProblem).find((problem) => problem !== undefined);
}

/** openssl writes ECDSA signatures in another form than a JWT has, and reads no pipe for Ed25519. */
function algorithmProblem({ source }: Value): SnippetProblem | undefined {
  return source.from === "jwt" && source.algorithm.startsWith("E")
    ? { problem: "algorithm-not-in-language", algorithm: source.algorithm }
    : undefined;
}

function checkOf({ environmentName, holds }: Variable): readonly string[] {
  const check = `: "\${${environmentName}:?Set this environment variable.}"`;
  switch (holds) {
    case "secret":
      return [check];
    case "literal-secret-key":
      return ["# The secret key that stands in the trigger file; keep it out of code.", check];
    case "private-key":
      return ["# The PEM of the private key whose public key the trigger has.", check];
  }
}

function writeBody(code: ShellCode): void {
  const { body, lines } = code;
  if (body.kind === "bytes") {
    const rows =
      Buffer.from(body.bytes)
        .toString("base64")
        .match(/.{1,64}/g) ?? [];
    lines.push("body() {", "  openssl base64 -d <<'END'", ...rows, "END", "}");
    return;
  }
  const pieces = body.parts.flatMap((part) => piecesOf(part, code));
  lines.push(`${localName("body", code)}=${shellWord(pieces)}`);
}

function writeCall({ url, headers, body }: Recipe, code: ShellCode): void {
  // curl would read brackets and braces as patterns.
  const isPattern = url.some((part) => part.part === "text" && /[[\]{}]/.test(part.text));
  const options = isPattern ? "--fail-with-body --globoff" : "--fail-with-body";
  const headerLines = headers.map(({ name, content }) => {
    const value = content.part === "text" ? content : ({ ...content, as: "itself" } as const);
    return `  -H ${shellWord([text(`${name}: `), ...piecesOf(value, code)])} \\`;
  });
  const address = shellWord(url.flatMap((part) => piecesOf(part, code)));
  const { input, data } = dataOf(body, code);
  code.lines.push(
    "",
    `${input}curl ${options} ${address} \\`,
    ...headerLines,
    `  --data-binary ${data}`,
  );
}

function dataOf(
  body: RecipeBody,
  code: ShellCode,
): { readonly input: string; readonly data: string } {
  if (body.kind === "bytes") return { input: "body | ", data: "@-" };
  const [first] = body.parts;
  const length = JSON.stringify(body.parts).length;
  const word = shellWord([expansion(`$${localName("body", code)}`)]);
  // An argument that begins with @ would be the name of a file.
  return first?.part === "text" && !first.text.startsWith("@") && length < longestArgument
    ? { input: "", data: word }
    : { input: `printf %s ${word} | `, data: "@-" };
}
