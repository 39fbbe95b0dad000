import { inputsOf, named, stepOf } from "../project/lookUp.ts";
import type { Project, StepInput } from "../project/project.ts";

/** An input that can receive the payload. */
export interface PayloadInput {
  readonly name: string;
  readonly detail: string;
}

/** The inputs of a step. */
export function stepInputs(
  project: Project | undefined,
  stepName: string | undefined,
): readonly PayloadInput[] {
  const step = named(project?.steps ?? [], stepName);
  return (step?.inputs ?? []).map((input) => payloadInput(input, input.name));
}

/** The inputs of the execution nodes of a pipeline, as `node.input`. */
export function nodeInputs(
  project: Project | undefined,
  pipelineName: string | undefined,
): readonly PayloadInput[] {
  const pipeline = named(project?.pipelines ?? [], pipelineName);
  return (pipeline?.nodes ?? []).flatMap((node) => {
    const step = project && stepOf(project, node);
    const inputs = step === undefined ? [] : inputsOf(step, node);
    return inputs.map((input) => payloadInput(input, `${node.name}.${input.name}`));
  });
}

function payloadInput({ isRequired }: StepInput, name: string): PayloadInput {
  return { name, detail: isRequired ? "required input" : "input" };
}
