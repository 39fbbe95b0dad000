import { launchIdOf } from "../../trigger/address.ts";
import { type Node, textOf } from "../node.ts";
import { isHeaderName } from "../rules/lookups.ts";
import { possibleFix, sureFix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import { quoted, replacement } from "./replacement.ts";
import { entryAt, spotAt } from "./spot.ts";

/** Writes the word that was probably meant, or else offers those there are. */
export const fixUnknownWord: Fixer<"unknown-word"> = ({ text }, { range, data }) => {
  const { word, suggestion, known } = data;
  const meant = suggestion ?? onlyWordIn(word, known);
  const change = (to: string) => [`Change to \`${to}\``, replacement(text, range, to)] as const;
  if (meant !== undefined) return sureFix(...change(meant));
  return known.length > 5 ? [] : known.flatMap((each) => possibleFix(...change(each)));
};

/** Takes the sign away from a negative number. */
export const fixNumberNotPositive: Fixer<"number-not-positive"> = ({ text }, { range }) => {
  const digits = /^-([1-9]\d{0,14})$/.exec(slice(text, range))?.[1];
  if (digits === undefined) return [];
  return possibleFix(`Change to ${digits}`, [
    { range: { start: range.start, end: range.start + 1 }, text: "" },
  ]);
};

/** Puts what JSON does not have in quotes. */
export const fixNotJson: Fixer<"not-json"> = (source, { range }) => {
  const spot = spotAt(source, range);
  if (spot === undefined) return [];
  const nodes: readonly Node[] =
    spot.kind === "item" ? [spot.node] : [spot.entry.key, spot.entry.value];
  const node = nodes.find((one) => one.range.start === range.start && one.range.end === range.end);
  if (node?.kind !== "scalar" || node.source === "") return [];
  if (slice(source.text, range) !== node.source) return [];
  return sureFix("Put it in quotes", [{ range, text: quoted(node.source) }]);
};

/** Writes the part of an address that is the launch URL, and `https://` where nothing is said. */
export const fixLaunchUrl: Fixer<"launch-url-invalid"> = (source, { range }) => {
  const spot = entryAt(source, range);
  const address = (spot && textOf(spot.entry.value)) ?? "";
  const launch =
    /^\s*(?:(https?):\/\/)?([^/?#:\s]+(?::\d+)?\/api\/v0\/launch\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:[/?#\s].*)?$/i;
  const [, scheme = "https", rest] = launch.exec(address) ?? [];
  const whole = `${scheme}://${rest}/`;
  if (rest === undefined || launchIdOf(whole) === undefined) return [];
  return sureFix("Write the launch URL alone", replacement(source.text, range, whole));
};

/** Writes `node.input` where the parts are there and only put together differently. */
export const fixPayloadInput: Fixer<"payload-input-malformed"> = (source, { range }) => {
  const spot = entryAt(source, range);
  const written = (spot && textOf(spot.entry.value)) ?? "";
  const [, node, input] = /^([^./:\s]+)(?:\.inputs?\.|[/:])([^./:\s]+)$/.exec(written) ?? [];
  if (node === undefined || input === undefined) return [];
  const name = `${node}.${input}`;
  return sureFix(`Change to \`${name}\``, replacement(source.text, range, name));
};

/** Writes a header's name without what does not belong to it. */
export const fixHeaderName: Fixer<"header-name-invalid"> = (
  { text },
  { range, data: { name } },
) => {
  const bare = name.trim().replace(/\s*:$/, "");
  const joined = bare.replace(/\s+/g, "-");
  const isPlaceholder = slice(text, range) === `{header:${name}}`;
  const edits = (to: string) =>
    isPlaceholder ? [{ range, text: `{header:${to}}` }] : replacement(text, range, to);
  if (isHeaderName(bare)) return sureFix(`Change to \`${bare}\``, edits(bare));
  return isHeaderName(joined) ? possibleFix(`Change to \`${joined}\``, edits(joined)) : [];
};

/** Adds the blank that follows a scheme. */
export const fixPrefixWithoutBlank: Fixer<"prefix-without-blank"> = ({ text }, { range, data }) => {
  const old = slice(text, range);
  const quote = old.startsWith("'") ? "'" : '"';
  const prefix = `${quote}${data.prefix} ${quote}`;
  return sureFix("Add the blank that follows it", [{ range, text: prefix }]);
};

/** The one word that is part of this one, or that this one is part of. */
function onlyWordIn(word: string, known: readonly string[]): string | undefined {
  const letters = bare(word);
  const candidates = known.filter(
    (each) => letters.includes(bare(each)) || (letters.length > 2 && bare(each).includes(letters)),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

function bare(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, "");
}

function slice(text: string, { start, end }: { readonly start: number; readonly end: number }) {
  return text.slice(start, end);
}
