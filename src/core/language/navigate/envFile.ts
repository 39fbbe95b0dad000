import type { Range } from "../position.ts";

/** Where an env file names a variable for the last time, which is the one that counts. */
export function placeOfVariable(text: string, name: string): Range | undefined {
  let found: Range | undefined;
  for (let at = 0; at < text.length; ) {
    const [line, before = "", variable] = match(assignment, text, at);
    if (line === undefined || variable === undefined) {
      at = nextLine(text, at);
      continue;
    }
    const start = at + before.length;
    if (variable === name) found = { start, end: start + variable.length };
    at = nextLine(text, endOfValue(text, at + line.length));
  }
  return found;
}

const assignment = /([^\S\n]*(?:export[^\S\n]+)?)([^\s=#'"`]+)[^\S\n]*=[^\S\n]*/y;

/** A value in quotes may go on for several lines; without its closing quote it ends with its own. */
function endOfValue(text: string, start: number): number {
  const quote = text[start] ?? "";
  if (!/["'`]/.test(quote)) return start;
  const end = text.indexOf(quote, start + 1);
  return end === -1 ? start : end;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}

function match(pattern: RegExp, text: string, at: number): readonly (string | undefined)[] {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? [];
}
