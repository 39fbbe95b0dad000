import type { Row } from "./rowTree.ts";
import type { Place } from "./triggerRows.ts";

/** A row of the view; `path` and `slug` say to commands which trigger is meant. */
export interface TriggerNode extends Row<TriggerNode> {
  readonly path: string;
  /** Undefined for a file. */
  readonly slug?: string;
  /** The trigger that has the name or address of this one. */
  readonly namesake?: Place;
}
