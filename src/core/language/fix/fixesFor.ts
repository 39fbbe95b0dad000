import type { Problem, ProblemCode } from "../problem.ts";
import type { TextEdit } from "../textEdit.ts";
import type { Fix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import { fixers } from "./fixers.ts";
import { type FixSource, fixSourceOf } from "./fixSource.ts";
import { ignoreFix } from "./ignoreFixes.ts";

/** The fixes of a problem of a text, the likeliest first and ignoring it last. */
export function fixesFor(text: string, problem: Problem): readonly Fix[] {
  return fixesIn(fixSourceOf(text), problem);
}

/** The same for a text that is parsed already. */
export function fixesIn(source: FixSource, problem: Problem): readonly Fix[] {
  return [...mendsOf(source, problem), ...ignoreFix(source, problem)].filter(
    ({ edits, command }) => command !== undefined || edits.some((edit) => changes(source, edit)),
  );
}

/** A text can look the same and not be, as with an invisible character beside it. */
function changes({ text }: FixSource, edit: TextEdit): boolean {
  return text.slice(edit.range.start, edit.range.end) !== edit.text;
}

function mendsOf(source: FixSource, problem: Problem): readonly Fix[] {
  const fixer = fixers[problem.code];
  if (typeof fixer !== "function") return [];
  // The compiler cannot see that fixer and problem are of the same code; the table says so.
  return (fixer as Fixer<ProblemCode>)(source, problem);
}
