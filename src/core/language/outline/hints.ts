import { durationText } from "../durationText.ts";
import type { Placed } from "../located.ts";
import type { Range } from "../position.ts";
import { readTriggers } from "../readTriggers.ts";

/** A few words that are shown behind a value, and are no part of the text. */
export interface InlayHint {
  readonly offset: number;
  readonly text: string;
}

/** The lengths of time in a piece of a text in words, except those that read well as seconds. */
export function inlayHints(text: string, range: Range): readonly InlayHint[] {
  const hints = readTriggers(text).flatMap(({ conditions }) => conditions.flatMap(hintsOf));
  const byOffset = new Map(hints.map((hint) => [hint.offset, hint]));
  return [...byOffset.values()].filter(
    ({ offset }) => range.start <= offset && offset <= range.end,
  );
}

function hintsOf({ places }: Placed): readonly InlayHint[] {
  return [places.period, places.driftTolerance].flatMap((place) => {
    const node = place?.value;
    if (node?.kind !== "scalar" || typeof node.value !== "number") return [];
    if (!Number.isSafeInteger(node.value) || node.value < 60) return [];
    return [{ offset: node.range.end, text: durationText(node.value) }];
  });
}
