import type { Step, StepInput } from "../language/project/project.ts";
import { interpolateAddress, interpolateCommands, unsafePlaceholders } from "./interpolate.ts";
import { defaultValues, misfit, type ParameterValues } from "./parameters.ts";

/** What an execution of a step means, as far as it is known before it runs. */
export interface ExecutionPlan {
  readonly step: Step;
  readonly commands: readonly string[];
  readonly values: ParameterValues;
  /** Parameters that have no value yet, as one comes over an edge. */
  readonly setLater: ReadonlySet<string>;
  readonly inputs: readonly PlannedInput[];
  /** What keeps it from running, in sentences; empty when nothing does. */
  readonly problems: readonly string[];
}

/** One input of an execution with all that fills it. */
export interface PlannedInput {
  readonly input: StepInput;
  readonly sources: readonly InputSource[];
}

/** Where a file of an input comes from. */
export type InputSource =
  | { readonly kind: "payload" }
  | { readonly kind: "address"; readonly address: string }
  /** A file of an earlier execution; name and suffix may hold folders. */
  | {
      readonly kind: "file";
      readonly path: string;
      readonly name: string;
      /** The name without the folders before the wildcards that found it. */
      readonly suffix: string;
    };

/** What an execution is given beside the defaults of its step. */
export interface Given {
  /** The input that the payload fills. */
  readonly payloadInput?: string | undefined;
  readonly values?: ParameterValues;
  readonly files?: ReadonlyMap<string, readonly InputSource[]>;
  /** Whether given files go before an input's defaults, or beside them. */
  readonly mergeMode?: "replace" | "append";
  /** Inputs that something fills only while a pipeline runs. */
  readonly filledLater?: ReadonlySet<string>;
  /** Parameters that get their values only while a pipeline runs, whatever they are given here. */
  readonly setLater?: ReadonlySet<string>;
  /** Parameters whose values came over an edge, so that anything may stand in them. */
  readonly fromEdges?: ReadonlySet<string>;
}

/** Plans an execution of a step with what it is given. */
export function planExecution(step: Step, given: Given): ExecutionPlan {
  const { setLater = new Set(), fromEdges = new Set() } = given;
  const values = new Map([...defaultValues(step.parameters), ...(given.values ?? [])]);
  for (const name of setLater) values.delete(name);
  const inputs = step.inputs.map((input) => ({
    input,
    sources: sourcesOf(input, step, values, given),
  }));
  return {
    step,
    values,
    setLater,
    inputs,
    commands: interpolateCommands(step, values, setLater),
    problems: [
      ...commandProblems(step),
      ...inputs.flatMap((planned) => inputProblems(planned, given)),
      ...parameterProblems(step, values, setLater),
      ...unsafePlaceholders(step, values, new Set([...setLater, ...fromEdges])),
    ],
  };
}

/** The name of the payload's file within its input. */
export function payloadFileName(input: Pick<StepInput, "filename">): string {
  return input.filename ?? "payload";
}

/** The name that a file of an earlier execution gets within an input. */
export function inputFileName(
  { keepDirectories }: Pick<StepInput, "keepDirectories">,
  { name, suffix }: { readonly name: string; readonly suffix: string },
): string {
  if (keepDirectories === "full") return name;
  return keepDirectories === "suffix" ? suffix : (name.split("/").at(-1) ?? name);
}

function sourcesOf(
  input: StepInput,
  step: Step,
  values: ParameterValues,
  given: Given,
): readonly InputSource[] {
  const defaults = input.defaults.map((address) => ({
    kind: "address" as const,
    address: interpolateAddress(address, step, values),
  }));
  if (input.name === given.payloadInput) return [{ kind: "payload" }];
  const files = given.files?.get(input.name);
  if (files === undefined) return given.filledLater?.has(input.name) ? [] : defaults;
  return given.mergeMode === "append" ? [...defaults, ...files] : files;
}

function commandProblems({ name, command, isCommandWhole }: Step): readonly string[] {
  if (!isCommandWhole) {
    return [`A command of the step \`${name}\` is no text, perhaps for a colon: quote it.`];
  }
  return command.length === 0 ? [`The step \`${name}\` has no command.`] : [];
}

function inputProblems({ input, sources }: PlannedInput, given: Given): readonly string[] {
  const isFilled = sources.length > 0 || input.isOptional || given.filledLater?.has(input.name);
  return isFilled ? [] : [`Nothing fills the input \`${input.name}\`.`];
}

function parameterProblems(
  step: Step,
  values: ParameterValues,
  setLater: ReadonlySet<string>,
): readonly string[] {
  return step.parameters.flatMap((parameter) => {
    const { name, type, isRequired } = parameter;
    const value = values.get(name);
    if (setLater.has(name)) return [];
    if (value === undefined) return isRequired ? [`The parameter \`${name}\` has no value.`] : [];
    // A flag is set or not, whatever stands behind it.
    return type === "flag" ? [] : (misfit(parameter, value) ?? []);
  });
}
