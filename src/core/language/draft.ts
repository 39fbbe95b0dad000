import type { Trigger } from "../trigger/trigger.ts";
import { type CheckedItem, checkItem } from "./checkItem.ts";
import { parseDocument, partsOf } from "./document.ts";
import { valueRange } from "./located.ts";
import type { Range } from "./position.ts";
import type { Problem } from "./problem.ts";
import type { TriggerSummary } from "./rules/addresses.ts";
import type { RuleContext } from "./rules/rule.ts";

/** A trigger file. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A trigger file whose items are checked each by itself, before they are compared with others. */
export interface Draft<Context extends RuleContext> {
  readonly source: Source;
  readonly context: Context;
  readonly items: readonly DraftItem[];
  /** Problems that belong to no item. */
  readonly problems: readonly Problem[];
  readonly comments: readonly Range[];
  /** What each piece of the text came to, for the next draft. */
  readonly pieces: ReadonlyMap<string, CheckedPiece>;
}

/** What is known of an item after it was checked. */
interface DraftItem {
  readonly problems: readonly Problem[];
  readonly found: FoundTrigger | undefined;
}

/** A trigger as far as it could be read. */
interface FoundTrigger {
  readonly range: Range;
  readonly summary: TriggerSummary;
  /** Undefined when some of it could not be read. */
  readonly trigger: Trigger | undefined;
}

/** A piece of a text, checked; its ranges count from where the piece begins. */
interface CheckedPiece {
  readonly items: readonly DraftItem[];
  readonly problems: readonly Problem[];
  readonly comments: readonly Range[];
}

/**
 * Reads and checks the items of a file. What stands as it stood in the draft before, with the same
 * context, is not read again: after a keystroke that is all but one item.
 */
export function draftOf<Context extends RuleContext>(
  source: Source,
  context: Context,
  before?: Draft<Context>,
): Draft<Context> {
  const known = before?.context === context ? before.pieces : new Map<string, CheckedPiece>();
  const { pieces, comments, problems } = partsOf(source.text);
  const checked = new Map<string, CheckedPiece>();
  const draft = {
    items: [] as DraftItem[],
    problems: [] as Problem[],
    comments: [...comments],
  };
  for (const { start, end } of wholeWithAnchors(source.text, pieces)) {
    const text = source.text.slice(start, end);
    const piece = checked.get(text) ?? known.get(text) ?? checkPiece(text, context);
    checked.set(text, piece);
    for (const item of piece.items) draft.items.push(itemMoved(item, source.path, start));
    for (const problem of piece.problems) draft.problems.push(problemMoved(problem, start));
    for (const comment of piece.comments) draft.comments.push(moved(comment, start));
  }
  draft.problems.push(...problems);
  return { source, context, ...draft, pieces: checked };
}

/** An alias may mean an anchor in another item, so that a text with any is one piece. */
function wholeWithAnchors(text: string, pieces: readonly Range[]): readonly Range[] {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined || !/(?:^|[\s,[{:-])[&*]\S/.test(text)) {
    return pieces;
  }
  return [{ start: first.start, end: last.end }];
}

function checkPiece(text: string, context: RuleContext): CheckedPiece {
  const { items, problems, comments } = parseDocument(text);
  return { items: items.map((item) => draftItemOf(checkItem(item, context))), problems, comments };
}

function draftItemOf({ read, problems }: CheckedItem): DraftItem {
  if (read === undefined) return { problems, found: undefined };
  const { name, launchUrl, head, places, range, trigger } = read;
  const placed = { head, places };
  const summary = {
    path: "",
    name,
    nameRange: valueRange(placed, "name"),
    launchUrl,
    launchUrlRange: valueRange(placed, "launchUrl"),
  };
  return { problems, found: { range, summary, trigger } };
}

function itemMoved({ problems, found }: DraftItem, path: string, by: number): DraftItem {
  return {
    problems: problems.map((problem) => problemMoved(problem, by)),
    found: found && {
      range: moved(found.range, by),
      trigger: found.trigger,
      summary: {
        ...found.summary,
        path,
        nameRange: moved(found.summary.nameRange, by),
        launchUrlRange: moved(found.summary.launchUrlRange, by),
      },
    },
  };
}

function problemMoved(problem: Problem, by: number): Problem {
  return { ...problem, range: moved(problem.range, by) };
}

function moved({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
