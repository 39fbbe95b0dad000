/**
 * Whether a value that came from outside has a type. What a page and the extension tell each other
 * is checked by these on arrival; unknown members are ignored.
 */
export type Shape<Value> = (value: unknown) => value is Value;

/** The type that a shape checks for. */
export type Shaped<S> = S extends Shape<infer Value> ? Value : never;

type Members = Readonly<Record<string, Shape<unknown>>>;

type MembersOf<M extends Members> = { readonly [Name in keyof M]: Shaped<M[Name]> };

/** Any text. */
export const isText: Shape<string> = (value) => typeof value === "string";

/** Yes or no. */
export const isFlag: Shape<boolean> = (value) => typeof value === "boolean";

/** A whole number from 0, as positions, versions and counts are. */
export const isCount: Shape<number> = (value): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/** One of these words. */
export function isWordOf<Word extends string>(...words: readonly Word[]): Shape<Word> {
  return (value): value is Word => words.includes(value as Word);
}

/** The shape, or nothing at all. */
export function isMaybe<Value>(shape: Shape<Value>): Shape<Value | undefined> {
  return (value): value is Value | undefined => value === undefined || shape(value);
}

/** A list whose every member has the shape. */
export function isListOf<Value>(shape: Shape<Value>): Shape<readonly Value[]> {
  return (value): value is readonly Value[] => Array.isArray(value) && value.every(shape);
}

/** An object with these members. */
export function isRecord<M extends Members>(members: M): Shape<MembersOf<M>> {
  const all = Object.entries(members);
  return (value): value is MembersOf<M> =>
    isObject(value) && all.every(([name, shape]) => shape(ownMember(value, name)));
}

/** One of several messages, told apart by their `kind`; each row lists the members beside it. */
export function isMessageOf<Rows extends Readonly<Record<string, Members>>>(
  rows: Rows,
): Shape<{ [Kind in keyof Rows]: { readonly kind: Kind } & MembersOf<Rows[Kind]> }[keyof Rows]> {
  type Message = {
    [Kind in keyof Rows]: { readonly kind: Kind } & MembersOf<Rows[Kind]>;
  }[keyof Rows];
  const shapes = new Map(Object.entries(rows).map(([kind, row]) => [kind, isRecord(row)]));
  return (value): value is Message =>
    isObject(value) && shapes.get(String(ownMember(value, "kind")))?.(value) === true;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function ownMember(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
