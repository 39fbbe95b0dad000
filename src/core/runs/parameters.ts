import type { Atom, StepParameter } from "../language/project/project.ts";
import { atomOf } from "../language/project/readValues.ts";
import type { Json } from "../trigger/trigger.ts";

/** The values that parameters have, by their names; one without a value is not among them. */
export type ParameterValues = ReadonlyMap<string, readonly Atom[]>;

/** The values that a step starts with; a flag is not set, whatever its default. */
export function defaultValues(parameters: readonly StepParameter[]): ParameterValues {
  return new Map(
    parameters.flatMap(({ name, type, defaults }) =>
      defaults === undefined || type === "flag" ? [] : [[name, defaults] as const],
    ),
  );
}

/** The arguments that a parameter gives a command, not quoted; none when it has no value. */
export function argumentsOf(
  parameter: StepParameter,
  value: readonly Atom[] | undefined,
): readonly string[] {
  const template = templateOf(parameter, value);
  if (template === undefined || value === undefined) return [];
  const bits = template.split(/\s+/).filter((bit) => bit !== "");
  const format = (text: string) =>
    bits.map((bit) =>
      bit.replace(/\{(name|value|v)\}/g, (_, key) => (key === "name" ? parameter.name : text)),
    );
  if (parameter.multiple === "repeat") return value.flatMap(({ text }) => format(text));
  return value.length === 0 ? [] : format(bareValue(parameter, value));
}

/** A value by itself, as `{parameter-value:NAME}` shows it. */
export function bareValue(parameter: StepParameter, value: readonly Atom[]): string {
  const separator = parameter.multiple === "repeat" ? " " : parameter.separator;
  return value.map(({ text }) => text).join(separator);
}

/** What a program reads of a parameter in `parameters.json`. */
export function parameterJson(parameter: StepParameter, value: readonly Atom[] | undefined): Json {
  if (parameter.type === "flag") return value?.[0]?.value === true;
  if (value === undefined) return null;
  const values = value.map((atom) => typedValue(parameter, atom));
  return parameter.multiple === undefined ? (values[0] ?? null) : values;
}

/** A value that came from elsewhere as one of a parameter, or why it is none. */
export function valueFrom(
  parameter: StepParameter,
  json: Json | undefined,
): { readonly value: readonly Atom[] } | { readonly why: string } {
  const wrong = (what: string) => ({ why: `The parameter \`${parameter.name}\` ${what}.` });
  if (json === undefined || json === null) return wrong("gets no value");
  const list: readonly Json[] = Array.isArray(json) ? json : [json as Json];
  if (parameter.multiple === undefined && list.length !== 1) return wrong("takes one value only");
  const atoms = list.map((item) =>
    typeof item === "object" ? atomOf(JSON.stringify(item)) : atomOf(item),
  );
  const unfit = atoms.find((atom) => !fits(parameter, atom));
  if (unfit !== undefined) return wrong(`takes ${kindOf[parameter.type]}, not “${unfit.text}”`);
  return { value: parameter.type === "flag" ? atoms.map(asFlag) : atoms };
}

const kindOf = {
  string: "text without NUL",
  integer: "a whole number",
  float: "a number",
  flag: "true or false",
} as const;

function fits({ type }: StepParameter, { text }: Atom): boolean {
  switch (type) {
    case "string":
      // No argument of a program can hold it.
      return !text.includes("\0");
    case "integer":
      return /^\s*[+-]?\d+\s*$/.test(text);
    case "float":
      return text.trim() !== "" && !Number.isNaN(Number(text));
    case "flag":
      return /^(?:true|false|1|0)$/i.test(text);
  }
}

function asFlag({ text }: Atom): Atom {
  return atomOf(/^(?:true|1)$/i.test(text));
}

function typedValue({ type }: StepParameter, { value, text }: Atom): Json {
  if (type === "string") return typeof value === "string" ? value : text;
  const number = Number(text);
  return (type === "integer" || type === "float") && Number.isFinite(number) ? number : value;
}

function templateOf(
  parameter: StepParameter,
  value: readonly Atom[] | undefined,
): string | undefined {
  if (parameter.type !== "flag") return filled(parameter.passAs) ?? "--{name}={value}";
  const isSet = value?.[0]?.value === true;
  const whenTrue = filled(parameter.passTrueAs);
  const whenFalse = filled(parameter.passFalseAs);
  if (whenTrue !== undefined || whenFalse !== undefined) return isSet ? whenTrue : whenFalse;
  return isSet ? (filled(parameter.passAs) ?? "--{name}") : undefined;
}

function filled(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
