/** A piece of a shell word: text, or an expansion such as `$name`, which double quotes guard. */
export type ShellPiece =
  | { readonly piece: "text"; readonly text: string }
  | { readonly piece: "expansion"; readonly code: string };

/** A shell word of texts and expansions: in double quotes, unless its texts would need escapes there. */
export function shellWord(pieces: readonly ShellPiece[]): string {
  const merged = withoutNeighborTexts(pieces);
  const [only] = merged;
  if (only === undefined) return "''";
  if (merged.length === 1 && only.piece === "text") return singleQuoted(only.text);
  if (merged.some((piece) => piece.piece === "text" && /["$`\\!]/.test(piece.text))) {
    return merged
      .map((piece) => (piece.piece === "text" ? singleQuoted(piece.text) : `"${piece.code}"`))
      .join("");
  }
  const codes = merged.map((piece, index) => {
    if (piece.piece === "text") return piece.text;
    // After a bare name, zsh takes a colon or bracket for a part of the expansion.
    const next = merged[index + 1];
    return next?.piece === "text" && /^[\w:[]/.test(next.text)
      ? piece.code.replace(/^\$(\w+)$/, "$${$1}")
      : piece.code;
  });
  return `"${codes.join("")}"`;
}

function withoutNeighborTexts(pieces: readonly ShellPiece[]): readonly ShellPiece[] {
  const merged: ShellPiece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece.piece === "text" && last?.piece === "text") {
      merged[merged.length - 1] = { piece: "text", text: last.text + piece.text };
    } else if (piece.piece === "expansion" || piece.text !== "") merged.push(piece);
  }
  return merged;
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
