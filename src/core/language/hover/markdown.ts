/** A text of the user's own as inline code that nothing in it can end. */
export function code(text: string): string {
  const line = shortened(text.replace(/[\r\n\u2028\u2029]+/g, " "));
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .* $|^ *$/.test(line) ? " " : "";
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** Paragraphs as one Markdown text. */
export function paragraphs(...all: readonly (string | undefined)[]): string {
  return all.filter((text) => text !== undefined && text !== "").join("\n\n");
}

const longest = 200;

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
