import type { Range } from "../position.ts";

/** A name with its place in valohai.yaml. */
export interface Named {
  readonly name: string;
  /** Of the name itself. */
  readonly range: Range;
}

/** What a trigger needs to know of a valohai.yaml, and what running its steps takes. */
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
  readonly image: string | undefined;
  readonly command: readonly string[];
  /** Whether each command is a text, so that none is missing. */
  readonly isCommandWhole: boolean;
  readonly environmentVariables: readonly EnvironmentVariable[];
  readonly sourcePath: string | undefined;
  /** In seconds. */
  readonly timeLimit: number | undefined;
}

export interface StepInput extends Named {
  /** Neither optional nor with a default, so that something has to fill it. */
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
  readonly isOptional: boolean;
  /** The addresses that fill it when nothing else does. */
  readonly defaults: readonly string[];
  readonly filename: string | undefined;
  readonly keepDirectories: "none" | "suffix" | "full";
}

export interface StepParameter extends Named {
  readonly isRequired: boolean;
  readonly type: "string" | "integer" | "float" | "flag";
  /** Undefined without one; several only where the parameter takes several. */
  readonly defaults: readonly Atom[] | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** The only values that it takes; undefined for any. */
  readonly choices: readonly Atom[] | undefined;
  readonly multiple: "repeat" | "separate" | undefined;
  readonly separator: string;
  readonly passAs: string | undefined;
  readonly passTrueAs: string | undefined;
  readonly passFalseAs: string | undefined;
}

/** One value of a parameter: as it is, and as a command line shows it. */
export interface Atom {
  readonly value: string | number | boolean;
  readonly text: string;
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly default: string | undefined;
}

export interface Pipeline extends Named {
  readonly nodes: readonly PipelineNode[];
  readonly edges: readonly PipelineEdge[];
  readonly parameters: readonly PipelineParameter[];
}

/** A parameter of a pipeline, whose value goes to parameters of its nodes. */
export interface PipelineParameter {
  readonly name: string;
  /** Each a socket, `node.parameter.name`. */
  readonly targets: readonly string[];
  readonly defaults: readonly Atom[] | undefined;
}

export interface PipelineNode extends Named {
  readonly type: string;
  /** The name of its step; undefined for nodes that are no executions, or have none. */
  readonly step: string | undefined;
  /** Its step is that of another commit, which is not at hand. */
  readonly hasOwnCommit: boolean;
  /** The inputs of its step that it declares anew. */
  readonly overriddenInputs: readonly StepInput[];
  readonly override: NodeOverride;
  readonly onError: "stop-all" | "stop-next" | "continue" | "retry";
  /** Whether what comes over an edge replaces an input's default, or is added to it. */
  readonly edgeMergeMode: "replace" | "append";
  readonly actions: readonly NodeAction[];
}

/** What a node does to its pipeline at some moments, if conditions hold. */
export interface NodeAction {
  readonly when: readonly string[];
  readonly conditions: readonly string[];
  readonly effects: readonly string[];
  /** The keys behind which something is no text; the words then do not say all that is meant. */
  readonly unreadable: readonly ("when" | "if" | "then")[];
}

/** What a node changes of its step, beside the inputs. */
export interface NodeOverride {
  readonly image: string | undefined;
  /** Empty when the step's own holds. */
  readonly command: readonly string[];
  readonly isCommandWhole: boolean;
  readonly parameters: readonly StepParameter[];
  readonly environmentVariables: readonly EnvironmentVariable[];
}

/** A socket is `node.type.key`; a key may contain dots. */
export interface PipelineEdge {
  readonly source: string;
  readonly target: string;
}
