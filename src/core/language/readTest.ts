import { conditions } from "../trigger/catalog.ts";
import { expectationKeys, payloadKeys, timeKey, verdictWords } from "../trigger/testWords.ts";
import { timeIn } from "../trigger/time.ts";
import {
  type Expectation,
  reasons,
  type TestPayload,
  type TestRequest,
} from "../trigger/trigger.ts";
import { entriesOf, reportUnknownKeys } from "./entries.ts";
import type { Entry } from "./node.ts";
import { problem, type Report } from "./problem.ts";
import { readJson } from "./readJson.ts";
import { type Read, readText, readWord, reportEmpty } from "./readScalar.ts";

type PayloadKey = keyof typeof payloadKeys;

/** Reads what a test sends, and when. */
export function readRequest(entry: Entry, report: Report): Read<TestRequest> {
  const entries = entriesOf(entry.value, "a mapping such as `json: {}`", report);
  if (entries === undefined) return undefined;
  reportUnknownKeys(entries, [...Object.keys(payloadKeys), timeKey.name], "request", report);
  const time = entries.get(timeKey.name);
  const at = time === undefined ? { value: undefined } : readTime(time, report);
  const [key, ...others] = [...entries.keys()].filter(isPayloadKey);
  const payloadEntry = key === undefined ? undefined : entries.get(key);
  if (key === undefined || payloadEntry === undefined) {
    return at && { value: { payload: { from: "nothing" }, at: at.value } };
  }
  for (const other of others) {
    const place = entries.get(other)?.key ?? entry.key;
    report(problem("test-payload-ambiguous", place.range, { key: other, other: key }));
  }
  const payload = readPayload(key, payloadEntry, report);
  if (at === undefined || payload === undefined || others.length > 0) return undefined;
  return { value: { payload: payload.value, at: at.value } };
}

/** Reads the verdict that a test expects. */
export function readExpectation(entry: Entry, report: Report): Read<Expectation> {
  if (entry.value.kind !== "mapping") {
    const read = readWord(keysOf(verdictWords), entry, report);
    if (read === undefined) return undefined;
    if (read.value === "accepted") return { value: { verdict: "accepted" } };
    return { value: { verdict: "refused", by: undefined, reason: undefined } };
  }
  const entries = entriesOf(entry.value, "a verdict", report);
  if (entries === undefined) return undefined;
  reportUnknownKeys(entries, Object.keys(expectationKeys), "expect", report);
  const refusedBy = entries.get("refused-by");
  if (refusedBy === undefined) {
    report(problem("missing-key", entry.key.range, { key: "refused-by", of: "expect" }));
  }
  const by = refusedBy && readWord(keysOf(conditions), refusedBy, report);
  const reasonEntry = entries.get("reason");
  const reason =
    reasonEntry === undefined ? { value: undefined } : readWord(reasons, reasonEntry, report);
  if (by === undefined || reason === undefined) return undefined;
  return { value: { verdict: "refused", by: by.value, reason: reason.value } };
}

function isPayloadKey(key: string): key is PayloadKey {
  return Object.hasOwn(payloadKeys, key);
}

function readPayload(key: PayloadKey, entry: Entry, report: Report): Read<TestPayload> {
  switch (key) {
    case "json": {
      const document = readJson(entry, report);
      return document && { value: { from: key, document: document.value } };
    }
    case "form": {
      const fields = readForm(entry, report);
      return fields && { value: { from: key, fields: fields.value } };
    }
    case "body": {
      const text = readText(entry, report);
      return text && { value: { from: key, text: text.value } };
    }
    case "body-file":
    case "capture": {
      const path = readText(entry, report);
      if (path?.value === "") return reportEmpty(entry, report);
      return path && { value: { from: key, path: path.value } };
    }
  }
}

/** Reads form fields; a list behind a name is the same field several times. */
function readForm(entry: Entry, report: Report): Read<readonly (readonly [string, string])[]> {
  const entries = entriesOf(entry.value, "fields such as `name: text`", report);
  const fields: (readonly [string, string])[] = [];
  let isComplete = entries !== undefined;
  for (const [name, field] of entries ?? []) {
    const values = field.value.kind === "list" ? field.value.items : [field.value];
    for (const value of values) {
      const text = readText({ key: field.key, value }, report);
      if (text === undefined) isComplete = false;
      else fields.push([name, text.value]);
    }
  }
  return isComplete ? { value: fields } : undefined;
}

function readTime(entry: Entry, report: Report): Read<string> {
  const read = readText(entry, report);
  if (read === undefined || timeIn(read.value, 0) !== undefined) return read;
  report(problem("time-malformed", entry.value.range));
  return undefined;
}

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] {
  return Object.keys(table) as Key[];
}
