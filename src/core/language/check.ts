import { slugOf } from "../trigger/address.ts";
import type { Trigger } from "../trigger/trigger.ts";
import { type CheckedItem, checkItem } from "./checkItem.ts";
import { parseDocument } from "./document.ts";
import { type Ignores, ignoresIn } from "./ignore.ts";
import { type ReadTrigger, valueRange } from "./located.ts";
import { lineStartsOf, type Range } from "./position.ts";
import type { Problem, ProblemCode, Severity } from "./problem.ts";
import { addressProblems, type TriggerSummary } from "./rules/addresses.ts";
import type { RuleContext } from "./rules/rule.ts";

/** A trigger file. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

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

/** A trigger of a file, served or not. */
export interface CheckedTrigger {
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
  const drafts = sources.map((source) => draftOf(source, context));
  const shared = addressProblems(drafts.flatMap(({ items }) => items.flatMap(summaryIn)));
  return drafts.map((draft) => fileFrom(draft, shared, context));
}

/** A file whose items are checked each by itself. */
interface Draft {
  readonly source: Source;
  readonly items: readonly DraftItem[];
  readonly problems: readonly Problem[];
  readonly ignores: Ignores;
}

interface DraftItem extends CheckedItem {
  readonly summary: TriggerSummary | undefined;
}

type AddressProblems = ReturnType<typeof addressProblems>;

function draftOf(source: Source, context: CheckContext): Draft {
  const { items, problems, comments } = parseDocument(source.text);
  const ignores = ignoresIn(source.text, lineStartsOf(source.text), comments);
  const checked = items.map((item) => {
    const one = checkItem(item, context);
    return { ...one, summary: summaryOf(source.path, one) };
  });
  return { source, items: checked, problems: [...problems, ...ignores.problems], ignores };
}

function summaryOf(path: string, { read }: CheckedItem): TriggerSummary | undefined {
  if (read === undefined) return undefined;
  return {
    path,
    name: read.name,
    nameRange: valueRange(read, "name"),
    launchUrl: read.launchUrl,
    launchUrlRange: valueRange(read, "launchUrl"),
  };
}

function summaryIn({ summary }: DraftItem): readonly TriggerSummary[] {
  return summary === undefined ? [] : [summary];
}

function fileFrom(draft: Draft, shared: AddressProblems, context: CheckContext): CheckedFile {
  const { source, ignores } = draft;
  const items = draft.items.map(({ read, summary, problems }) => {
    const others = (summary && shared.get(summary)) ?? [];
    const found = visible([...problems, ...others], ignores, context);
    const isServed = others.length === 0 && found.every(({ severity }) => severity !== "error");
    return { problems: found, triggers: read === undefined ? [] : [triggerFrom(read, isServed)] };
  });
  const problems = [
    ...visible(draft.problems, ignores, context),
    ...items.flatMap((item) => item.problems),
  ];
  return {
    path: source.path,
    text: source.text,
    triggers: items.flatMap((item) => item.triggers),
    problems: problems.sort((left, right) => left.range.start - right.range.start),
  };
}

function triggerFrom({ name, range, trigger }: ReadTrigger, isServed: boolean): CheckedTrigger {
  return { name, slug: slugOf(name), range, trigger: isServed ? trigger : undefined };
}

function visible(
  problems: readonly Problem[],
  ignores: Ignores,
  { severities = {} }: CheckContext,
): readonly Problem[] {
  return problems.flatMap((problem) => {
    const severity = severities[problem.code] ?? problem.severity;
    return severity === "off" || ignores.hides(problem) ? [] : [{ ...problem, severity }];
  });
}
