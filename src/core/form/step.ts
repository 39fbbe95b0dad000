import type { Edits } from "../language/fix/fix.ts";
import type { Node } from "../language/node.ts";
import type { FormFile } from "./formFile.ts";

/** A part of a change: edits of the file as it is by then, and the items that must come of them. */
export type Step = (file: FormFile) => Attempt | Refusal;

interface Attempt {
  /** Undefined when the text is not laid out for it. */
  readonly edits: Edits;
  /** What each item must read to, in order. */
  readonly wanted: readonly Node[];
}

interface Refusal {
  readonly why: string;
}
