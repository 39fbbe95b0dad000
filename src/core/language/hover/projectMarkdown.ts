import { named, payloadTarget, splitNodeInput } from "../project/lookUp.ts";
import type { Named, Project, StepInput } from "../project/project.ts";
import { code, paragraphs } from "./markdown.ts";

/** Whether valohai.yaml has a step, and what inputs it takes; undefined when nobody can tell. */
export function stepMarkdown(project: Project, name: string): string | undefined {
  const step = named(project.steps, name);
  if (step === undefined) return unknown(project, "step", name, project.steps);
  const inputs = step.inputs.map((input) => code(input.name)).join(", ");
  return paragraphs(
    `The step ${code(name)} of ${code(project.path)}.`,
    inputs === "" ? undefined : `Inputs: ${inputs}.`,
  );
}

/** Whether valohai.yaml has a pipeline, and what nodes it is made of. */
export function pipelineMarkdown(project: Project, name: string): string | undefined {
  const pipeline = named(project.pipelines, name);
  if (pipeline === undefined) return unknown(project, "pipeline", name, project.pipelines);
  const nodes = pipeline.nodes.map((node) => `- ${code(node.name)} (${code(node.type)})`);
  return paragraphs(
    `The pipeline ${code(name)} of ${code(project.path)}.`,
    nodes.length === 0 ? undefined : `Nodes:\n${nodes.join("\n")}`,
  );
}

/** Whether a step takes an input, and as what file; undefined when there is no such step. */
export function stepInputMarkdown(
  project: Project,
  stepName: string | undefined,
  name: string,
): string | undefined {
  const step = named(project.steps, stepName);
  if (step === undefined) return undefined;
  const input = named(step.inputs, name);
  if (input === undefined) return unknown(project, "input", name, step.inputs);
  return inputMarkdown(input, step);
}

/** Whether a node of a pipeline takes an input, and as what file. */
export function nodeInputMarkdown(
  project: Project,
  pipelineName: string | undefined,
  text: string,
): string | undefined {
  const pipeline = named(project.pipelines, pipelineName);
  const parts = splitNodeInput(text);
  if (pipeline === undefined || parts === undefined) return undefined;
  const target = payloadTarget(project, pipeline, parts);
  switch (target.kind) {
    case "input":
      return inputMarkdown(target.input, target.node);
    case "unknown-node":
      return unknown(project, "node", parts.node, pipeline.nodes);
    case "not-execution":
      return `The node ${code(target.node.name)} is no execution node, and takes no input.`;
    case "unknown-input":
      return unknown(project, "input", parts.input, target.step.inputs);
    case "unknown-step":
      return undefined;
  }
}

function inputMarkdown({ name, filename }: StepInput, { name: of }: Named): string {
  const file = code(filename ?? "payload");
  return `The input ${code(name)} of ${code(of)}: it receives the request body as the file ${file}.`;
}

function unknown(
  { isWhole }: Project,
  what: string,
  name: string,
  known: readonly Named[],
): string | undefined {
  if (!isWhole) return undefined;
  const names = known.map((one) => code(one.name)).join(", ");
  const others = known.length === 0 ? "" : ` There is ${names}.`;
  return `No ${what} ${code(name)} is declared.${others}`;
}
