import { javascriptLiteral, javascriptText } from "./javascriptText.ts";
import {
  type JavascriptCode,
  javascriptName,
  partExpression,
  writeJavascriptValue,
} from "./javascriptValues.ts";
import type { LanguageResult } from "./language.ts";
import { aliasOf, type Recipe, type RecipeHeader, stepsOf, type Variable } from "./recipe.ts";

/** The recipe as a JavaScript module for Node, with `fetch` and nothing to install. */
export function writeJavascript(recipe: Recipe): LanguageResult {
  const code: JavascriptCode = { imports: new Set(), lines: [], body: recipe.body };
  for (const step of stepsOf(recipe)) {
    if (step === "body") code.lines.push(`const body = ${bodyExpression(recipe)};`);
    else if (aliasOf(step) === undefined) writeJavascriptValue(step, code);
  }
  const imports = [...code.imports].sort().join(", ");
  const variables = recipe.variables.flatMap(variableLines);
  const lines = [
    ...(imports === "" ? [] : [`import { ${imports} } from "node:crypto";`, ""]),
    ...(variables.length === 0 ? [] : [...variables, ""]),
    ...code.lines,
    "",
    ...callLines(recipe),
  ];
  return { outcome: "written", code: `${lines.join("\n")}\n` };
}

function variableLines({ environmentName, name, holds }: Variable): readonly string[] {
  const property = /^[A-Za-z_]\w*$/.test(environmentName)
    ? `.${environmentName}`
    : `["${environmentName}"]`;
  const lines = [
    `const ${name} = process.env${property};`,
    `if (!${name}) throw new Error("Set the environment variable ${environmentName}.");`,
  ];
  switch (holds) {
    case "secret":
      return lines;
    case "literal-secret-key":
      return ["// The secret key that stands in the trigger file; keep it out of code.", ...lines];
    case "private-key":
      return ["// The PEM of the private key whose public key the trigger has.", ...lines];
  }
}

function bodyExpression({ body }: Recipe): string {
  if (body.kind === "bytes") {
    return `Buffer.from("${Buffer.from(body.bytes).toString("base64")}", "base64")`;
  }
  const expressions = body.parts.map((part) =>
    part.part === "text" ? javascriptLiteral(part.text) : partExpression(part),
  );
  return expressions.join(" + ");
}

function callLines({ url, headers }: Recipe): readonly string[] {
  return [
    `const response = await fetch(${javascriptText(url, partExpression)}, {`,
    '  method: "POST",',
    "  headers: {",
    ...headers.map(({ name, content }) => `    ${keyOf(name)}: ${headerExpression(content)},`),
    "  },",
    "  body,",
    "});",
    "console.log(response.status, await response.text());",
    "if (!response.ok) process.exitCode = 1;",
  ];
}

function keyOf(header: string): string {
  // Without the brackets this would set the prototype of the object.
  return header === "__proto__" ? '["__proto__"]' : javascriptLiteral(header);
}

function headerExpression(content: RecipeHeader["content"]): string {
  // fetch sends one byte for each character of a header.
  const bytes = (text: string) => `Buffer.from(${text}).toString("latin1")`;
  if (content.part === "value") {
    const name = javascriptName(content.value);
    return content.value.alphabet === "any" ? bytes(name) : name;
  }
  const literal = javascriptLiteral(content.text);
  return /^\p{ASCII}*$/u.test(content.text) ? literal : bytes(literal);
}
