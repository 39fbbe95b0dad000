import type { Range } from "../position.ts";

/** A name with its place in valohai.yaml. */
export interface Named {
  readonly name: string;
  /** Of the name itself. */
  readonly range: Range;
}

/** What a trigger needs to know of a valohai.yaml. */
export interface Project {
  readonly path: string;
  readonly text: string;
  readonly steps: readonly Step[];
  readonly pipelines: readonly Pipeline[];
  /** Whether all of it could be read, so that what is not listed is not there. */
  readonly isWhole: boolean;
}

export interface Step extends Named {
  readonly inputs: readonly StepInput[];
  readonly parameters: readonly StepParameter[];
}

export interface StepInput extends Named {
  /** Neither optional nor with a default, so that something has to fill it. */
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
  readonly filename: string | undefined;
}

export interface StepParameter extends Named {
  readonly isRequired: boolean;
}

export interface Pipeline extends Named {
  readonly nodes: readonly PipelineNode[];
  readonly edges: readonly PipelineEdge[];
}

export interface PipelineNode extends Named {
  readonly type: string;
  /** The name of its step; undefined for nodes that are no executions, or have none. */
  readonly step: string | undefined;
  /** Its step is that of another commit, which is not at hand. */
  readonly hasOwnCommit: boolean;
  /** The inputs of its step that it declares anew. */
  readonly overriddenInputs: readonly StepInput[];
}

/** A socket is `node.type.key`; a key may contain dots. */
export interface PipelineEdge {
  readonly source: string;
  readonly target: string;
}
