import type { Atom, PipelineNode, Step } from "../language/project/project.ts";
import type { Json } from "../trigger/trigger.ts";
import type { ExecutionPlan, InputSource } from "./execution.ts";
import { valueFrom } from "./parameters.ts";
import type { Edge } from "./pipeline.ts";
import type { OutputFile } from "./runRecord.ts";

/** What a node that has run offers to those after it. */
export interface NodeYield {
  readonly execution: ExecutionPlan;
  /** The folder in which its outputs lie. */
  readonly outputsFolder: string;
  readonly outputs: readonly OutputFile[];
  readonly metadata: { readonly [key: string]: Json };
}

/** What edges bring to a node. */
export interface Brought {
  readonly values: ReadonlyMap<string, readonly Atom[]>;
  readonly files: ReadonlyMap<string, readonly InputSource[]>;
  /** What an edge should have brought and did not, in sentences. */
  readonly problems: readonly string[];
}

/** Follows the edges into a node, from the nodes that have run. */
export function bring(
  node: PipelineNode,
  step: Step,
  edges: readonly Edge[],
  yields: ReadonlyMap<string, NodeYield>,
): Brought {
  const values = new Map<string, readonly Atom[]>();
  const files = new Map<string, readonly InputSource[]>();
  const problems: string[] = [];
  for (const edge of edges.filter(({ target }) => target.node === node.name)) {
    const source = yields.get(edge.source.node);
    if (source === undefined) {
      problems.push(`\`${edge.source.node}\` left nothing for \`${edge.target.key}\`.`);
    } else if (edge.target.type === "parameter") {
      const value = valueOver(edge, source, step);
      if ("why" in value) problems.push(value.why);
      else values.set(edge.target.key, value.value);
    } else {
      const found = filesOver(edge, source);
      const input = step.inputs.find(({ name }) => name === edge.target.key);
      if (found.length === 0 && input?.isOptional !== true) {
        problems.push(
          `\`${edge.source.node}\` has no ${edge.source.type} \`${edge.source.key}\` for the input \`${edge.target.key}\`.`,
        );
      }
      files.set(edge.target.key, [...(files.get(edge.target.key) ?? []), ...found]);
    }
  }
  return { values, files, problems };
}

/** Whether the path of an output fits a pattern with `*`, `?` and `[…]`; `*` crosses folders. */
export function fitsPattern(path: string, pattern: string): boolean {
  const source = pattern.replace(/\[!?[^\]]+\]|[\s\S]/g, (part) => {
    if (part === "*") return "[^]*";
    if (part === "?") return "[^]";
    if (part.length > 1) return part.replace(/^\[!/, "[^").replaceAll("\\", "\\\\");
    return part.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  });
  try {
    return new RegExp(`^${source}$`).test(path);
  } catch {
    return path === pattern;
  }
}

function valueOver(
  { source, target }: Edge,
  from: NodeYield,
  step: Step,
): { readonly value: readonly Atom[] } | { readonly why: string } {
  const parameter = step.parameters.find(({ name }) => name === target.key);
  if (parameter === undefined) {
    return { why: `The step \`${step.name}\` has no parameter \`${target.key}\`.` };
  }
  if (source.type === "parameter") {
    const value = from.execution.values.get(source.key);
    return value === undefined
      ? { why: `\`${source.node}\` has no parameter \`${source.key}\`.` }
      : { value };
  }
  if (!Object.hasOwn(from.metadata, source.key)) {
    return { why: `\`${source.node}\` printed no metadata \`${source.key}\`.` };
  }
  return valueFrom(parameter, from.metadata[source.key]);
}

function filesOver({ source }: Edge, from: NodeYield): readonly InputSource[] {
  if (source.type === "input") {
    return from.execution.inputs.flatMap(({ input, sources }) =>
      input.name === source.key ? sources : [],
    );
  }
  const fixed = /^(?:[^*?[]*\/)?/.exec(source.key)?.[0] ?? "";
  return from.outputs
    .filter(({ path }) => fitsPattern(path, source.key))
    .map(({ path }) => ({
      kind: "file",
      path: `${from.outputsFolder}/${path}`,
      name: path,
      suffix: path.slice(fixed.length),
    }));
}
