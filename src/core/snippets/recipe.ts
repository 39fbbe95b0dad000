import type {
  DigestEncoding,
  HmacAlgorithm,
  JwtAlgorithm,
  SecretEncoding,
  TimestampUnit,
} from "../trigger/trigger.ts";

/** The steps of sending one webhook, in the order in which code can take them. */
export interface Recipe {
  readonly variables: readonly Variable[];
  /** Each covers only values before it. */
  readonly values: readonly Value[];
  readonly url: readonly TextPart[];
  readonly headers: readonly RecipeHeader[];
  readonly body: RecipeBody;
}

/** An environment variable that the code reads, and the name that its text has in the code. */
export interface Variable {
  readonly environmentName: string;
  readonly name: string;
  readonly holds: "secret" | "literal-secret-key" | "private-key";
}

/** A text that is known only when the code runs. */
export interface Value {
  readonly name: string;
  /** What it is made of: only letters, digits, `.`, `_` and `-`; ASCII; or any text. */
  readonly alphabet: "plain" | "ascii" | "any";
  readonly source: Source;
}

/** Where a value comes from; the prefix is part of the value. */
export type Source =
  | { readonly from: "clock"; readonly unit: TimestampUnit }
  | { readonly from: "random" }
  | { readonly from: "secret"; readonly prefix: string; readonly secret: readonly SecretPart[] }
  | HmacSource
  | JwtSource;

export interface HmacSource {
  readonly from: "hmac";
  readonly prefix: string;
  readonly algorithm: HmacAlgorithm;
  readonly secret: readonly SecretPart[];
  readonly secretEncoding: SecretEncoding;
  readonly basestring: readonly BasestringPart[];
  readonly digestEncoding: DigestEncoding;
}

/** The claims are `iat` and, `jwtLifetime` seconds later, `exp`. */
export interface JwtSource {
  readonly from: "jwt";
  readonly prefix: string;
  readonly algorithm: JwtAlgorithm;
  readonly secret: readonly SecretPart[];
  readonly secretEncoding: SecretEncoding;
}

export const jwtLifetime = 60;

type Literal = { readonly part: "text"; readonly text: string };

export type SecretPart = Literal | { readonly part: "variable"; readonly variable: Variable };

/** A piece of a text; a value as JSON brings its quotes along. */
export type TextPart =
  | Literal
  | { readonly part: "value"; readonly value: Value; readonly as: "itself" | "json" | "form" };

export type BasestringPart = TextPart | { readonly part: "body" };

export interface RecipeHeader {
  readonly name: string;
  readonly content: Literal | { readonly part: "value"; readonly value: Value };
}

export type RecipeBody =
  | { readonly kind: "text"; readonly parts: readonly TextPart[] }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array };

/** The one environment variable that a token consists of, when it is nothing more. */
export function aliasOf({ source }: Value): Variable | undefined {
  if (source.from !== "secret" || source.prefix !== "" || source.secret.length !== 1) {
    return undefined;
  }
  const [only] = source.secret;
  return only?.part === "variable" ? only.variable : undefined;
}

/** Whether a value can be computed only when the body is known. */
function coversBody({ source }: Value): boolean {
  return source.from === "hmac" && source.basestring.some((part) => part.part === "body");
}

/** The values of the recipe in order, with the body put where all that it holds is known. */
export function stepsOf({ values, body }: Recipe): readonly (Value | "body")[] {
  const holdsValues = body.kind === "text" && body.parts.some((part) => part.part === "value");
  if (!holdsValues) return ["body", ...values];
  const covering = values.findIndex(coversBody);
  const at = covering < 0 ? values.length : covering;
  return [...values.slice(0, at), "body", ...values.slice(at)];
}
