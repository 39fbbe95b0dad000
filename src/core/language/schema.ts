import { actions, conditions, test, trigger } from "../trigger/catalog.ts";
import { authType, webAuthentication } from "../trigger/conditionCatalog.ts";
import type { Field, Word } from "../trigger/field.ts";
import {
  anyJson,
  anyText,
  expectationSchema,
  filledText,
  requestSchema,
  type Schema,
} from "./testSchema.ts";

/** The JSON Schema (draft-07) of a trigger file, made from the catalog: it accepts what can be read. */
export function triggerSchema(): Schema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Webhook triggers",
    type: ["array", "null"],
    items: tagged({ trigger: kindSchema("trigger", trigger) }),
  };
}

/** A mapping with one key, which says what stands behind it. */
function tagged(schemas: Readonly<Record<string, Schema>>): Schema {
  return {
    type: "object",
    minProperties: 1,
    maxProperties: 1,
    properties: schemas,
    additionalProperties: false,
  };
}

type Rows = Readonly<Record<string, Field<unknown>>>;

interface Described {
  readonly label: string;
  readonly help: string;
}

function kindSchema(type: string, kind: Described & { readonly fields: Rows }): Schema {
  const [first] = Object.values(kind.fields);
  // The only field of a response is the response itself.
  if (first?.name === type) return fieldSchema(first);
  return { ...described(kind), ...mappingSchema(kind.fields), additionalProperties: false };
}

function mappingSchema(fields: Rows): Schema {
  const rows = Object.values(fields);
  return {
    type: "object",
    required: rows.filter((field) => field.required).map((field) => field.name),
    properties: Object.fromEntries(rows.map((field) => [field.name, fieldSchema(field)])),
  };
}

/** The fields of every auth type are known, and those of the chosen one are checked. */
function authenticationSchema(): Schema {
  const { byAuthType } = webAuthentication;
  const rows = Object.values<Rows>(byAuthType).flatMap((fields) => Object.values(fields));
  return {
    ...described(webAuthentication),
    type: "object",
    required: [authType.name],
    properties: {
      [authType.name]: fieldSchema(authType),
      ...Object.fromEntries(rows.map((field) => [field.name, described(field)])),
    },
    additionalProperties: false,
    allOf: Object.entries<Rows>(byAuthType).map(([word, fields]) => ({
      if: { properties: { [authType.name]: { const: word } } },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema has this word for it.
      then: mappingSchema(fields),
    })),
  };
}

function fieldSchema(field: Field<unknown>): Schema {
  const basis = { ...described(field), ...valueSchema(field) };
  const { fallback } = field;
  return typeof fallback === "string" && fallback !== "" ? { ...basis, default: fallback } : basis;
}

function described({ label, help }: Described): Schema {
  return { title: label, description: help };
}

function valueSchema(field: Field<unknown>): Schema {
  const { type } = field;
  switch (type.kind) {
    case "text":
      if (type.holds === "launch-url") return { type: "string", pattern: launchUrl };
      return field.required || field.fallback ? filledText : anyText;
    case "word":
      return wordSchema(type.words, type.anyCase);
    case "whole-number":
      return { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
    case "json":
      return anyJson;
    case "items":
      return { type: ["array", "null"], items: itemSchema(type.of) };
    case "request":
      return requestSchema();
    case "expectation":
      return expectationSchema();
  }
}

function itemSchema(of: "conditions" | "actions" | "tests"): Schema {
  switch (of) {
    case "conditions": {
      const { "web-authentication": _, ...others } = conditions;
      return tagged({
        "web-authentication": authenticationSchema(),
        ...mapped<Described & { fields: Rows }>(others, kindSchema),
      });
    }
    case "actions":
      return tagged(mapped<Described & { fields: Rows }>(actions, kindSchema));
    case "tests":
      return kindSchema("test", test);
  }
}

function mapped<Row>(
  table: Readonly<Record<string, Row>>,
  schemaOf: (key: string, row: Row) => Schema,
): Readonly<Record<string, Schema>> {
  return Object.fromEntries(Object.entries(table).map(([key, row]) => [key, schemaOf(key, row)]));
}

const launchUrl =
  "^[hH][tT][tT][pP][sS]?://[^/?#]+/[aA][pP][iI]/[vV]0/[lL][aA][uU][nN][cC][hH]/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/?$";

function wordSchema(words: Readonly<Record<string, Word>>, anyCase: boolean): Schema {
  const known = Object.keys(words);
  if (!anyCase) return { enum: known };
  const pattern = known.map((word) => word.replace(/[a-z]/gi, inBothCases)).join("|");
  return { type: "string", anyOf: [{ enum: known }, { pattern: `^(?:${pattern})$` }] };
}

function inBothCases(letter: string): string {
  return `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
}
