import assert from "node:assert/strict";
import { complete } from "../../../../src/core/language/complete/complete.ts";
import type { Completion } from "../../../../src/core/language/complete/completion.ts";
import type { LanguageContext } from "../../../../src/core/language/languageContext.ts";
import { applyEdits } from "../../../../src/core/language/textEdit.ts";

/** Nothing is known but the text. */
export const nothingKnown: LanguageContext = { secrets: [], project: undefined };

/** The text without its mark `|`, and where that stood. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf("|");
  assert.ok(offset >= 0, "the text has no cursor");
  return { text: marked.slice(0, offset) + marked.slice(offset + 1), offset };
}

/** The completions at the cursor of a text. */
export function completionsAt(
  marked: string,
  context: LanguageContext = nothingKnown,
): readonly Completion[] {
  const { text, offset } = atCursor(marked);
  return complete(text, offset, context);
}

/** The labels of the completions at the cursor, in order. */
export function labelsAt(marked: string, context?: LanguageContext): readonly string[] {
  return completionsAt(marked, context).map(({ label }) => label);
}

/** The text after the completion of a label is accepted, and every tab stop left at its default. */
export function accepted(marked: string, label: string, context?: LanguageContext): string {
  const found = completionsAt(marked, context).find((completion) => completion.label === label);
  assert.ok(found, `no ${label} among ${labelsAt(marked, context).join(", ")}`);
  return applied(atCursor(marked).text, found);
}

/** A text with a completion put into it. */
export function applied(text: string, { edit }: Completion): string {
  const inserted = edit.isSnippet ? withDefaults(edit.text) : edit.text;
  return applyEdits(text, [{ range: edit.range, text: inserted }]);
}

/** A snippet with its defaults and first choices, as the editor shows it. */
function withDefaults(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:((?:\\.|[^\\}])*)\}|\$\{\d+\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|\}|\$\d/g,
    (_, escaped?: string, text?: string, choice?: string) =>
      escaped ?? (text ?? choice ?? "").replace(/\\(.)/g, "$1"),
  );
}
