import { conditions } from "../trigger/catalog.ts";
import type { Word } from "../trigger/field.ts";
import { expectationKeys, payloadKeys, timeKey, verdictWords } from "../trigger/testWords.ts";
import { type Json, reasons, type TestPayload } from "../trigger/trigger.ts";

/** A JSON Schema, or a part of one. */
export type Schema = { readonly [key: string]: Json };

/** A text, which may be written as a number or boolean. */
export const anyText: Schema = { type: ["string", "number", "boolean"] };

export const filledText: Schema = { ...anyText, minLength: 1 };

/** Any document but `null`, which would be as good as nothing. */
export const anyJson: Schema = { type: ["string", "number", "boolean", "array", "object"] };

/** The schema of what a test sends: one payload at most, and a time. */
export function requestSchema(): Schema {
  const keys = Object.keys(payloadKeys) as (keyof typeof payloadKeys)[];
  const each = keys.map((key) => ({ type: "object", required: [key] }));
  const properties = keys.map((key) => [
    key,
    { ...described(payloadKeys[key]), ...payloadSchemas[key] },
  ]);
  return {
    type: ["object", "null"],
    properties: {
      ...Object.fromEntries(properties),
      [timeKey.name]: { ...described(timeKey), ...time },
    },
    additionalProperties: false,
    oneOf: [{ not: { anyOf: each } }, ...each],
  };
}

/** The schema of the verdict that a test expects. */
export function expectationSchema(): Schema {
  const refusedBy = { ...described(expectationKeys["refused-by"]), enum: Object.keys(conditions) };
  return {
    anyOf: [
      { enum: Object.keys(verdictWords) },
      {
        type: "object",
        required: ["refused-by"],
        properties: {
          "refused-by": refusedBy,
          reason: { ...described(expectationKeys.reason), enum: reasons },
        },
        additionalProperties: false,
      },
    ],
  };
}

const payloadSchemas: Readonly<Record<Exclude<TestPayload["from"], "nothing">, Schema>> = {
  json: anyJson,
  form: {
    type: ["object", "null"],
    additionalProperties: { anyOf: [anyText, { type: "array", items: anyText }] },
  },
  body: anyText,
  "body-file": filledText,
  capture: filledText,
};

const time: Schema = {
  anyOf: [
    { type: "integer", minimum: 0, maximum: 999_999_999_999 },
    {
      type: "string",
      pattern:
        "^(?:\\d{1,12}|[+-]\\d{1,9}[smhd]|\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?)?)$",
    },
  ],
};

function described({ label, help }: Word): Schema {
  return { title: label, description: help };
}
