import { actions, conditions } from "../../trigger/catalog.ts";
import { textOf } from "../node.ts";
import { type Fix, sureFix } from "./fix.ts";
import type { Fixer, ProblemOf } from "./fixer.ts";
import type { FixSource } from "./fixSource.ts";
import { isMappingOf, itemized } from "./moves.ts";
import { entryAt } from "./spot.ts";

/** Takes a number out of its quotes, and makes a list of what was meant as one. */
export const fixWrongType: Fixer<"wrong-type"> = (source, problem) => [
  ...numberOutOfQuotes(source, problem),
  ...listOfEntries(source, problem),
];

function numberOutOfQuotes({ text }: FixSource, { range, data }: ProblemOf<"wrong-type">) {
  const written = text.slice(range.start, range.end);
  const digits = /^(["'])\s*([1-9]\d{0,14})\s*\1$/.exec(written)?.[2];
  if (data.wanted !== "a number without quotes" || digits === undefined) return [];
  return sureFix("Remove the quotes", [{ range, text: digits }]);
}

function listOfEntries(source: FixSource, { range }: ProblemOf<"wrong-type">): readonly Fix[] {
  const spot = entryAt(source, range);
  const known = wordsByList[(spot && textOf(spot.entry.key)) ?? ""];
  if (spot === undefined || known === undefined) return [];
  const { value } = spot.entry;
  if (!isMappingOf(value, known)) return [];
  return sureFix("Put `- ` before each key", itemized(source.text, value));
}

const wordsByList: Readonly<Record<string, readonly string[]>> = {
  conditions: Object.keys(conditions),
  actions: Object.keys(actions),
};
