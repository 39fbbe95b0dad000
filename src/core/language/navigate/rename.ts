import { writtenLike } from "../fix/writing.ts";
import { textOf } from "../node.ts";
import type { Range } from "../position.ts";
import { readTriggers } from "../readTriggers.ts";
import type { TextEdit } from "../textEdit.ts";

/** The name of a trigger that can be changed. */
export interface Renaming {
  /** Of the name with its quotes. */
  readonly range: Range;
  /** The name as it is now. */
  readonly name: string;
}

/** The name of a trigger at an offset; undefined where there is nothing to rename. */
export function prepareRename(text: string, offset: number): Renaming | undefined {
  for (const { places } of readTriggers(text)) {
    if (places.name === undefined) continue;
    const { key, value } = places.name;
    const name = textOf(value);
    // What an alias stands for has another place, and maybe other meanings too.
    if (name === undefined || value.range.start < key.end) continue;
    if (value.range.start <= offset && offset <= value.range.end) {
      return { range: value.range, name };
    }
  }
  return undefined;
}

/** The edits that give another name to the trigger whose name is at an offset. */
export function renameAt(
  text: string,
  offset: number,
  name: string,
): readonly TextEdit[] | undefined {
  const renaming = prepareRename(text, offset);
  if (renaming === undefined) return undefined;
  const { range } = renaming;
  return [{ range, text: writtenLike(text.slice(range.start, range.end), name) }];
}
