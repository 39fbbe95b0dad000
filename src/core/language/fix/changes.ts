import type { TextEdit } from "../textEdit.ts";

/** Edits of a text, and then edits of what they made of it, as edits of the text. */
export function changesAfter(
  first: readonly TextEdit[],
  second: readonly TextEdit[],
): readonly TextEdit[] {
  const before = piecesAfter([{ kind: "kept", start: 0, end: Number.POSITIVE_INFINITY }], first);
  return editsFrom(piecesAfter(before, second));
}

/** What a text is made of: parts of the text before, and what is new. */
type Piece =
  | { readonly kind: "kept"; readonly start: number; readonly end: number }
  | { readonly kind: "new"; readonly text: string };

function piecesAfter(pieces: readonly Piece[], edits: readonly TextEdit[]): readonly Piece[] {
  const changed: Piece[] = [];
  let end = 0;
  for (const { range, text } of edits.toSorted((a, b) => a.range.start - b.range.start)) {
    changed.push(...partOf(pieces, end, range.start), { kind: "new", text });
    end = range.end;
  }
  return [...changed, ...partOf(pieces, end, Number.POSITIVE_INFINITY)];
}

function* partOf(pieces: readonly Piece[], start: number, end: number): Iterable<Piece> {
  let at = 0;
  for (const piece of pieces) {
    const length = piece.kind === "new" ? piece.text.length : piece.end - piece.start;
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, length);
    if (from < to && piece.kind === "new") {
      yield { kind: "new", text: piece.text.slice(from, to) };
    } else if (from < to && piece.kind === "kept") {
      yield { kind: "kept", start: piece.start + from, end: piece.start + to };
    }
    at += length;
  }
}

function editsFrom(pieces: readonly Piece[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  let end = 0;
  let text = "";
  for (const piece of pieces) {
    if (piece.kind === "new") {
      text += piece.text;
      continue;
    }
    if (text !== "" || piece.start > end) {
      edits.push({ range: { start: end, end: piece.start }, text });
    }
    end = piece.end;
    text = "";
  }
  return edits;
}
