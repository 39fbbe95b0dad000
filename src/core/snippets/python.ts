import type { LanguageResult } from "./language.ts";
import {
  emptyPythonCode,
  type PythonCode,
  partExpression,
  pythonName,
  pythonProgram,
} from "./pythonCode.ts";
import { pythonLiteral, pythonText } from "./pythonText.ts";
import { writePythonValue } from "./pythonValues.ts";
import { aliasOf, type Recipe, type RecipeHeader, stepsOf, type Variable } from "./recipe.ts";

/** The recipe in Python with `urllib`; only asymmetric JWTs need a package, PyJWT. */
export function writePython(recipe: Recipe): LanguageResult {
  const code = emptyPythonCode(recipe.body, "urllib.request");
  writeSteps(recipe, code);
  code.lines.push(
    "request = urllib.request.Request(",
    ...argumentLines(recipe, code),
    ")",
    "with urllib.request.urlopen(request) as response:",
    "    print(response.status, response.read().decode())",
  );
  return { outcome: "written", code: pythonProgram(code) };
}

/** The recipe in Python with the packages `requests` and, for JWTs, PyJWT. */
export function writePythonRequests(recipe: Recipe): LanguageResult {
  const code = emptyPythonCode(recipe.body, "requests");
  writeSteps(recipe, code);
  code.lines.push(
    "response = requests.post(",
    ...argumentLines(recipe, code),
    ")",
    "print(response.status_code, response.text)",
    "response.raise_for_status()",
  );
  return { outcome: "written", code: pythonProgram(code) };
}

function writeSteps(recipe: Recipe, code: PythonCode): void {
  for (const variable of recipe.variables) writeVariable(variable, code);
  if (recipe.variables.length > 0) code.lines.push("");
  for (const step of stepsOf(recipe)) {
    if (step === "body") code.lines.push(`body = ${bodyExpression(code)}`);
    else if (aliasOf(step) === undefined) writePythonValue(step, code);
  }
  code.lines.push("");
}

function writeVariable({ environmentName, name, holds }: Variable, code: PythonCode): void {
  const { imports, lines } = code;
  imports.add("os").add("sys");
  if (holds === "literal-secret-key") {
    lines.push("# The secret key that stands in the trigger file; keep it out of code.");
  } else if (holds === "private-key") {
    lines.push("# The PEM of the private key whose public key the trigger has.");
  }
  const complaint = `Set the environment variable ${environmentName}.`;
  lines.push(`${name} = os.getenv("${environmentName}") or sys.exit("${complaint}")`);
}

function bodyExpression(code: PythonCode): string {
  const { body, imports } = code;
  if (body.kind === "text") {
    const terms = body.parts.map((part) =>
      part.part === "text" ? pythonLiteral(part.text) : partExpression(part, code),
    );
    return terms.join(" + ");
  }
  imports.add("base64");
  return `base64.b64decode("${Buffer.from(body.bytes).toString("base64")}")`;
}

function argumentLines({ url, headers, body }: Recipe, code: PythonCode): readonly string[] {
  return [
    `    ${pythonText(url, (part) => partExpression(part, code))},`,
    `    data=${body.kind === "bytes" ? "body" : "body.encode()"},`,
    "    headers={",
    ...headers.map(
      ({ name, content }) => `        ${pythonLiteral(name)}: ${headerExpression(content)},`,
    ),
    "    },",
  ];
}

function headerExpression(content: RecipeHeader["content"]): string {
  // Text is sent as Latin-1, so that text which may be more than ASCII is given as bytes.
  if (content.part === "value") {
    const name = pythonName(content.value);
    return content.value.alphabet === "any" ? `${name}.encode()` : name;
  }
  const literal = pythonLiteral(content.text);
  return /^\p{ASCII}*$/u.test(content.text) ? literal : `${literal}.encode()`;
}
