import type { Range } from "./position.ts";
import { type Problem, problem } from "./problem.ts";

/** What the YAML parser says of an error, with offsets into what it parsed. */
interface SyntaxError {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/** The problem that an error of the YAML parser is, in the text that has the parsed source at `base`. */
export function syntaxProblem(error: SyntaxError, source: string, base: number): Problem {
  const unquoted =
    error.code === "UNEXPECTED_TOKEN" ? bracesAround(source, error.pos[0]) : undefined;
  const { start, end } = unquoted ?? marked(error, source);
  const range = { start: base + start, end: base + end };
  if (unquoted !== undefined) {
    // What stands beside a reference in a secret key may be a secret.
    const text = source.slice(start, end).replace(/^(\{env:[^}]*\}).+/, "$1…");
    return problem("placeholder-not-quoted", range, { text });
  }
  // Behind a colon the parser quotes the text, which may be a secret.
  const message = error.message.replace(/:(?: .*)?$|\.$/s, "").replace(/["']quote/, "quote");
  return problem("yaml-syntax", range, { message });
}

/** What the parser marks; where it misses something at the end, the last character that is there. */
function marked({ pos: [from, to] }: SyntaxError, source: string): Range {
  const last = source.trimEnd().length;
  if (from >= last) return { start: Math.max(0, last - 1), end: last };
  return { start: from, end: Math.min(Math.max(to, from), source.length) };
}

/** The value that begins with a placeholder, such as `{header:X}.{body}`, in the line of an offset. */
function bracesAround(source: string, offset: number): Range | undefined {
  const lineStart = source.lastIndexOf("\n", offset - 1) + 1;
  const line = /^[^\r\n]*/.exec(source.slice(lineStart))?.[0] ?? "";
  const value = /[:-][ \t]+(\{(?:env:|header:|body\}|run_id\}).*?)[ \t]*(?:[ \t]#.*)?$/.exec(line);
  if (value?.[1] === undefined) return undefined;
  const start = lineStart + value.index + value[0].indexOf(value[1]);
  const end = start + value[1].length;
  return start < offset && offset < end ? { start, end } : undefined;
}
