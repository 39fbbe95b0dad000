import { slugOf } from "../trigger/address.ts";
import type { Trigger } from "../trigger/trigger.ts";
import { type Draft, draftOf, type Source } from "./draft.ts";
import { ignoresIn } from "./ignore.ts";
import { lineStartsOf, type Range } from "./position.ts";
import type { Problem, ProblemCode, Severity } from "./problem.ts";
import { addressProblems, type TriggerSummary } from "./rules/addresses.ts";
import type { RuleContext } from "./rules/rule.ts";

/** What the problems of a file depend on beside its text. */
export interface CheckContext extends RuleContext {
  /** Severities that differ from the usual ones. */
  readonly severities?: Readonly<Partial<Record<ProblemCode, Severity | "off">>>;
}

/** A trigger file with its triggers and problems, both in the order of the text. */
export interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly triggers: readonly CheckedTrigger[];
  readonly problems: readonly Problem[];
}

interface CheckedTrigger {
  /** Empty when it has none yet, and so is the slug. */
  readonly name: string;
  readonly slug: string;
  readonly range: Range;
  /** Undefined when it cannot be served: some of it is unreadable, or has an error. */
  readonly trigger: Trigger | undefined;
}

/** Reads and checks the trigger files of a workspace; any text gives triggers and problems. */
export function checkFiles(
  sources: readonly Source[],
  context: CheckContext,
): readonly CheckedFile[] {
  return checkDrafts(sources.map((source) => draftOf(source, context)));
}

/** Compares files that are checked each by itself: two triggers cannot share a name or an address. */
export function checkDrafts(drafts: readonly Draft<CheckContext>[]): readonly CheckedFile[] {
  const shared = addressProblems(
    drafts.flatMap(({ items }) => items.flatMap(({ found }) => found?.summary ?? [])),
  );
  return drafts.map((draft) => fileFrom(draft, shared));
}

function fileFrom(
  draft: Draft<CheckContext>,
  shared: ReadonlyMap<TriggerSummary, readonly Problem[]>,
): CheckedFile {
  const { path, text } = draft.source;
  const ignores = ignoresIn(text, lineStartsOf(text), draft.comments);
  const { severities = {} } = draft.context;
  const seen = (problems: readonly Problem[]) =>
    problems.flatMap((problem) => {
      const severity = severities[problem.code] ?? problem.severity;
      return severity === "off" || ignores.hides(problem) ? [] : [{ ...problem, severity }];
    });
  const problems = [...seen([...draft.problems, ...ignores.problems])];
  const triggers: CheckedTrigger[] = [];
  for (const { found, problems: own } of draft.items) {
    const others = (found && shared.get(found.summary)) ?? [];
    const visible = seen([...own, ...others]);
    problems.push(...visible);
    if (found === undefined) continue;
    const { name } = found.summary;
    const isServed = others.length === 0 && visible.every(({ severity }) => severity !== "error");
    const trigger = isServed ? found.trigger : undefined;
    triggers.push({ name, slug: slugOf(name), range: found.range, trigger });
  }
  problems.sort((left, right) => left.range.start - right.range.start);
  return { path, text, triggers, problems };
}
