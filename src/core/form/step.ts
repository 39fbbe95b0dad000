import type { Edits } from "../language/fix/fix.ts";
import type { Node } from "../language/node.ts";
import type { FormFile, FormItem } from "./formFile.ts";
import { rangeIn } from "./formFile.ts";

/** A part of a change: what it does to the file as it is by then. */
export type Step = (file: FormFile) => StepResult;

/** Edits with the items that must come of them, or why there are none. */
export type StepResult = Attempt | Refusal;

interface Attempt {
  /** Undefined when the text is not laid out for it. */
  readonly edits: Edits;
  /** What each item must read to, in order. */
  readonly wanted: readonly Node[];
}

/** Why a change cannot be made, as a sentence. */
export interface Refusal {
  readonly why: string;
}

/** A change was meant for something that is not there. */
export const gone: Refusal = {
  why: "The text has changed meanwhile: what was to be changed is not there any more.",
};

/** Edits within the piece of an item, which must make another node of it. */
export function attempt(file: FormFile, item: FormItem, edits: Edits, wanted: Node): StepResult {
  return {
    edits: edits?.map(({ range, text }) => ({ range: rangeIn(item.piece, range), text })),
    wanted: file.items.map((one) => (one === item ? wanted : one.node)),
  };
}

/** Nothing to be done. */
export function nothingToDo(file: FormFile): StepResult {
  return { edits: [], wanted: file.items.map(({ node }) => node) };
}
