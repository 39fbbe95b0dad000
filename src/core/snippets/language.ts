import type { SnippetProblem } from "./snippetProblem.ts";

/** A recipe as the text of a program, or why the language cannot tell it. */
export type LanguageResult =
  | { readonly outcome: "written"; readonly code: string }
  | { readonly outcome: "impossible"; readonly problem: SnippetProblem };
