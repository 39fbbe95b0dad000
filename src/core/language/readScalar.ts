import { type Entry, isNull, nameOf, textOf } from "./node.ts";
import { placeholderIn } from "./placeholderIn.ts";
import { problem, type Report } from "./problem.ts";
import { closest } from "./suggest.ts";

/** A value that was read; undefined, with a problem, when there is none. */
export type Read<Value> = { readonly value: Value } | undefined;

/** Reads a text, maybe an empty one; numbers and booleans are taken as they are written. */
export function readText(entry: Entry, report: Report): Read<string> {
  const value = textOf(entry.value);
  if (value !== undefined) return { value };
  if (isNull(entry.value)) return reportEmpty(entry, report);
  const text = placeholderIn(entry.value);
  if (text === undefined) return reportWrongType(entry, "a text", report);
  report(problem("placeholder-not-quoted", entry.value.range, { text }));
  return undefined;
}

/** Reads one of the words. */
export function readWord<W extends string>(
  known: readonly W[],
  entry: Entry,
  report: Report,
): Read<W> {
  return readWordBy((text) => known.find((word) => word === text), known, entry, report);
}

/** Reads one of the words, in capital or small letters. */
export function readWordInAnyCase<W extends string>(
  known: readonly W[],
  entry: Entry,
  report: Report,
): Read<W> {
  const find = (text: string) => known.find((word) => word.toLowerCase() === text.toLowerCase());
  return readWordBy(find, known, entry, report);
}

function readWordBy<W extends string>(
  find: (text: string) => W | undefined,
  known: readonly W[],
  entry: Entry,
  report: Report,
): Read<W> {
  const read = readText(entry, report);
  if (read === undefined) return undefined;
  const { value: text } = read;
  if (text === "") return reportEmpty(entry, report);
  const value = find(text);
  if (value !== undefined) return { value };
  const suggestion = closest(text, known);
  const data = { word: text, key: keyOf(entry), suggestion, known };
  report(problem("unknown-word", entry.value.range, data));
  return undefined;
}

/** Reads a whole number above 0. */
export function readWholeNumber(entry: Entry, report: Report): Read<number> {
  const { value: node } = entry;
  if (isNull(node)) return reportEmpty(entry, report);
  if (node.kind !== "scalar" || typeof node.value !== "number") {
    return reportWrongType(entry, "a number without quotes", report);
  }
  if (Number.isSafeInteger(node.value) && node.value > 0) return { value: node.value };
  report(problem("number-not-positive", node.range, { key: keyOf(entry) }));
  return undefined;
}

/** The key before a value, as it is written. */
export function keyOf(entry: Entry): string {
  return textOf(entry.key) ?? "";
}

/** Reports that nothing stands behind a key. */
export function reportEmpty(entry: Entry, report: Report): undefined {
  const { range } = entry.value;
  const place = range.start === range.end ? entry.key.range : range;
  report(problem("empty-value", place, { key: keyOf(entry) }));
}

/** Reports that something else should stand behind a key. */
function reportWrongType(entry: Entry, wanted: string, report: Report): undefined {
  if (entry.value.kind === "unreadable") return;
  report(problem("wrong-type", entry.value.range, { wanted, found: nameOf(entry.value) }));
}
