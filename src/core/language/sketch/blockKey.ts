import { readQuoted } from "./scalar.ts";
import { inkEnd, isBlankAt, type Scan, skipBlanks } from "./scan.ts";

/** The key that stands here with its colon, on one line. */
export function keyAt(scan: Scan, start: number, end: number) {
  const { text } = scan;
  if (text[start] === '"' || text[start] === "'") {
    const quoted = readQuoted({ ...scan, end }, start, -1);
    const colon = skipBlanks(text, quoted.range.end);
    if (!quoted.isClosed || text[colon] !== ":" || !isBlankAt(text, colon + 1)) return undefined;
    const name = text.slice(quoted.inner.start, quoted.inner.end);
    return { name, range: quoted.range, colonEnd: colon + 1 };
  }
  if (/[{[&*!|>%@`,\]}]/.test(text[start] ?? "")) return undefined;
  const line = text.slice(start, end);
  const colon = /:(?=[ \t]|$)|[ \t]#/.exec(line);
  if (colon?.[0] !== ":") return undefined;
  const range = { start, end: inkEnd(text, start, start + colon.index) };
  const colonEnd = start + colon.index + 1;
  return { name: text.slice(start, range.end), range, colonEnd };
}
