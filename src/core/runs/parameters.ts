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
  if (json === undefined || json === null) {
    return { why: `The parameter \`${parameter.name}\` gets no value.` };
  }
  const list: readonly Json[] = Array.isArray(json) ? json : [json as Json];
  const atoms = list.map((item) =>
    typeof item === "object" ? atomOf(JSON.stringify(item)) : atomOf(item),
  );
  const why = misfit(parameter, atoms);
  if (why !== undefined) return { why };
  return { value: parameter.type === "flag" ? atoms.map(asFlag) : atoms };
}

/** Why a parameter does not take a value, in a sentence; undefined when it does. */
export function misfit(parameter: StepParameter, value: readonly Atom[]): string | undefined {
  const what =
    parameter.multiple === undefined && value.length !== 1
      ? "takes one value only"
      : value.map((atom) => misfitOf(parameter, atom)).find((found) => found !== undefined);
  return what && `The parameter \`${parameter.name}\` ${what}.`;
}

function misfitOf(parameter: StepParameter, atom: Atom): string | undefined {
  const { type, min, max, choices } = parameter;
  const instead = `, not “${atom.text}”`;
  if (!fits(parameter, atom)) return `takes ${kindOf[type]}${instead}`;
  const isNumber = type === "integer" || type === "float";
  if (isNumber && min !== undefined && Number(atom.text) < min)
    return `is at least ${min}${instead}`;
  if (isNumber && max !== undefined && Number(atom.text) > max)
    return `is at most ${max}${instead}`;
  const isSame = ({ text }: Atom) =>
    isNumber ? Number(text) === Number(atom.text) : text === atom.text;
  if (type === "flag" || choices === undefined || choices.some(isSame)) return undefined;
  return `is one of ${choices.map(({ text }) => `“${text}”`).join(", ")}${instead}`;
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
