import type { Json } from "../../trigger/trigger.ts";
import { isNull, textOf } from "../node.ts";
import { fieldAt, keysOf, kindAround } from "./fields.ts";
import { type Fix, possibleFix, sureFix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import type { FixSource } from "./fixSource.ts";
import { freshValue } from "./freshValue.ts";
import { insertBelow, insertEntry } from "./insertion.ts";
import { movedIntoTrigger } from "./moves.ts";
import { entryRemoval } from "./removal.ts";
import { replacement } from "./replacement.ts";
import { type EntrySpot, entryAt, entryEnd } from "./spot.ts";
import { inBrackets, writtenLike } from "./writing.ts";

/** Writes the key that was probably meant, or else takes the unknown one away. */
export const fixUnknownKey: Fixer<"unknown-key"> = (source, { range, data }) => {
  const { key, suggestion } = data;
  if (suggestion !== undefined) {
    return sureFix(`Change to \`${suggestion}\``, replacement(source.text, range, suggestion));
  }
  const spot = entryAt(source, range);
  if (spot === undefined) return [];
  const moved = movedIntoTrigger(source, spot);
  if (moved !== undefined) return sureFix(`Move \`${key}\` into \`trigger\``, moved);
  return spot.holder.entries.length === 1
    ? []
    : possibleFix(`Remove \`${key}\``, entryRemoval(source, spot));
};

/** Takes the second of two equal keys away; surely only when it says the same again. */
export const fixDuplicateKey: Fixer<"duplicate-key"> = (source, { range, data: { key } }) => {
  const spot = entryAt(source, range);
  if (spot === undefined) return [];
  const first = spot.holder.entries.find((entry) => textOf(entry.key) === key);
  const saysTheSame =
    first !== undefined && valueText(source, first) === valueText(source, spot.entry);
  const offer = saysTheSame ? sureFix : possibleFix;
  return offer(`Remove the second \`${key}\``, entryRemoval(source, spot));
};

/** Adds the key with a useful value, where there is one. */
export const fixMissingKey: Fixer<"missing-key"> = (source, { range, data: { key, of } }) => {
  const spot = entryAt(source, range);
  if (spot === undefined) return [];
  const neighbors = of === "test" ? spot.holder : spot.entry.value;
  const fresh = freshValue(source, { kind: of, key, neighbors, at: range.start });
  if (fresh === undefined) return [];
  const entry = { key, value: fresh.value, order: keysOf(of) };
  const edits =
    of === "test" ? insertEntry(source, spot.holder, entry) : insertBelow(source, spot, entry);
  const offer = fresh.isUsual ? sureFix : possibleFix;
  return offer(`Add \`${key}: ${inBrackets(fresh.value)}\``, edits);
};

/** Gives the key a useful value, or takes it away where it may be left out. */
export const fixEmptyValue: Fixer<"empty-value"> = (source, { range, data: { key } }) => {
  const spot = entryAt(source, range);
  if (spot === undefined || textOf(spot.entry.key) !== key) return [];
  const kind = kindAround(spot);
  const fresh = freshValue(source, { kind, key, neighbors: spot.holder, at: range.start });
  const isKnown = keysOf(kind).includes(key) || keysOf(key).includes(key);
  const isRequired = fieldAt(spot)?.required ?? key === "refused-by";
  return [
    ...(fresh === undefined || !isKnown
      ? []
      : possibleFix(
          `Write \`${key}: ${inBrackets(fresh.value)}\``,
          valueEdits(source, spot, fresh.value),
        )),
    ...(isRequired ? [] : possibleFix(`Remove \`${key}\``, entryRemoval(source, spot))),
  ];
};

/** Takes a key away that has no effect. */
export const fixFieldNotUsed: Fixer<"field-not-used"> = (source, { range, data: { key } }) =>
  removedSurely(source, entryAt(source, range), `Remove \`${key}\``);

/** Takes a key away that the hosted form lacks, when it says what holds without it. */
export const fixNotPortable: Fixer<"not-portable"> = (source, { range, data: { key } }) => {
  const spot = entryAt(source, range);
  const fallback = spot && fieldAt(spot)?.fallback;
  if (spot === undefined || textOf(spot.entry.value) !== fallback) return [];
  return removedSurely(source, spot, `Remove \`${key}\`, which changes nothing`);
};

function removedSurely(
  source: FixSource,
  spot: EntrySpot | undefined,
  title: string,
): readonly Fix[] {
  return spot === undefined ? [] : sureFix(title, entryRemoval(source, spot));
}

function valueText({ text }: FixSource, { value }: EntrySpot["entry"]): string {
  return text.slice(value.range.start, value.range.end);
}

function valueEdits({ text }: FixSource, { entry, holder }: EntrySpot, value: Json) {
  const { range } = entry.value;
  if (isNull(entry.value) && entry.value.source === "") {
    const at = entryEnd(text, entry);
    if (
      at === undefined ||
      !text.slice(0, at).endsWith(":") ||
      /^[ \t]+[&!]/.test(text.slice(at))
    ) {
      return undefined;
    }
    const quote = holder.flow && text[entry.key.range.start] === '"' ? "always" : "as needed";
    return [{ range: { start: at, end: at }, text: ` ${inBrackets(value, quote)}` }];
  }
  const old = text.slice(range.start, range.end);
  const written = typeof value === "string" ? writtenLike(old, value) : inBrackets(value);
  return [{ range, text: written }];
}
