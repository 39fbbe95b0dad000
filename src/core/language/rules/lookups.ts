import type { Namespace } from "../../trigger/trigger.ts";
import { itemsOf, type Placed, type ReadTrigger, valueRange } from "../located.ts";
import { problem } from "../problem.ts";
import type { Rule } from "./rule.ts";

/** Rules about the places where tokens and timestamps are looked up. */
export const lookupRules: readonly Rule[] = [headerName, topLevelKey];

/** Whether a header can have this name (RFC 9110, section 5.1). */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}

function* headerName(trigger: ReadTrigger) {
  for (const { item, field, namespace, key } of lookupsIn(trigger)) {
    if (namespace === "http-header" && !isHeaderName(key)) {
      yield problem("header-name-invalid", valueRange(item, field), { name: key });
    }
  }
}

function* topLevelKey(trigger: ReadTrigger) {
  for (const { item, field, namespace, key } of lookupsIn(trigger)) {
    if (namespace === "json-body" && /[.[\]]/.test(key)) {
      yield problem("json-key-not-top-level", valueRange(item, field), { key });
    }
  }
}

interface Lookup {
  readonly item: Placed;
  readonly field: "tokenLookupKey" | "timestampLookupKey";
  readonly namespace: Namespace;
  readonly key: string;
}

function* lookupsIn({ conditions }: ReadTrigger): Iterable<Lookup> {
  for (const item of itemsOf(conditions, "web-authentication")) {
    const { tokenLookupNamespace: namespace, tokenLookupKey: key } = item.value;
    yield { item, field: "tokenLookupKey", namespace, key };
  }
  for (const item of itemsOf(conditions, "web-timestamp")) {
    const { timestampLookupNamespace: namespace, timestampLookupKey: key } = item.value;
    yield { item, field: "timestampLookupKey", namespace, key };
  }
}
