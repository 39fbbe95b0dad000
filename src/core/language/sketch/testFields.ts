import { conditions } from "../../trigger/catalog.ts";
import { type Field, optionalText } from "../../trigger/field.ts";
import { expectationKeys, payloadKeys, timeKey } from "../../trigger/testWords.ts";
import { reasonWords } from "./reasonWords.ts";

type Rows = Readonly<Record<string, Field<unknown>>>;

/** The keys of a test's request, as rows like those of the catalog. */
export const requestFields: Rows = {
  json: document("json"),
  form: document("form"),
  body: optionalText("body", "anything", payloadKeys.body),
  "body-file": optionalText("body-file", "path", payloadKeys["body-file"]),
  capture: optionalText("capture", "path", payloadKeys.capture),
  at: optionalText(timeKey.name, "time", timeKey),
};

/** The keys of an expectation that says more than a word, as rows like those of the catalog. */
export const expectationFields = {
  "refused-by": {
    ...row("refused-by", expectationKeys["refused-by"]),
    type: { kind: "word", words: conditions, anyCase: false },
    required: true,
  },
  reason: {
    ...row("reason", expectationKeys.reason),
    type: { kind: "word", words: reasonWords, anyCase: false },
  },
} satisfies Rows;

function document(name: "json" | "form"): Field<unknown> {
  return { ...row(name, payloadKeys[name]), type: { kind: "json" } };
}

function row(name: string, { label, help }: Pick<Field<unknown>, "label" | "help">) {
  return { name, label, help, required: false, fallback: undefined, beyond: false };
}
