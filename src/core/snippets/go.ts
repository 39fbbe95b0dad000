import { calling, type GoCode, goProgram, importing } from "./goCode.ts";
import { goLiteral, goText } from "./goText.ts";
import { goName, partExpression, writeGoValue } from "./goValues.ts";
import type { LanguageResult } from "./language.ts";
import { aliasOf, type Recipe, stepsOf, type Variable } from "./recipe.ts";

/** The recipe as a Go program of one file, with the standard library alone. */
export function writeGo(recipe: Recipe): LanguageResult {
  const code: GoCode = { imports: new Set(), functions: new Set(), lines: [] };
  for (const variable of recipe.variables) writeVariable(variable, code);
  if (recipe.variables.length > 0) code.lines.push("");
  for (const step of stepsOf(recipe)) {
    if (step === "body") code.lines.push(`body := ${bodyExpression(recipe, code)}`);
    else if (aliasOf(step) === undefined) writeGoValue(step, code);
  }
  writeCall(recipe, code);
  return { outcome: "written", code: goProgram(code) };
}

function writeVariable({ environmentName, name, holds }: Variable, code: GoCode): void {
  importing(code, "log", "os");
  if (holds === "literal-secret-key") {
    code.lines.push("// The secret key that stands in the trigger file; keep it out of code.");
  } else if (holds === "private-key") {
    code.lines.push("// The PEM of the private key whose public key the trigger has.");
  }
  code.lines.push(
    `${name} := os.Getenv("${environmentName}")`,
    `if ${name} == "" {`,
    `\tlog.Fatal("Set the environment variable ${environmentName}.")`,
    "}",
  );
}

/** A string of Go holds any bytes, so that a body of bytes needs no type of its own. */
function bodyExpression({ body }: Recipe, code: GoCode): string {
  if (body.kind === "text") return goText(body.parts, (part) => partExpression(part, code));
  importing(code, "encoding/base64");
  const base64 = Buffer.from(body.bytes).toString("base64");
  return `string(${calling(code, "must", `base64.StdEncoding.DecodeString("${base64}")`)})`;
}

function writeCall({ url, headers }: Recipe, code: GoCode): void {
  importing(code, "fmt", "io", "net/http", "os", "strings");
  const address = goText(url, (part) => partExpression(part, code), "+");
  const newRequest = `http.NewRequest("POST", ${address}, strings.NewReader(body))`;
  code.lines.push(
    "",
    `request := ${calling(code, "must", newRequest)}`,
    ...headers.map(({ name, content }) => {
      const value = content.part === "text" ? goLiteral(content.text) : goName(content.value);
      return `request.Header.Set(${goLiteral(name)}, ${value})`;
    }),
    `response := ${calling(code, "must", "http.DefaultClient.Do(request)")}`,
    `answer := ${calling(code, "must", "io.ReadAll(response.Body)")}`,
    "fmt.Println(response.Status, string(answer))",
    "if response.StatusCode >= 300 {",
    "\tos.Exit(1)",
    "}",
  );
}
