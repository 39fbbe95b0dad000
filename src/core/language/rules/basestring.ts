import { type Placeholder, placeholdersIn } from "../../trigger/placeholders.ts";
import type { HmacAuthentication } from "../../trigger/trigger.ts";
import {
  authenticationsOf,
  type Located,
  partRange,
  type ReadTrigger,
  valueRange,
} from "../located.ts";
import { type Problem, problem } from "../problem.ts";
import { isHeaderName } from "./lookups.ts";
import type { Rule } from "./rule.ts";

/** Rules about what the sender of an HMAC signs. */
export const basestringRules: readonly Rule[] = [
  perBasestring(circle),
  perBasestring(delimiters),
  perBasestring(headerNames),
  perBasestring(unknownPlaceholders),
];

type Hmac = Located<HmacAuthentication>;

function perBasestring(
  check: (item: Hmac, placeholders: readonly Placeholder[]) => Iterable<Problem>,
): Rule {
  return function* (trigger: ReadTrigger) {
    for (const item of authenticationsOf(trigger, "hmac")) {
      yield* check(item, placeholdersIn(item.value.basestringFormat, "basestring"));
    }
  };
}

/** A signature cannot be part of what it signs. */
function* circle(item: Hmac, placeholders: readonly Placeholder[]) {
  const { tokenLookupNamespace: namespace, tokenLookupKey: key } = item.value;
  const range = valueRange(item, "tokenLookupNamespace");
  if (namespace === "url-encoded-body" || namespace === "json-body") {
    if (placeholders.some(({ kind }) => kind === "body")) {
      yield problem("signature-circle", range, { part: "body" });
    }
  } else if (namespace === "http-header" && placeholders.some(isHeader(key))) {
    yield problem("signature-circle", range, { part: "header" });
  }
}

/** Tells the placeholder of a header, whose name has no case. */
export function isHeader(name: string): (placeholder: Placeholder) => boolean {
  return (placeholder) =>
    placeholder.kind === "header" && placeholder.name.toLowerCase() === name.toLowerCase();
}

function* delimiters(item: Hmac, placeholders: readonly Placeholder[]) {
  for (const [index, { start, end }] of placeholders.entries()) {
    const next = placeholders[index + 1];
    if (next?.start !== end) continue;
    const range = partRange(item, "basestringFormat", { start, end: next.end });
    yield problem("basestring-without-delimiter", range);
  }
}

function* headerNames(item: Hmac, placeholders: readonly Placeholder[]) {
  for (const placeholder of placeholders) {
    const { kind, name } = placeholder;
    if (kind !== "header" || isHeaderName(name)) continue;
    yield problem("header-name-invalid", partRange(item, "basestringFormat", placeholder), {
      name,
    });
  }
}

function* unknownPlaceholders(item: Hmac, placeholders: readonly Placeholder[]) {
  // A bare word, or one with something behind a colon: braces of JSON have quotes in them.
  const braces = /\{\s*([A-Za-z][\w-]*)\s*(?::\s*([^{}"']*))?\}/g;
  for (const match of item.value.basestringFormat.matchAll(braces)) {
    const [text, word = "", name] = match;
    const { index: start } = match;
    if (placeholders.some((placeholder) => placeholder.start === start)) continue;
    const range = partRange(item, "basestringFormat", { start, end: start + text.length });
    const suggestion = suggestionFor(word.toLowerCase(), name?.trim());
    yield problem("unknown-placeholder", range, { text, suggestion });
  }
}

function suggestionFor(word: string, name: string | undefined): string | undefined {
  if (word === "header" && name !== undefined && isHeaderName(name)) return `{header:${name}}`;
  return word === "body" ? "{body}" : undefined;
}
