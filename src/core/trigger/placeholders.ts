/** A placeholder of the reference inside a text, with its place: `{env:NAME}`, `{header:Name}`, … */
export interface Placeholder {
  readonly kind: "env" | "header" | "body" | "run_id";
  /** What stands behind the colon; empty for `{body}` and `{run_id}`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const patterns = {
  secret: /\{(env):([A-Za-z0-9_-]+)\}/g,
  basestring: /\{(?:(header):([^{}]+)|(body))\}/g,
  response: /\{(run_id)\}/g,
} as const;

/** The placeholders that have a meaning in a secret key, a basestring or a response, in order. */
export function placeholdersIn(
  text: string,
  content: keyof typeof patterns,
): readonly Placeholder[] {
  const found: Placeholder[] = [];
  // On the path of every request a pattern of its own, as `matchAll` makes one, would be the dearest.
  const pattern = patterns[content];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push({
      kind: (match[1] ?? match[3]) as Placeholder["kind"],
      name: match[2] ?? "",
      start: match.index,
      end: pattern.lastIndex,
    });
  }
  return found;
}
