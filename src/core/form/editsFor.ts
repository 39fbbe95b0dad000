import { changesAfter } from "../language/fix/changes.ts";
import type { Node } from "../language/node.ts";
import type { Project } from "../language/project/project.ts";
import { applyEdits, type TextEdit } from "../language/textEdit.ts";
import type { FormChange } from "./change.ts";
import { type FormFile, type FormItem, formFileOf } from "./formFile.ts";
import { isSame } from "./sameNodes.ts";
import { stepsFor } from "./steps.ts";

/** The smallest edits that make a change, or a sentence that says why there are none. */
export type ChangeResult =
  | {
      readonly outcome: "edits";
      readonly edits: readonly TextEdit[];
      /** The file after the edits. */
      readonly file: FormFile;
    }
  | { readonly outcome: "refused"; readonly why: string };

/**
 * The edits that make a change in a file. What they lead to was read again and is what the change
 * means, with every other value as it was. What is added takes names from the project.
 */
export function editsFor(file: FormFile, change: FormChange, project?: Project): ChangeResult {
  const steps = stepsFor(file, change, project);
  if ("why" in steps) return { outcome: "refused", why: steps.why };
  let edits: readonly TextEdit[] = [];
  let current = file;
  for (const step of steps) {
    const attempt = step(current);
    if ("why" in attempt) return { outcome: "refused", why: attempt.why };
    if (attempt.edits === undefined) return { outcome: "refused", why: notLaidOut };
    const after = formFileOf(applyEdits(current.text, attempt.edits), current);
    if (!isWanted(attempt.wanted, current.items, after.items)) {
      return { outcome: "refused", why: notLaidOut };
    }
    edits = edits.length === 0 ? attempt.edits : changesAfter(edits, attempt.edits);
    current = after;
  }
  return { outcome: "edits", edits, file: current };
}

const notLaidOut =
  "The text is laid out in a way that the form cannot change without touching something else: change it in the text.";

function isWanted(
  wanted: readonly Node[],
  before: readonly FormItem[],
  after: readonly FormItem[],
): boolean {
  const brokenBefore = before.filter(({ broken }) => broken !== undefined).length;
  const brokenAfter = after.filter(({ broken }) => broken !== undefined).length;
  return (
    wanted.length === after.length &&
    brokenAfter <= brokenBefore &&
    wanted.every((node, index) => isSame(node, after[index]?.node as Node))
  );
}
