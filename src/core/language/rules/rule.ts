import type { ReadTrigger } from "../located.ts";
import type { Problem } from "../problem.ts";
import type { Project } from "../project/project.ts";

/** What rules can ask about the surroundings of a trigger. */
export interface RuleContext {
  /** Whether a secret is set; absent when nobody can tell. */
  readonly secretIsSet?: (name: string) => boolean;
  /** The valohai.yaml that the trigger file belongs to; absent when there is none. */
  readonly project?: Project | undefined;
}

/** Finds one kind of mistake in a trigger; what could not be read is no mistake to a rule. */
export type Rule = (trigger: ReadTrigger, context: RuleContext) => Iterable<Problem>;
