import { type Assumption, assumptions } from "../../trigger/assumptions.ts";
import type { AuthType, Namespace } from "../../trigger/trigger.ts";
import type { FieldName } from "../located.ts";

/** What we decided about a field where the reference is silent. */
export function assumptionOfField(property: string): string | undefined {
  return sentence(lookedUp(ofFields, property));
}

/** What we decided about a word where the reference is silent. */
export function assumptionOfWord(word: string): string | undefined {
  return sentence(lookedUp({ ...ofNamespaces, ...ofAuthTypes }, word));
}

const ofFields: Readonly<Partial<Record<FieldName, Assumption>>> = {
  name: "method",
  conditions: "evaluation",
  actions: "answer",
  secretKey: "secret",
  basestringFormat: "basestring",
  tokenLookupKey: "duplicates",
  valuePrefix: "prefix",
  digestEncoding: "digestCase",
  timestampLookupKey: "duplicates",
  driftTolerance: "timestamp",
  period: "rateLimit",
  quota: "rateLimit",
  text: "responses",
  document: "responses",
  payloadInputName: "payloadFile",
};

const ofNamespaces: Readonly<Record<Namespace, Assumption>> = {
  "http-header": "duplicates",
  querystring: "formBody",
  "url-encoded-body": "formBody",
  "json-body": "jsonBody",
};

const ofAuthTypes: Readonly<Record<AuthType, Assumption>> = {
  static: "staticToken",
  hmac: "bytes",
  jwt: "jwtClaims",
};

function sentence(assumption: Assumption | undefined): string | undefined {
  if (assumption === undefined) return undefined;
  return `*Where the reference is silent:* ${assumptions[assumption]}`;
}

function lookedUp(table: Readonly<Partial<Record<string, Assumption>>>, key: string) {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
