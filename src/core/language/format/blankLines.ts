import type { LaidOut } from "./layout.ts";

/** Which blank lines go, and before which lines some come. */
export interface BlankLines {
  readonly removed: ReadonlySet<number>;
  readonly addedBefore: ReadonlySet<number>;
}

/** At most one blank line anywhere, at least one between items, and none at the ends. */
export function blankLines(layout: readonly LaidOut[]): BlankLines {
  const removed = new Set<number>();
  const addedBefore = new Set<number>();
  let before: number | undefined;
  let lastContent: number | undefined;
  for (const [index, { kind }] of layout.entries()) {
    if (kind === "blank" && (before === undefined || layout[before]?.kind === "blank")) {
      removed.add(index);
      continue;
    }
    before = index;
    if (kind === "blank" || kind === "comment") continue;
    if (kind === "item" && lastContent !== undefined) {
      const place = placeOfBlank(layout, lastContent, index);
      if (place !== undefined) addedBefore.add(place);
    }
    lastContent = kind === "marker" ? undefined : index;
  }
  if (before !== undefined && layout[before]?.kind === "blank") removed.add(before);
  return { removed, addedBefore };
}

/** Before an item, or the comments right above it; undefined where a blank line is, or would be read. */
function placeOfBlank(
  layout: readonly LaidOut[],
  lastContent: number,
  item: number,
): number | undefined {
  if (layout.slice(lastContent, item).some(({ kind }) => kind === "blank")) return undefined;
  const indent = layout[item]?.indent;
  let place = item;
  while (place - 1 > lastContent && layout[place - 1]?.indent === indent) place -= 1;
  return layout[place - 1]?.keepsBlanks === true ? undefined : place;
}
