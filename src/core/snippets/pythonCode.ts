import { pythonLiteral, pythonText } from "./pythonText.ts";
import {
  aliasOf,
  type BasestringPart,
  type RecipeBody,
  type SecretPart,
  type Value,
} from "./recipe.ts";

/** Python code in the making: its lines, and the modules and functions that they need. */
export interface PythonCode {
  readonly imports: Set<string>;
  readonly functions: Set<string>;
  readonly lines: string[];
  readonly body: RecipeBody;
  /** Tokens are made by PyJWT even where the standard library would do. */
  readonly alwaysPyJwt: boolean;
}

/** Code that has nothing in it yet but the module that sends. */
export function emptyPythonCode(
  body: RecipeBody,
  module: "urllib.request" | "requests",
): PythonCode {
  return {
    imports: new Set([module]),
    functions: new Set(),
    lines: [],
    body,
    alwaysPyJwt: module === "requests",
  };
}

/** The whole program. */
export function pythonProgram({ imports, functions, lines }: PythonCode): string {
  const names = [...imports].sort();
  const blocks = [names.filter((name) => !isPackage(name)), names.filter(isPackage)].flatMap(
    (group) => (group.length === 0 ? [] : `${group.map((name) => `import ${name}\n`).join("")}\n`),
  );
  const definitions = [...functions].map((definition) => `\n${definition}\n\n\n`);
  return `${blocks.join("")}${definitions.join("")}${lines.join("\n")}\n`;
}

/** The expression of a piece of a text. */
export function partExpression(
  part: Exclude<BasestringPart, { part: "text" }>,
  { imports }: PythonCode,
): string {
  if (part.part === "body") return "body";
  const name = pythonName(part.value);
  switch (part.as) {
    case "itself":
      return name;
    case "json":
      imports.add("json");
      return `json.dumps(${name})`;
    case "form":
      imports.add("urllib.parse");
      return `urllib.parse.quote_plus(${name})`;
  }
}

/** An expression for a secret behind a prefix. */
export function secretText(parts: readonly SecretPart[], prefix = ""): string {
  const all = prefix === "" ? parts : [{ part: "text", text: prefix } as const, ...parts];
  return pythonText(all, ({ variable }) => variable.name);
}

/** The start of a sum whose first term is the prefix, if there is one. */
export function prefixTerm(prefix: string): string {
  return prefix === "" ? "" : `${pythonLiteral(prefix)} + `;
}

/** The variable that holds a value. */
export function pythonName(value: Value): string {
  return aliasOf(value)?.name ?? value.name;
}

function isPackage(name: string): boolean {
  return name === "jwt" || name === "requests";
}
