import type { Step } from "../language/project/project.ts";
import { argumentsOf, bareValue, type ParameterValues } from "./parameters.ts";
import { shellPlaces } from "./shellPlaces.ts";

/**
 * The commands of a step with its placeholders filled in; every value is quoted for the shell. A
 * parameter that gets its value later keeps its placeholder.
 */
export function interpolateCommands(
  step: Pick<Step, "command" | "parameters" | "sourcePath">,
  values: ParameterValues,
  setLater: ReadonlySet<string> = new Set(),
): readonly string[] {
  return step.command.map((command) =>
    command.replace(placeholder, (whole, content: string) => replacement(content) ?? whole).trim(),
  );

  function replacement(content: string): string | undefined {
    if (content === "parameters" || content === "params") {
      return step.parameters
        .map(({ name }) => (setLater.has(name) ? `{parameter:${name}}` : quoted(args(name))))
        .filter((text) => text !== "")
        .join(" ");
    }
    if (content === "source-path") return step.sourcePath && shellQuote(step.sourcePath);
    const [, kind, name = ""] = /^(parameter|parameter-value):(.+)$/.exec(content) ?? [];
    const parameter = step.parameters.find((candidate) => candidate.name === name);
    if (kind === undefined || parameter === undefined || setLater.has(name)) return undefined;
    if (kind === "parameter") return quoted(args(name));
    const value = values.get(name);
    return value === undefined ? "" : shellQuote(bareValue(parameter, value));
  }

  function args(name: string): readonly string[] {
    const parameter = step.parameters.findLast((candidate) => candidate.name === name);
    return parameter === undefined ? [] : argumentsOf(parameter, values.get(name));
  }
}

/**
 * Why commands may not run, in sentences: a placeholder stands where the quotes around its value do not
 * hold, so that a shell could run the value. Harmless are only values that are known and need no quotes.
 */
export function unsafePlaceholders(
  step: Pick<Step, "command" | "parameters" | "sourcePath">,
  values: ParameterValues,
  fromEdges: ReadonlySet<string>,
): readonly string[] {
  const names = new Set(step.parameters.map(({ name }) => name));
  const namesIn = (content: string): readonly string[] => {
    if (content === "parameters" || content === "params") return [...names];
    const name = /^(?:parameter|parameter-value):(.+)$/.exec(content)?.[1] ?? "";
    return names.has(name) ? [name] : [];
  };
  const isMeant = (content: string) => content === "source-path" || namesIn(content).length > 0;
  // The commands are one script, in which what one leaves open goes on in the next.
  const script = step.command.join("\n");
  const places = shellPlaces(
    script.replace(placeholder, (whole, content: string) =>
      isMeant(content) ? "x".repeat(whole.length) : whole,
    ),
  );
  const problems = new Set<string>();
  for (const { 0: whole, 1: content = "", index } of script.matchAll(placeholder)) {
    const place = places.slice(index, index + whole.length).find((one) => one !== undefined);
    if (place === undefined || !isMeant(content)) continue;
    const [text = ""] = interpolateCommands({ ...step, command: [whole] }, values);
    if (/^[\w@%+=:,./ -]*$/.test(text) && !namesIn(content).some((name) => fromEdges.has(name))) {
      continue;
    }
    problems.add(
      place === "quotes"
        ? `Remove the quotes around \`${whole}\`: its value is quoted already.`
        : `Move \`${whole}\` out of ${place}, where a shell could run its value.`,
    );
  }
  return [...problems];
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
