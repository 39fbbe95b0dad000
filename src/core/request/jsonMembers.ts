/** A top-level member of a JSON object, with the place of its value in the text. */
export interface JsonMember {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The top-level members of a JSON object in the order of the text, duplicates included, which
 * `JSON.parse` would drop; undefined when the text is not a JSON object.
 */
export function jsonMembersOf(text: string): readonly JsonMember[] | undefined {
  if (!isJsonObject(text)) return undefined;
  const members: JsonMember[] = [];
  let key: string | undefined;
  let quote: number | undefined;
  let start = 0;
  let depth = 0;
  // The text is known to be valid, so quotes and brackets are all that needs to be told apart. A
  // pattern for whole strings would exhaust the stack on one of many megabytes.
  for (const { 0: mark, index: at } of text.matchAll(/\\.|["{}[\],:]/g)) {
    if (mark === '"' && quote === undefined) quote = at;
    else if (mark === '"') {
      if (depth === 1 && key === undefined) key = JSON.parse(text.slice(quote, at + 1)) as string;
      quote = undefined;
    }
    if (quote !== undefined) continue;
    if (depth === 1 && mark === ":") start = at + 1;
    else if (depth === 1 && key !== undefined && (mark === "," || mark === "}")) {
      members.push({ key, ...trimmed(text, start, at) });
      key = undefined;
    }
    if (mark === "{" || mark === "[") depth += 1;
    else if (mark === "}" || mark === "]") depth -= 1;
  }
  return members;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function trimmed(text: string, from: number, to: number): { start: number; end: number } {
  const value = text.slice(from, to);
  const start = from + value.length - value.trimStart().length;
  return { start, end: start + value.trim().length };
}
