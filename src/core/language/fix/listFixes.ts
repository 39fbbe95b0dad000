import type { Range } from "../position.ts";
import type { Problem } from "../problem.ts";
import { type Fix, possibleFix, sureFix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import type { FixSource } from "./fixSource.ts";
import { movedUnderTag, splitOff } from "./moves.ts";
import { entryRemoval, itemRemoval } from "./removal.ts";
import { entryAt } from "./spot.ts";

/** Makes an item of its own of a second tag in one item. */
export const fixSeveralKeys: Fixer<"several-keys"> = (source, { range, data: { key } }) => {
  const spot = entryAt(source, range);
  return spot === undefined ? [] : sureFix(`Put \`- \` before \`${key}\``, splitOff(source, spot));
};

/** Moves what stands too far to the left. */
export const fixNotIndented: Fixer<"not-indented"> = (source, { range, data: { of } }) => {
  const spot = entryAt(source, range);
  return spot === undefined
    ? []
    : sureFix(`Move it to the right, into \`${of}\``, movedUnderTag(source, spot));
};

/** Takes a response away that nobody gets. */
export const fixResponseNotUsed: Fixer<"response-not-used"> = (source, { range }) =>
  withoutItem(source, range, "Remove this response");

/** Takes a limit away that refuses nothing. */
export function fixPointlessLimit(source: FixSource, { range }: Problem): readonly Fix[] {
  return withoutItem(source, range, "Remove this limit");
}

/** Takes the second payload of a test away. */
export const fixAmbiguousPayload: Fixer<"test-payload-ambiguous"> = (source, { range, data }) => {
  const spot = entryAt(source, range);
  return spot === undefined
    ? []
    : possibleFix(`Remove \`${data.key}\``, entryRemoval(source, spot));
};

function withoutItem(source: FixSource, head: Range, title: string) {
  const spot = entryAt(source, head)?.above;
  return spot?.kind === "item" ? sureFix(title, itemRemoval(source, spot)) : [];
}
