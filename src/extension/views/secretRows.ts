import type { CheckedFile } from "../../core/language/check.ts";
import type { KnownSecret } from "../../core/language/languageContext.ts";
import type { Range } from "../../core/language/position.ts";
import { readTriggers } from "../../core/language/readTriggers.ts";
import { secretNamesIn } from "../../core/secrets/resolve.ts";

/** A secret as the view shows it; never its value. */
export interface SecretRow {
  readonly name: string;
  /** Where it is found; undefined when it is not set for at least one of the files that use it. */
  readonly source: KnownSecret["source"] | undefined;
  readonly uses: readonly SecretUse[];
}

/** A secret key that refers to a secret. */
export interface SecretUse {
  readonly path: string;
  readonly trigger: string;
  readonly range: Range;
}

/** Where a secret is found for the triggers of a file. */
export type SourceOf = (name: string, path: string) => KnownSecret["source"] | undefined;

/** The secrets that triggers refer to, and those that are kept without being referred to, by name. */
export function secretRows(
  files: readonly CheckedFile[],
  keptNames: readonly string[],
  sourceOf: SourceOf,
): readonly SecretRow[] {
  const uses = new Map<string, SecretUse[]>(keptNames.map((name) => [name, []]));
  for (const { path, text } of files) {
    for (const { name, use } of usesIn(path, text)) {
      const known = uses.get(name);
      if (known === undefined) uses.set(name, [use]);
      else known.push(use);
    }
  }
  return [...uses]
    .map(([name, own]) => ({ name, uses: own, source: sourceFor(name, own, sourceOf) }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

function usesIn(path: string, text: string) {
  return readTriggers(text).flatMap((trigger) =>
    trigger.conditions.flatMap(({ value, places }) =>
      value?.type !== "web-authentication"
        ? []
        : secretNamesIn(value.secretKey).map((name) => {
            const range = places.secretKey?.value.range ?? trigger.head;
            return { name, use: { path, trigger: trigger.name, range } };
          }),
    ),
  );
}

function sourceFor(
  name: string,
  uses: readonly SecretUse[],
  sourceOf: SourceOf,
): KnownSecret["source"] | undefined {
  // What is kept and not used is found in the secret storage, whichever file would ask.
  if (uses.length === 0) return "secret storage";
  const sources = uses.map(({ path }) => sourceOf(name, path));
  return sources.includes(undefined) ? undefined : sources[0];
}
