import type { Problem } from "../problem.ts";
import { applyEdits, type TextEdit } from "../textEdit.ts";
import { changesAfter } from "./changes.ts";
import { fixesIn } from "./fixesFor.ts";
import { fixSourceOf } from "./fixSource.ts";

/**
 * The edits of a text that make every fix that is surely meant, and those that become possible by
 * them; what needs more than edits is left out.
 */
export function fixAll(
  text: string,
  check: (text: string) => readonly Problem[],
): readonly TextEdit[] {
  let edits: readonly TextEdit[] = [];
  let current = text;
  for (let round = 0; round < mostRounds; round += 1) {
    const next = sureEdits(current, check(current));
    if (next.length === 0) break;
    edits = changesAfter(edits, next);
    current = applyEdits(current, next);
  }
  return edits;
}

/** Fixes that stand in each other's way take turns; two that undo each other would do so forever. */
const mostRounds = 100;

/** The edits of all sure fixes of a text that can be made at once. */
function sureEdits(text: string, problems: readonly Problem[]): readonly TextEdit[] {
  if (problems.length === 0) return [];
  const source = fixSourceOf(text);
  const taken: TextEdit[] = [];
  for (const problem of problems) {
    const fix = fixesIn(source, problem).find((one) => one.isPreferred && !one.command);
    if (fix === undefined || fix.edits.some((edit) => taken.some((one) => touch(one, edit))))
      continue;
    taken.push(...fix.edits);
  }
  return taken;
}

function touch({ range: left }: TextEdit, { range: right }: TextEdit): boolean {
  return left.start <= right.end && right.start <= left.end;
}
