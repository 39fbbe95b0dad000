import { type Entry, isNull, type Node, nameOf, textOf } from "./node.ts";
import { problem, type Report } from "./problem.ts";
import { closest } from "./suggest.ts";

/** The entries of a mapping by their keys. */
export type Entries = ReadonlyMap<string, Entry>;

/** The entries of a mapping, or of nothing at all; undefined, with a problem, for anything else. */
export function entriesOf(node: Node, wanted: string, report: Report): Entries | undefined {
  if (isNull(node)) return new Map();
  if (node.kind !== "mapping") {
    if (node.kind !== "unreadable") {
      report(problem("wrong-type", node.range, { wanted, found: nameOf(node) }));
    }
    return undefined;
  }
  const entries = new Map<string, Entry>();
  for (const entry of node.entries) {
    const key = textOf(entry.key);
    if (key === undefined) {
      const { range } = entry.key.kind === "scalar" ? node : entry.key;
      report(problem("wrong-type", range, { wanted: "a key", found: nameOf(entry.key) }));
    } else if (entries.has(key)) {
      report(problem("duplicate-key", entry.key.range, { key }));
    } else {
      entries.set(key, entry);
    }
  }
  return entries;
}

/** Reports the keys that nothing knows, and gives those that were probably meant by them. */
export function reportUnknownKeys(
  entries: Entries,
  known: readonly string[],
  of: string,
  report: Report,
): ReadonlySet<string> {
  const meant = new Set<string>();
  for (const [key, entry] of entries) {
    if (known.includes(key)) continue;
    const missing = known.filter((name) => !entries.has(name));
    const suggestion = closest(key, missing);
    if (suggestion !== undefined) meant.add(suggestion);
    report(problem("unknown-key", entry.key.range, { key, of, suggestion, known: missing }));
  }
  return meant;
}

/** The one entry of a list item that is tagged by its key; undefined, with a problem, for others. */
export function singleEntryOf(
  node: Node,
  words: readonly string[],
  of: string,
  report: Report,
): Entry | undefined {
  if (node.kind !== "mapping") {
    reportNoTag(node, words, report);
    return undefined;
  }
  const entries = entriesOf(node, of, report) ?? new Map<string, Entry>();
  const [tag, ...others] = [...entries.keys()].filter((key) => words.includes(key));
  const tagged = tag === undefined ? undefined : entries.get(tag);
  if (tag === undefined || tagged === undefined) {
    const [first] = entries;
    if (first !== undefined) reportUnknownKeys(new Map([first]), words, of, report);
    else if (node.entries.length === 0) reportNoTag(node, words, report);
    return undefined;
  }
  const rest = [...entries].filter(([key]) => key !== tag);
  const [firstOfRest] = rest;
  if (firstOfRest !== undefined && others.length === 0 && isNull(tagged.value)) {
    const [key, { key: place }] = firstOfRest;
    report(problem("not-indented", place.range, { key, of: tag }));
    const range = { start: place.range.start, end: node.range.end };
    const fields = rest.map(([, entry]) => entry);
    return { key: tagged.key, value: { kind: "mapping", entries: fields, flow: false, range } };
  }
  const otherWords = words.filter((word) => word !== tag);
  for (const [key, entry] of rest) {
    if (others.includes(key)) report(problem("several-keys", entry.key.range, { key }));
    else reportUnknownKeys(new Map([[key, entry]]), otherWords, of, report);
  }
  return tagged;
}

function reportNoTag(node: Node, words: readonly string[], report: Report): void {
  if (node.kind === "unreadable") return;
  const wanted = words.map((word) => `\`${word}:\``).join(" or ");
  report(problem("wrong-type", node.range, { wanted, found: nameOf(node) }));
}
