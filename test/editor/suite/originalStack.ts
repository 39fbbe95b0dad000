import { findSourceMap } from "node:module";

/** Names the lines of the tests instead of those of the bundle, since the editor formats stacks. */
export function originalStack(stack: string): string {
  return stack.replaceAll(
    /([^\s(]+\.cjs):(\d+):(\d+)/g,
    (place, file: string, line: string, column: string) => {
      const entry = findSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (entry === undefined || !("originalSource" in entry)) return place;
      const { originalSource, originalLine, originalColumn } = entry;
      return `${originalSource}:${originalLine + 1}:${originalColumn + 1}`;
    },
  );
}
