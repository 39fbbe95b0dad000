import { hexDigits } from "./literals.ts";

/** A piece of a text: text as it is, or an expression such as `$name` that gives a string. */
export type PowershellPiece =
  | { readonly piece: "text"; readonly text: string }
  | { readonly piece: "expression"; readonly code: string };

/** What stands in code as it is; Windows PowerShell reads a file without a byte order mark as no UTF-8. */
const plain = /^[ -~]*$/;

/** A text as a PowerShell literal, in ASCII and on one line. */
export function powershellLiteral(text: string): string {
  const isQuoted = text.includes("'") && !/["`$]/.test(text);
  return plain.test(text) && !isQuoted
    ? `'${text.replaceAll("'", "''")}'`
    : `"${withEscapes(text)}"`;
}

/** An expression for a text in pieces: a string that expands, or a sum where that would need escapes. */
export function powershellText(pieces: readonly PowershellPiece[]): string {
  const merged = withoutNeighborTexts(pieces);
  const [only] = merged;
  if (only === undefined) return "''";
  const needsEscapes = merged.some(
    (piece) => piece.piece === "text" && /["`$]|[^ -~\n\t]/.test(piece.text),
  );
  if (merged.length === 1 || needsEscapes) {
    return merged
      .map((piece) => (piece.piece === "text" ? powershellLiteral(piece.text) : term(piece.code)))
      .join(" + ");
  }
  return `"${merged.map((piece, index) => expanded(piece, merged[index + 1])).join("")}"`;
}

/** The expression of a text that may have several lines, each on a line of its own. */
export function powershellLines(pieces: readonly PowershellPiece[]): string {
  const lines: PowershellPiece[][] = [[]];
  for (const piece of pieces) {
    const [first, ...others] =
      piece.piece === "text"
        ? piece.text.split("\n").map((text) => ({ piece: "text", text }) as const)
        : [piece];
    if (first !== undefined) lines.at(-1)?.push(first);
    lines.push(...others.map((other) => [other]));
  }
  const isOneLine = lines.slice(1).every((line) => powershellText(line) === "''");
  if (isOneLine) return powershellText(pieces);
  return `@(\n${lines.map((line) => `    ${powershellText(line)}\n`).join("")}) -join "\`n"`;
}

function expanded(piece: PowershellPiece, next: PowershellPiece | undefined): string {
  if (piece.piece === "text") return withEscapes(piece.text);
  const name = /^\$(\w+)$/.exec(piece.code)?.[1];
  if (name === undefined) return `$(${piece.code})`;
  // A colon would make the name that of a drive, and a question mark can be part of it.
  return next?.piece === "text" && /^[\w:?]/.test(next.text) ? `\${${name}}` : piece.code;
}

/** A call of a command is an expression only in parentheses. */
function term(code: string): string {
  return /^[A-Z]\w+-/.test(code) ? `(${code})` : code;
}

function withoutNeighborTexts(pieces: readonly PowershellPiece[]): readonly PowershellPiece[] {
  const merged: PowershellPiece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece.piece === "text" && last?.piece === "text") {
      merged[merged.length - 1] = { piece: "text", text: last.text + piece.text };
    } else if (piece.piece === "expression" || piece.text !== "") merged.push(piece);
  }
  return merged;
}

const escapes: Readonly<Record<string, string>> = {
  "\0": "`0",
  "\t": "`t",
  "\n": "`n",
  "\r": "`r",
};

function withEscapes(text: string): string {
  return text
    .replace(/["`$]/g, "`$&")
    .replace(/[^ -~]/gu, (character) => escapes[character] ?? charOf(character));
}

function charOf(character: string): string {
  const hex = `0x${hexDigits(character.codePointAt(0) ?? 0, 2)}`;
  return character.length > 1 ? `$([char]::ConvertFromUtf32(${hex}))` : `$([char]${hex})`;
}
