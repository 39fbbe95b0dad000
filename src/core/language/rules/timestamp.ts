import { type Placeholder, placeholdersIn } from "../../trigger/placeholders.ts";
import type { WebTimestamp } from "../../trigger/trigger.ts";
import {
  authenticationsOf,
  hasUnknownAuthentication,
  itemsOf,
  type ReadTrigger,
  valueRange,
} from "../located.ts";
import { problem } from "../problem.ts";
import { isHeader } from "./basestring.ts";
import type { Rule } from "./rule.ts";

/** Rules about timestamps. */
export const timestampRules: readonly Rule[] = [signedTimestamp];

/** A timestamp that no signature covers can be renewed by anyone who replays the request. */
function* signedTimestamp(trigger: ReadTrigger) {
  const signed = authenticationsOf(trigger, "hmac").map(({ value }) =>
    placeholdersIn(value.basestringFormat, "basestring"),
  );
  if (signed.length === 0 || hasUnknownAuthentication(trigger)) return;
  for (const item of itemsOf(trigger.conditions, "web-timestamp")) {
    if (signed.some((parts) => covers(parts, item.value))) continue;
    const addition = additionFor(item.value);
    const range = valueRange(
      item,
      item.value.timestampLookupNamespace === "http-header"
        ? "timestampLookupKey"
        : "timestampLookupNamespace",
    );
    yield problem("timestamp-not-signed", range, { addition });
  }
}

function covers(placeholders: readonly Placeholder[], timestamp: WebTimestamp): boolean {
  switch (timestamp.timestampLookupNamespace) {
    case "http-header":
      return placeholders.some(isHeader(timestamp.timestampLookupKey));
    case "querystring":
      return false;
    case "url-encoded-body":
    case "json-body":
      return placeholders.some(({ kind }) => kind === "body");
  }
}

/** The placeholder whose addition to a basestring covers the timestamp. */
function additionFor(timestamp: WebTimestamp): string | undefined {
  switch (timestamp.timestampLookupNamespace) {
    case "http-header":
      return `{header:${timestamp.timestampLookupKey}}`;
    case "querystring":
      return undefined;
    case "url-encoded-body":
    case "json-body":
      return "{body}";
  }
}
