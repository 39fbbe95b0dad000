import { type SigningProblem, signingProblemText } from "../engine/signingProblem.ts";
import type { HmacAlgorithm, JwtAlgorithm } from "../trigger/trigger.ts";

/** Why no code can send a webhook that matches. */
export type SnippetProblem =
  | SigningProblem
  | { readonly problem: "header-of-clients"; readonly name: string }
  | { readonly problem: "body-not-text" }
  | { readonly problem: "text-not-in-language" }
  | {
      readonly problem: "algorithm-not-in-language";
      readonly algorithm: HmacAlgorithm | JwtAlgorithm;
    }
  | { readonly problem: "header-not-in-language"; readonly name: string }
  | { readonly problem: "variable-not-in-language"; readonly name: string };

/** The sentence that says why there is no code and, where that is known, what to do. */
export function snippetProblemText(problem: SnippetProblem): string {
  switch (problem.problem) {
    case "header-of-clients":
      return `HTTP clients set the header ${problem.name} by themselves, so that code cannot put a value there or sign it.`;
    case "body-not-text":
      return "The token belongs into the body, and this body is not text.";
    case "text-not-in-language":
      return "A shell cannot hold the character U+0000, which the body or the basestring has: choose another language.";
    case "algorithm-not-in-language":
      return `Nothing can be signed with ${problem.algorithm} in this language: choose another.`;
    case "header-not-in-language":
      return `PowerShell sends only ASCII in headers, and ${problem.name} holds more: choose another language.`;
    case "variable-not-in-language":
      return `A shell cannot read an environment variable named ${problem.name}: rename it to letters, digits and _, or choose another language.`;
    default:
      return signingProblemText(problem);
  }
}
