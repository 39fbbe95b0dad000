import { lineAt, type Range } from "./position.ts";
import { type Problem, type ProblemCode, problem } from "./problem.ts";
import { problemKinds } from "./problemKinds.ts";
import { closest } from "./suggest.ts";

/** What the comments `# hooksmith-ignore: code` of a text hide. */
export interface Ignores {
  readonly hides: (problem: Problem) => boolean;
  /** Problems of the comments themselves. */
  readonly problems: readonly Problem[];
}

/** Finds the comments on lines of their own that ignore codes on the next line that is no comment. */
export function ignoresIn(
  text: string,
  lineStarts: readonly number[],
  comments: readonly Range[],
): Ignores {
  const problems: Problem[] = [];
  const byLine = new Map<number, Set<string>>();
  const targets = new Map<number, number>();
  for (const comment of comments.toReversed()) {
    const line = lineAt(lineStarts, comment.start);
    if (text.slice(lineStarts[line], comment.start).trim() !== "") continue;
    const next = nextLine(text, lineStarts, line);
    const target = targets.get(next) ?? next;
    targets.set(line, target);
    for (const { code, range } of codesIn(text.slice(comment.start, comment.end), comment.start)) {
      if (ignorable.includes(code)) {
        byLine.set(target, (byLine.get(target) ?? new Set()).add(code));
      } else {
        const suggestion = closest(code, ignorable);
        problems.push(problem("unknown-ignore-code", range, { code, suggestion }));
      }
    }
  }
  const hides = ({ code, range }: Problem) =>
    byLine.get(lineAt(lineStarts, range.start))?.has(code) === true;
  return { hides, problems };
}

/** Broken YAML cannot be ignored: nothing after it is sure to be what it seems. */
const ignorable: readonly string[] = (Object.keys(problemKinds) as ProblemCode[]).filter(
  (code) => !code.startsWith("yaml-"),
);

function* codesIn(comment: string, base: number): Iterable<{ code: string; range: Range }> {
  const mark = /^#\s*hooksmith-ignore:/.exec(comment);
  if (mark === null) return;
  for (const word of comment.slice(mark[0].length).matchAll(/[^\s,]+/g)) {
    const start = base + mark[0].length + word.index;
    yield { code: word[0], range: { start, end: start + word[0].length } };
  }
}

/** The next line that is not empty. */
function nextLine(text: string, lineStarts: readonly number[], line: number): number {
  let next = line + 1;
  while (
    next < lineStarts.length &&
    text.slice(lineStarts[next], lineStarts[next + 1]).trim() === ""
  ) {
    next += 1;
  }
  return next;
}
