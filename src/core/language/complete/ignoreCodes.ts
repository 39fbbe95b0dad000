import { problemKinds } from "../problemKinds.ts";
import type { Sketch } from "../sketch/branch.ts";
import type { Proposal } from "./completion.ts";

/** The problem codes that a comment such as `# hooksmith-ignore: ` can name. */
export function ignoreCodes(sketch: Sketch, offset: number): readonly Proposal[] | undefined {
  const comment = sketch.comments.find(({ start, end }) => start < offset && offset <= end);
  if (comment === undefined) return undefined;
  const text = sketch.text.slice(comment.start, comment.end);
  const before = text.slice(0, offset - comment.start);
  const mark = /^#\s*hooksmith-ignore:/.exec(before);
  if (mark === null) return [];
  const begun = /[^\s,]*$/.exec(before.slice(mark[0].length))?.[0] ?? "";
  const rest = /^[^\s,]*/.exec(text.slice(before.length))?.[0] ?? "";
  const range = { start: offset - begun.length, end: offset + rest.length };
  const listed = text.slice(mark[0].length).split(/[\s,]+/);
  const lead = before.length === mark[0].length ? " " : "";
  return Object.entries(problemKinds)
    .filter(([code]) => !code.startsWith("yaml-"))
    .filter(([code]) => !listed.includes(code) || code === begun + rest)
    .map(([code, { severity }]) => ({
      label: code,
      kind: "problem-code",
      detail: severity,
      edit: { range, text: lead + code, isSnippet: false },
    }));
}
