import type { Named, Pipeline, PipelineNode, Project, Step, StepInput } from "./project.ts";

/** What has a name; of several with the same one the last, as on the hosted service. */
export function named<Thing extends Named>(
  things: readonly Thing[],
  name: string | undefined,
): Thing | undefined {
  return things.findLast((thing) => thing.name === name);
}

/** The node and the input that `node.input` means; undefined for another text. */
export function splitNodeInput(
  text: string,
): { readonly node: string; readonly input: string } | undefined {
  const [, node, input] = /^([^.]+)\.([^.]+)$/.exec(text) ?? [];
  return node === undefined || input === undefined ? undefined : { node, input };
}

/** What a `node.input` of a pipeline comes to. */
export type PayloadTarget =
  | { readonly kind: "input"; readonly node: PipelineNode; readonly input: StepInput }
  | { readonly kind: "unknown-node" }
  | { readonly kind: "not-execution"; readonly node: PipelineNode }
  | { readonly kind: "unknown-input"; readonly node: PipelineNode; readonly step: Step }
  /** The step of the node is not at hand. */
  | { readonly kind: "unknown-step"; readonly node: PipelineNode };

/** Finds the input of a pipeline's node that a payload is meant for. */
export function payloadTarget(
  project: Project,
  pipeline: Pipeline,
  name: { readonly node: string; readonly input: string },
): PayloadTarget {
  const node = named(pipeline.nodes, name.node);
  if (node === undefined) return { kind: "unknown-node" };
  if (node.type !== "execution") return { kind: "not-execution", node };
  const step = stepOf(project, node);
  if (step === undefined) return { kind: "unknown-step", node };
  const input = named(inputsOf(step, node), name.input);
  return input === undefined
    ? { kind: "unknown-input", node, step }
    : { kind: "input", node, input };
}

/** The step that a node executes; undefined when it is none of this project as it is here. */
export function stepOf(project: Project, node: PipelineNode): Step | undefined {
  return node.hasOwnCommit ? undefined : named(project.steps, node.step);
}

/** The inputs that a node of a step has: what it declares anew goes before the step's own. */
export function inputsOf(step: Step, node: PipelineNode): readonly StepInput[] {
  const own = step.inputs.filter(({ name }) => named(node.overriddenInputs, name) === undefined);
  return [...own, ...node.overriddenInputs];
}

/** Whether an edge of the pipeline fills an input of one of its nodes. */
export function isTarget(pipeline: Pipeline, node: Named, input: Named): boolean {
  return pipeline.edges.some(({ target }) => target === `${node.name}.input.${input.name}`);
}
