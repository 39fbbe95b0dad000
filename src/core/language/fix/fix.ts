import type { Range } from "../position.ts";
import type { TextEdit } from "../textEdit.ts";

/** A way to mend a problem. */
export interface Fix {
  /** What happens, as an imperative. */
  readonly title: string;
  /** How the text changes; nothing when the command is all there is to do. */
  readonly edits: readonly TextEdit[];
  /** Whether it is surely what was meant, so that nobody need be asked. */
  readonly isPreferred: boolean;
  /** What is done first, outside the file; when that fails, the edits are not made. */
  readonly command: FixCommand | undefined;
}

/** What a fix needs beside edits, for whoever can do it. */
export type FixCommand =
  | { readonly kind: "set-secret"; readonly name: string }
  /** The value that stands in the range, `secretTextAt`, is to be kept under the name. */
  | { readonly kind: "move-secret-to-storage"; readonly name: string; readonly range: Range };

/** The edits that a fix makes, or undefined when the text is not laid out for it. */
export type Edits = readonly TextEdit[] | undefined;

/** The one fix that is surely meant; none without edits. */
export function sureFix(title: string, edits: Edits): readonly Fix[] {
  return fixWith(title, edits, true);
}

/** A fix among others that might be meant; none without edits. */
export function possibleFix(title: string, edits: Edits): readonly Fix[] {
  return fixWith(title, edits, false);
}

function fixWith(title: string, edits: Edits, isPreferred: boolean): readonly Fix[] {
  return edits === undefined ? [] : [{ title, edits, isPreferred, command: undefined }];
}
