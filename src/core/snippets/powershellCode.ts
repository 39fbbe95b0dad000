import { type PowershellPiece, powershellText } from "./powershellText.ts";
import {
  aliasOf,
  type BasestringPart,
  type RecipeBody,
  type SecretPart,
  type Value,
} from "./recipe.ts";

/** PowerShell code in the making: its lines, and the functions that they need. */
export interface PowershellCode {
  readonly functions: Set<string>;
  readonly lines: string[];
  readonly body: RecipeBody;
}

/** The piece of a text, as it stands in code. */
export function pieceOf(part: BasestringPart): PowershellPiece {
  if (part.part === "text") return { piece: "text", text: part.text };
  if (part.part === "body") return { piece: "expression", code: "$body" };
  return { piece: "expression", code: encodedAs(part.as, powershellName(part.value)) };
}

/** An expression for a secret behind a prefix. */
export function secretText(parts: readonly SecretPart[], prefix = ""): string {
  const pieces = parts.map((part) =>
    part.part === "text"
      ? ({ piece: "text", text: part.text } as const)
      : ({ piece: "expression", code: `$${part.variable.name}` } as const),
  );
  return powershellText([{ piece: "text", text: prefix }, ...pieces]);
}

/** The variable that holds a value. */
export function powershellName(value: Value): string {
  return `$${aliasOf(value)?.name ?? value.name}`;
}

/** The expression of the bytes of a text. */
export function utf8Bytes(text: string): string {
  return `[Text.Encoding]::UTF8.GetBytes(${text})`;
}

/** A call of a function that is written above the other lines. */
export function base64Url(bytes: string, { functions }: PowershellCode): string {
  functions.add(`function ConvertTo-Base64Url([byte[]]$Bytes) {
    [Convert]::ToBase64String($Bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_')
}`);
  return `(ConvertTo-Base64Url ${inArgument(bytes)})`;
}

/** As `base64Url`, for the way back; it minds neither the alphabet nor the padding. */
export function bytesOfBase64(text: string, { functions }: PowershellCode): string {
  // The comma keeps the bytes together, which PowerShell would return one by one.
  functions.add(`function ConvertFrom-Base64([string]$Text) {
    $Text = $Text.TrimEnd('=').Replace('-', '+').Replace('_', '/')
    , [Convert]::FromBase64String($Text + '=' * ((4 - $Text.Length % 4) % 4))
}`);
  return `ConvertFrom-Base64 ${inArgument(text)}`;
}

function inArgument(expression: string): string {
  return /^\$\w+$/.test(expression) ? expression : `(${expression})`;
}

function encodedAs(encoding: "itself" | "json" | "form", name: string): string {
  switch (encoding) {
    case "itself":
      return name;
    case "json":
      return `ConvertTo-Json ${name}`;
    case "form":
      return `[Uri]::EscapeDataString(${name})`;
  }
}
