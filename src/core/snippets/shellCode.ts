import { aliasOf, type BasestringPart, type RecipeBody, type SecretPart } from "./recipe.ts";
import type { ShellPiece } from "./shellText.ts";
import { freeName } from "./variables.ts";

/** A shell script in the making: the functions that its lines call, and the lines. */
export interface ShellCode {
  readonly functions: Set<string>;
  readonly lines: string[];
  readonly body: RecipeBody;
  /** An assignment to one of these names would overwrite a secret. */
  readonly environmentNames: ReadonlySet<string>;
}

const functions = {
  base64url: "base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }",
  hex: "hex() { od -An -v -tx1 | tr -d ' \\n'; }",
  json: `json() { printf %s "$1" | sed 's/["\\\\]/\\\\&/g'; }`,
  percent: `percent() { printf %s "$1" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g'; }`,
} as const;

/** The name of a function, which the script then has. */
export function functionNamed(name: keyof typeof functions, code: ShellCode): string {
  code.functions.add(functions[name]);
  return name;
}

/** A shell variable of this name or one like it. */
export function localName(name: string, { environmentNames }: ShellCode): string {
  return freeName(name, environmentNames);
}

/** The pieces of a shell word that a part of a text becomes. */
export function piecesOf(part: BasestringPart, code: ShellCode): readonly ShellPiece[] {
  if (part.part === "text") return [text(part.text)];
  if (part.part === "body") return [expansion(`$${localName("body", code)}`)];
  const name = aliasOf(part.value)?.environmentName ?? part.value.name;
  switch (part.as) {
    case "itself":
      return [expansion(`$${name}`)];
    case "json":
      return [text('"'), expansion(`$(${functionNamed("json", code)} "$${name}")`), text('"')];
    case "form":
      return [expansion(`$(${functionNamed("percent", code)} "$${name}")`)];
  }
}

/** The pieces of a shell word that is the secret. */
export function secretPieces(parts: readonly SecretPart[]): readonly ShellPiece[] {
  return parts.map((part) =>
    part.part === "text" ? text(part.text) : expansion(`$${part.variable.environmentName}`),
  );
}

/** A piece that is quoted as it stands. */
export function text(content: string): ShellPiece {
  return { piece: "text", text: content };
}

/** A piece that the shell fills in. */
export function expansion(code: string): ShellPiece {
  return { piece: "expansion", code };
}
