import { textOf } from "../node.ts";
import type { Problem } from "../problem.ts";
import { type Fix, possibleFix } from "./fix.ts";
import type { FixSource } from "./fixSource.ts";
import { freshName } from "./freshValue.ts";
import { replacement } from "./replacement.ts";
import { entryAt } from "./spot.ts";

/** Gives a trigger a name, and with it an address, that no other one of the file has. */
export function fixSharedName(source: FixSource, { range }: Problem): readonly Fix[] {
  const spot = entryAt(source, range);
  const name = spot && textOf(spot.entry.value);
  if (spot === undefined || name === undefined || textOf(spot.entry.key) !== "name") return [];
  const fresh = freshName(source, name);
  return possibleFix(`Rename it to \`${fresh}\``, replacement(source.text, range, fresh));
}
