import type { CheckedFile } from "../../core/language/check.ts";
import { type OutlineEntry, outlineOf } from "../../core/language/outline/outline.ts";
import type { Range } from "../../core/language/position.ts";
import type { Trigger } from "../../core/trigger/trigger.ts";

/** A trigger file as the view shows it. */
export interface FileRow {
  readonly path: string;
  readonly triggers: readonly TriggerRow[];
  /** How many errors are in it. */
  readonly errors: number;
}

/** A trigger as the view shows it. */
export interface TriggerRow {
  readonly path: string;
  readonly slug: string;
  /** Empty when it has none yet. */
  readonly name: string;
  /** Where it stands in its file, the name selected. */
  readonly selection: Range;
  readonly standing: Standing;
  /** Undefined when it cannot be served. */
  readonly trigger: Trigger | undefined;
  /** Its conditions and actions in the order of the file. */
  readonly parts: readonly OutlineEntry[];
}

/** Whether a trigger can be served, or what keeps it from that. */
type Standing =
  | { readonly standing: "fit" }
  | { readonly standing: "error" }
  /** Its name or address belongs to a trigger that comes before it. */
  | { readonly standing: "taken"; readonly by: Place };

/** A place in a file. */
export interface Place {
  readonly path: string;
  readonly range: Range;
}

/** The files that have something to show, with their triggers. */
export function fileRows(files: readonly CheckedFile[]): readonly FileRow[] {
  return files.map((file) => ({
    path: file.path,
    triggers: triggerRows(file),
    errors: file.problems.filter(({ severity }) => severity === "error").length,
  }));
}

function triggerRows({ path, text, triggers, problems }: CheckedFile): readonly TriggerRow[] {
  const outline = outlineOf(text);
  return triggers.flatMap(({ name, slug, range, trigger }) => {
    const entry = outline.find((candidate) => candidate.range.start === range.start);
    if (entry === undefined) return [];
    const [by] = problems
      .filter(({ code }) => code === "name-not-unique" || code === "address-shared")
      .filter((problem) => range.start <= problem.range.start && problem.range.end <= range.end)
      .flatMap(({ related }) => related);
    const standing: Standing =
      trigger !== undefined
        ? { standing: "fit" }
        : by === undefined
          ? { standing: "error" }
          : { standing: "taken", by };
    const parts = entry.children.filter(({ kind }) => kind === "condition" || kind === "action");
    return {
      path,
      slug,
      name,
      selection: entry.selection,
      standing,
      trigger,
      parts,
    };
  });
}
