import { entryOf } from "../node.ts";
import type { Problem } from "../problem.ts";
import { keysOf } from "./fields.ts";
import { type Fix, possibleFix, sureFix } from "./fix.ts";
import type { Fixer } from "./fixer.ts";
import type { FixSource } from "./fixSource.ts";
import { insertEntry } from "./insertion.ts";
import { replacement } from "./replacement.ts";
import { entryAt } from "./spot.ts";

type NotDeclared = Extract<
  Problem,
  { readonly code: "unknown-step" | "unknown-pipeline" | "unknown-node" | "unknown-input" }
>;

/** Writes the name that `valohai.yaml` declares. */
export function fixNotDeclared(source: FixSource, problem: NotDeclared): readonly Fix[] {
  const { range, data } = problem;
  const { name, suggestion } = data;
  if (suggestion === undefined) return [];
  const title = `Change to \`${suggestion}\``;
  if (entryAt(source, range) !== undefined) {
    return sureFix(title, replacement(source.text, range, suggestion));
  }
  // A part of a text, which must not need quotes of another kind.
  const isAsWritten = source.text.slice(range.start, range.end) === name;
  return isAsWritten && /^[\w-]+$/.test(suggestion)
    ? sureFix(title, [{ range, text: suggestion }])
    : [];
}

/** Lets the payload fill the input. */
export const fixInputNotFilled: Fixer<"input-not-filled"> = (source, { range, data }) => {
  const holder = entryAt(source, range)?.holder;
  const key = "payload-input-name";
  if (holder === undefined || entryOf(holder, key) !== undefined) return [];
  const isExecution = entryOf(holder, "step") !== undefined;
  const value = isExecution ? data.input : `${data.of}.${data.input}`;
  const order = keysOf(isExecution ? "run-execution" : "run-pipeline");
  const edits = insertEntry(source, holder, { key, value, order });
  return possibleFix(`Let the payload fill \`${value}\``, edits);
};
