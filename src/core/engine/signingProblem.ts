import type { KeyProblem } from "../conditions/check.ts";
import { keyProblemText, placeText } from "../conditions/explain.ts";
import type { Place } from "../request/lookUp.ts";
import type { Unplaceable } from "../request/place.ts";
import type { JwtAlgorithm } from "../trigger/trigger.ts";

/** Why a request cannot be signed for a trigger. */
export type SigningProblem =
  | { readonly problem: "secret-missing"; readonly names: readonly string[] }
  | { readonly problem: "secret-unusable"; readonly why: KeyProblem }
  | { readonly problem: "private-key-missing"; readonly algorithm: JwtAlgorithm }
  | { readonly problem: "private-key-unusable"; readonly why: KeyProblem }
  | { readonly problem: "header-ambiguous"; readonly name: string }
  | { readonly problem: "unplaceable"; readonly place: Place; readonly why: Unplaceable }
  | { readonly problem: "place-taken"; readonly place: Place }
  | { readonly problem: "circle" };

const unplaceable: Readonly<Record<Unplaceable, string>> = {
  "header-name": "that is no header name",
  "header-value": "a header cannot carry line breaks or blanks at its ends",
  "body-not-json-object": "the body is not a JSON object",
  "body-is-json": "the body is a JSON object, not URL-encoded",
  "value-not-utf8": "the value is not UTF-8",
};

/** The sentences that say what hinders the signing, and what to do. */
export function signingProblemText(problem: SigningProblem): string {
  switch (problem.problem) {
    case "secret-missing":
      return problem.names.length === 0
        ? "The secret key of the trigger is empty: give it a value or a {env:NAME} reference."
        : `The secret ${problem.names.join(", ")} is not set or empty: set it in the environment or in the file given by --env-file.`;
    case "secret-unusable":
      return keyProblemText(problem.why);
    case "private-key-missing":
      return `${problem.algorithm} tokens are signed with a private key: give its PEM file with --private-key. "hooksmith keys --algorithm ${problem.algorithm}" makes a pair.`;
    case "private-key-unusable":
      return `The private key does not serve. ${keyProblemText(problem.why)}`;
    case "header-ambiguous":
      return `The basestring needs the header ${problem.name}, and the request has it more than once.`;
    case "unplaceable":
      return `The value for the ${placeText(problem.place)} cannot be sent: ${unplaceable[problem.why]}.`;
    case "place-taken":
      return `Two conditions need different values in the ${placeText(problem.place)}: no request can meet both.`;
    case "circle":
      return "No sender can sign this trigger: a signature would have to cover itself.";
  }
}
