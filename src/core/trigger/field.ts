/** A word that a field allows, with the label and the sentence that explain it. */
export interface Word {
  readonly label: string;
  readonly help: string;
}

/** What may stand behind a field's name in the file. */
type FieldType =
  | { readonly kind: "text"; readonly holds: TextContent }
  | {
      readonly kind: "word";
      readonly words: Readonly<Record<string, Word>>;
      /** Whether capital and small letters are the same in these words. */
      readonly anyCase: boolean;
    }
  | { readonly kind: "whole-number"; readonly unit: "seconds" | "launches" }
  | { readonly kind: "json" }
  | { readonly kind: "items"; readonly of: "conditions" | "actions" | "tests" }
  | { readonly kind: "request" }
  | { readonly kind: "expectation" };

/** What a text is for; rules and completion go by it. */
export type TextContent =
  | "anything"
  | "name"
  | "secret"
  | "basestring"
  | "lookup-key"
  | "prefix"
  | "launch-url"
  | "response"
  | "step"
  | "pipeline"
  | "step-input"
  | "node-input"
  | "path"
  | "time";

/** One row of the catalog: everything that any part of the program knows of a field. */
export interface Field<Value> {
  /** The key in the file. */
  readonly name: string;
  /** The label in the hosted form, or ours for a field that the hosted form does not have. */
  readonly label: string;
  readonly help: string;
  readonly type: FieldType;
  readonly required: boolean;
  /** What holds when the field is left out; undefined for a required field or none at all. */
  readonly fallback: Value | undefined;
  /** The reference has no such field, so a trigger that uses it cannot be carried over. */
  readonly beyond: boolean;
}

/** The fields of a kind of item: one row for each property of the type that it is read to. */
export type Fields<Item> = {
  readonly [Name in Exclude<keyof Item, "type" | "authType">]: Field<Item[Name]>;
};

/** A kind of condition or action: the hosted label, one sentence of help, and its fields. */
export interface Kind<Item> {
  readonly label: string;
  readonly help: string;
  readonly fields: Fields<Item>;
}

type Text = Pick<Field<unknown>, "label" | "help">;

/** A text that must be there and must not be empty. */
export function requiredText(name: string, holds: TextContent, text: Text): Field<string> {
  const type = { kind: "text", holds } as const;
  return { name, type, required: true, fallback: undefined, beyond: false, ...text };
}

/** A text that may be left out, and then is absent. */
export function optionalText(
  name: string,
  holds: TextContent,
  text: Text,
): Field<string | undefined> {
  const type = { kind: "text", holds } as const;
  return { name, type, required: false, fallback: undefined, beyond: false, ...text };
}

/** A text that has a default. */
export function defaultText(
  name: string,
  holds: TextContent,
  fallback: string,
  text: Text,
): Field<string> {
  return { name, type: { kind: "text", holds }, required: false, fallback, beyond: false, ...text };
}

/** A word that must be there. */
export function requiredWord<W extends string>(
  name: string,
  words: Readonly<Record<W, Word>>,
  text: Text,
): Field<W> {
  const type = { kind: "word", words, anyCase: false } as const;
  return { name, type, required: true, fallback: undefined, beyond: false, ...text };
}

/** A word that has a default. */
export function defaultWord<W extends string>(
  name: string,
  words: Readonly<Record<W, Word>>,
  fallback: W,
  text: Text,
): Field<W> {
  const type = { kind: "word", words, anyCase: false } as const;
  return { name, type, required: false, fallback, beyond: false, ...text };
}

/** The same field of words, in which case does not matter. */
export function inAnyCase<W extends string>(field: Field<W>): Field<W> {
  return field.type.kind === "word" ? { ...field, type: { ...field.type, anyCase: true } } : field;
}

/** A whole number above 0 that must be there. */
export function requiredNumber(
  name: string,
  unit: "seconds" | "launches",
  text: Text,
): Field<number> {
  const type = { kind: "whole-number", unit } as const;
  return { name, type, required: true, fallback: undefined, beyond: false, ...text };
}

/** The same field, marked as one that the reference does not have. */
export function beyond<Value>(field: Field<Value>): Field<Value> {
  return { ...field, beyond: true };
}
