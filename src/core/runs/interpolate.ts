import type { Step } from "../language/project/project.ts";
import { argumentsOf, bareValue, type ParameterValues } from "./parameters.ts";

/** The commands of a step with its placeholders filled in; every value is quoted for the shell. */
export function interpolateCommands(
  step: Pick<Step, "command" | "parameters" | "sourcePath">,
  values: ParameterValues,
): readonly string[] {
  return step.command.map((command) =>
    command.replace(placeholder, (whole, content: string) => replacement(content) ?? whole).trim(),
  );

  function replacement(content: string): string | undefined {
    if (content === "parameters" || content === "params") {
      return quoted(step.parameters.flatMap((parameter) => args(parameter.name)));
    }
    if (content === "source-path") return step.sourcePath && shellQuote(step.sourcePath);
    const [, kind, name = ""] = /^(parameter|parameter-value):(.+)$/.exec(content) ?? [];
    const parameter = step.parameters.find((candidate) => candidate.name === name);
    if (kind === undefined || parameter === undefined) return undefined;
    if (kind === "parameter") return quoted(args(name));
    const value = values.get(name);
    return value === undefined ? "" : shellQuote(bareValue(parameter, value));
  }

  function args(name: string): readonly string[] {
    const parameter = step.parameters.findLast((candidate) => candidate.name === name);
    return parameter === undefined ? [] : argumentsOf(parameter, values.get(name));
  }
}

/** An input's address with the values of the parameters that it names. */
export function interpolateAddress(
  address: string,
  step: Pick<Step, "parameters">,
  values: ParameterValues,
): string {
  return address.replace(/\{(?:parameter|parameter-value):([^}\n]+)\}/g, (whole, name: string) => {
    const parameter = step.parameters.find((candidate) => candidate.name === name);
    const value = values.get(name);
    return parameter === undefined || value === undefined ? whole : bareValue(parameter, value);
  });
}

/** A text as one word of a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

const placeholder = /\{(.+?)\}/g;

function quoted(args: readonly string[]): string {
  return args.map(shellQuote).join(" ");
}
