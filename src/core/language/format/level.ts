/** A list or mapping that is open where a line begins, with its columns before and after. */
export interface Level {
  readonly kind: "list" | "mapping";
  readonly before: number;
  readonly after: number;
}

/**
 * The level to which a dash, or anything else, at a column belongs: one that is open, or a new one.
 * What is further to the right is closed.
 */
export function levelAt(
  levels: Level[],
  kind: Level["kind"],
  column: number,
  indent: number,
): Level {
  let top = levels.at(-1);
  while (top !== undefined && isOver(top, kind, column)) {
    levels.pop();
    top = levels.at(-1);
  }
  if (top?.before === column && top.kind === kind) return top;
  const level = { kind, before: column, after: top === undefined ? 0 : insideOf(top, indent) };
  levels.push(level);
  return level;
}

/** The column of what is inside a level: behind the dash and one blank, or to the right of the key. */
export function insideOf({ kind, after }: Level, indent: number): number {
  return after + (kind === "list" ? 2 : indent);
}

/** A list may stand as far to the left as the key that it belongs to, so that the next key ends it. */
function isOver(level: Level, kind: Level["kind"], column: number): boolean {
  if (level.before !== column) return level.before > column;
  return level.kind === "list" && kind === "mapping";
}

/** The column for a comment: that of the line behind it, or of a level before that is as far to the right. */
export function commentColumn(
  column: number,
  levels: readonly Level[],
  next: Level | undefined,
): number {
  const level = levels.findLast(
    ({ before }) => before <= column && (next === undefined || before > next.before),
  );
  return level?.after ?? next?.after ?? 0;
}
