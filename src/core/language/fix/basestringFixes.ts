import { placeholdersIn } from "../../trigger/placeholders.ts";
import type { HmacAuthentication } from "../../trigger/trigger.ts";
import { authenticationsOf, type Located } from "../located.ts";
import { textOf } from "../node.ts";
import type { TextEdit } from "../textEdit.ts";
import { keysOf } from "./fields.ts";
import { type Edits, possibleFix, sureFix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import { type FixSource, triggerAt } from "./fixSource.ts";
import { signedTimestampIn } from "./freshValue.ts";
import { insertBelow, insertItem } from "./insertion.ts";
import { entryAt, spotAt } from "./spot.ts";

/** Signs the timestamp together with what is signed already. */
export const fixTimestampNotSigned: Fixer<"timestamp-not-signed"> = (source, problem) => {
  const { addition } = problem.data;
  const trigger = triggerAt(source, problem.range.start);
  const [hmac] = trigger === undefined ? [] : authenticationsOf(trigger, "hmac");
  if (addition === undefined || hmac === undefined) return [];
  return possibleFix(`Add \`${addition}\` to the basestring`, withSigned(source, hmac, addition));
};

/** Makes signed requests expire: with a header that is signed already, or with a new one. */
export const fixHmacWithoutTimestamp: Fixer<"hmac-without-timestamp"> = (source, { range }) => {
  const trigger = triggerAt(source, range.start);
  const owner = trigger && entryAt(source, trigger.head);
  const hmac =
    trigger && authenticationsOf(trigger, "hmac").find(({ head }) => head.start === range.start);
  if (owner === undefined || hmac === undefined || trigger === undefined) return [];
  const signed = signedTimestampIn(trigger);
  const header = signed ?? "X-Timestamp";
  const value = {
    "web-timestamp": {
      "timestamp-lookup-namespace": "http-header",
      "timestamp-lookup-key": header,
      "drift-tolerance": 300,
    },
  };
  const order = keysOf("trigger");
  const added = insertItem(source, owner, { key: "conditions", value, order });
  const covered = signed === undefined ? withSigned(source, hmac, `{header:${header}}`) : [];
  if (added === undefined || covered === undefined) return [];
  const title =
    signed === undefined
      ? `Sign a timestamp in \`${header}\` and check it`
      : `Check the timestamp in \`${header}\``;
  return possibleFix(title, joined(covered, added));
};

/** Puts the delimiter of the basestring, or else a dot, between two values. */
export const fixBasestringDelimiter: Fixer<"basestring-without-delimiter"> = (source, problem) => {
  const { range } = problem;
  const written = source.text.slice(range.start, range.end);
  const gap = written.indexOf("}{") + 1;
  const spot = spotAt(source, range);
  if (gap === 0 || written.indexOf("}{", gap) !== -1 || spot?.kind !== "entry") return [];
  const delimiter = delimiterIn(textOf(spot.entry.value) ?? "");
  const at = range.start + gap;
  return possibleFix(`Put \`${delimiter}\` between them`, [
    { range: { start: at, end: at }, text: delimiter },
  ]);
};

/** Writes the placeholder that was probably meant. */
export const fixUnknownPlaceholder: Fixer<"unknown-placeholder"> = ({ text }, problem) => {
  const { range, data } = problem;
  if (data.suggestion === undefined || text.slice(range.start, range.end) !== data.text) return [];
  return sureFix(`Change to \`${data.suggestion}\``, [{ range, text: data.suggestion }]);
};

/** The edits that let the signature cover a further placeholder, before the body if it is there. */
function withSigned(source: FixSource, hmac: Located<HmacAuthentication>, addition: string): Edits {
  const { basestringFormat } = hmac.value;
  const delimiter = delimiterIn(basestringFormat);
  const place = hmac.places.basestringFormat;
  if (place === undefined) {
    const owner = entryAt(source, hmac.head);
    const fresh = {
      key: "basestring-format",
      value: `${addition}${delimiter}${basestringFormat}`,
      order: keysOf("web-authentication"),
    };
    return owner && insertBelow(source, owner, fresh);
  }
  const { value } = place;
  if (value.kind !== "scalar" || value.verbatimAt === undefined) return undefined;
  // A plain scalar may not begin with a brace.
  const isPlain = value.verbatimAt === value.range.start;
  const body = placeholdersIn(basestringFormat, "basestring").find(({ kind }) => kind === "body");
  const offset = body?.start ?? basestringFormat.length;
  const text = body === undefined ? `${delimiter}${addition}` : `${addition}${delimiter}`;
  if ((isPlain && offset === 0) || !/^\{[\w:.-]+\}$/.test(addition)) return undefined;
  const at = value.verbatimAt + offset;
  return [{ range: { start: at, end: at }, text }];
}

/** What stands between two placeholders, or before or behind one. */
function delimiterIn(format: string): string {
  const between = /\}([.:|])\{/.exec(format) ?? /([.:|])\{|\}([.:|])/.exec(format);
  return between?.[1] ?? between?.[2] ?? ".";
}

/** Edits that come together; two insertions at one place in the order of the text to be. */
function joined(first: readonly TextEdit[], second: readonly TextEdit[]): readonly TextEdit[] {
  const edits = [...first];
  for (const edit of second) {
    const index = edits.findIndex(({ range }) => range.start === edit.range.start);
    const same = edits[index];
    if (same === undefined) edits.push(edit);
    else edits[index] = { range: edit.range, text: same.text + edit.text };
  }
  return edits;
}
