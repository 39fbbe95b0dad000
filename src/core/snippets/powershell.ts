import { isAsymmetric } from "../conditions/keys.ts";
import type { LanguageResult } from "./language.ts";
import { type PowershellCode, pieceOf, powershellName, utf8Bytes } from "./powershellCode.ts";
import { powershellLines, powershellLiteral, powershellText } from "./powershellText.ts";
import { writePowershellValue } from "./powershellValues.ts";
import {
  aliasOf,
  type Recipe,
  type RecipeHeader,
  type Source,
  stepsOf,
  type Value,
  type Variable,
} from "./recipe.ts";
import type { SnippetProblem } from "./snippetProblem.ts";

/** The recipe for PowerShell 7 and Windows PowerShell 5.1; only asymmetric JWTs need 7. */
export function writePowershell(recipe: Recipe): LanguageResult {
  const problem = problemOf(recipe);
  if (problem !== undefined) return { outcome: "impossible", problem };
  const code: PowershellCode = { functions: new Set(), lines: [], body: recipe.body };
  for (const step of stepsOf(recipe)) {
    if (step === "body") code.lines.push(`$body = ${bodyExpression(recipe)}`);
    else if (aliasOf(step) === undefined) writePowershellValue(step, code);
  }
  const variables = recipe.variables.flatMap(variableLines);
  const lines = [
    ...(recipe.values.some(({ source }) => needsSeven(source)) ? ["#Requires -Version 7.1"] : []),
    "$ErrorActionPreference = 'Stop'",
    ...variables,
    ...[...code.functions].flatMap((definition) => ["", definition]),
    "",
    ...code.lines,
    "",
    ...callLines(recipe),
  ];
  return { outcome: "written", code: `${lines.join("\n")}\n` };
}

function problemOf({ values, headers }: Recipe): SnippetProblem | undefined {
  for (const { name, content } of headers) {
    if (!isAscii(content.part === "text" ? content.text : literalsIn(content.value))) {
      return { problem: "header-not-in-language", name };
    }
  }
  return values.map(algorithmProblem).find((problem) => problem !== undefined);
}

/** .NET has neither SHA-224 nor Ed25519. */
function algorithmProblem({ source }: Value): SnippetProblem | undefined {
  if (source.from !== "hmac" && source.from !== "jwt") return undefined;
  const { algorithm } = source;
  return algorithm === "sha224" || algorithm === "EdDSA"
    ? { problem: "algorithm-not-in-language", algorithm }
    : undefined;
}

function literalsIn({ source }: Value): string {
  const secret = source.from === "secret" ? source.secret : [];
  const texts = secret.map((part) => (part.part === "text" ? part.text : ""));
  return ["prefix" in source ? source.prefix : "", ...texts].join("");
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

function needsSeven(source: Source): boolean {
  return source.from === "jwt" && isAsymmetric(source.algorithm);
}

function variableLines({ environmentName, name, holds }: Variable): readonly string[] {
  const variable = /^\w+$/.test(environmentName)
    ? `$env:${environmentName}`
    : `\${env:${environmentName}}`;
  const lines = [
    `$${name} = ${variable}`,
    `if (-not $${name}) { throw 'Set the environment variable ${environmentName}.' }`,
  ];
  switch (holds) {
    case "secret":
      return lines;
    case "literal-secret-key":
      return ["# The secret key that stands in the trigger file; keep it out of code.", ...lines];
    case "private-key":
      return ["# The PEM of the private key whose public key the trigger has.", ...lines];
  }
}

function bodyExpression({ body }: Recipe): string {
  return body.kind === "text"
    ? powershellLines(body.parts.map(pieceOf))
    : `[Convert]::FromBase64String('${Buffer.from(body.bytes).toString("base64")}')`;
}

/** Headers that Windows PowerShell takes only as parameters of their own. */
const parameters: Readonly<Record<string, string>> = {
  "content-type": "ContentType",
  "user-agent": "UserAgent",
};

/** Headers of HTTP itself, whose format PowerShell 7 checks. */
const checked =
  /^(?:accept|authorization|cache-control|content-|cookie|date|from|if-|range|referer|user-agent|via|warning)/i;

function callLines({ url, headers, body }: Recipe): readonly string[] {
  const own = headers.filter(({ name }) => parameters[name.toLowerCase()] !== undefined);
  const others = headers.filter((header) => !own.includes(header));
  const isChecked = headers.some(
    ({ name, content }) => checked.test(name) && content.part === "value",
  );
  return [
    "$request = @{",
    "    Method = 'Post'",
    `    Uri = ${powershellText(url.map(pieceOf))}`,
    ...own.map(
      (header) => `    ${parameters[header.name.toLowerCase()]} = ${headerExpression(header)}`,
    ),
    ...(others.length === 0 ? [] : ["    Headers = @{"]),
    ...others.map(
      (header) => `        ${powershellLiteral(header.name)} = ${headerExpression(header)}`,
    ),
    ...(others.length === 0 ? [] : ["    }"]),
    `    Body = ${body.kind === "bytes" ? "$body" : utf8Bytes("$body")}`,
    "    UseBasicParsing = $true",
    "}",
    ...(isChecked
      ? ["if ($PSVersionTable.PSVersion.Major -ge 7) { $request.SkipHeaderValidation = $true }"]
      : []),
    "$response = Invoke-WebRequest @request",
    '"$($response.StatusCode) $($response.Content)"',
  ];
}

function headerExpression({ content }: RecipeHeader): string {
  return content.part === "value" ? powershellName(content.value) : powershellLiteral(content.text);
}
