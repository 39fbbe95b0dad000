import type { Trigger } from "../trigger/trigger.ts";
import { writeCurl } from "./curl.ts";
import { writeGo } from "./go.ts";
import { writeJavascript } from "./javascript.ts";
import type { LanguageResult } from "./language.ts";
import { writePowershell } from "./powershell.ts";
import { writePython, writePythonRequests } from "./python.ts";
import type { Recipe } from "./recipe.ts";
import { type Message, recipeFor } from "./recipeFor.ts";
import { snippetProblemText } from "./snippetProblem.ts";

/** Code that sends a matching webhook, or a sentence that says why there is none. */
export type Snippet =
  | { readonly outcome: "written"; readonly code: string }
  | { readonly outcome: "impossible"; readonly why: string };

interface Language {
  readonly label: string;
  readonly write: (recipe: Recipe) => LanguageResult;
}

/** The languages in which snippets are written, by the word that names each. */
export const snippetLanguages = {
  curl: { label: "curl", write: writeCurl },
  python: { label: "Python", write: writePython },
  "python-requests": { label: "Python with requests", write: writePythonRequests },
  javascript: { label: "JavaScript (Node)", write: writeJavascript },
  powershell: { label: "PowerShell", write: writePowershell },
  go: { label: "Go", write: writeGo },
} as const satisfies Readonly<Record<string, Language>>;

export type SnippetLanguage = keyof typeof snippetLanguages;

/** Writes the code that sends a message so that the trigger accepts it; secrets stay in the environment. */
export function snippetFor(language: SnippetLanguage, trigger: Trigger, message: Message): Snippet {
  const found = recipeFor(trigger, message);
  const result = found.outcome === "found" ? snippetLanguages[language].write(found.recipe) : found;
  return result.outcome === "impossible"
    ? { outcome: "impossible", why: snippetProblemText(result.problem) }
    : result;
}
