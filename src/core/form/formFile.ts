import { type DocumentItem, partsOf } from "../language/document.ts";
import { type FixSource, fixSourceOf } from "../language/fix/fixSource.ts";
import type { Range } from "../language/position.ts";

/** A trigger file as a form reads it: in pieces, each of which is parsed once for as long as it stays. */
export interface FormFile {
  readonly text: string;
  readonly lineEnd: "\n" | "\r\n";
  /** The comments before the first piece. */
  readonly comments: readonly Range[];
  readonly pieces: readonly PlacedPiece[];
  /** The triggers, in order. */
  readonly items: readonly FormItem[];
}

/** A piece of the text, parsed by itself; its ranges count from where it begins. */
interface PlacedPiece {
  readonly start: number;
  readonly source: FixSource;
}

/** An item of the file's list with the piece that it stands in. */
export interface FormItem extends DocumentItem {
  readonly piece: PlacedPiece;
}

/** Reads a text for a form; pieces that stand in the file before are not parsed again. */
export function formFileOf(text: string, before?: FormFile): FormFile {
  const known = new Map(before?.pieces.map(({ source }) => [source.text, source]));
  const parsed = ({ start, end }: Range): PlacedPiece => {
    const piece = text.slice(start, end);
    const source = known.get(piece) ?? fixSourceOf(piece);
    known.set(piece, source);
    return { start, source };
  };
  const { pieces: ranges, comments } = partsOf(text);
  const parts = ranges.map(parsed);
  const [first] = ranges;
  const last = ranges.at(-1);
  // An alias may mean an anchor in another piece.
  const pieces =
    first !== undefined && last !== undefined && parts.length > 1 && parts.some(hasAnchors)
      ? [parsed({ start: first.start, end: last.end })]
      : parts;
  const items = pieces.flatMap((piece) =>
    piece.source.items.map((item): FormItem => ({ ...item, piece })),
  );
  const lineEnd = /\r?\n/.exec(text)?.[0] === "\r\n" ? "\r\n" : "\n";
  return { text, lineEnd, comments, pieces, items };
}

/** A range of a piece as one of the whole text. */
export function rangeIn(piece: PlacedPiece, { start, end }: Range): Range {
  return { start: start + piece.start, end: end + piece.start };
}

function hasAnchors({ source: { text, marks } }: PlacedPiece): boolean {
  return marks.some(({ start }) => text[start] === "&" || text[start] === "*");
}
